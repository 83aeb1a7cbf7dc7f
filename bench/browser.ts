/**
 * What every measurement in a browser stands on: a production build that is served with the lab's headers, and the
 * Chromium of the tests. BENCH_GPU=hardware leaves the software GPU away, for a machine that has a real one.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { build, preview } from 'vite'
import { CHROMIUM_FLAGS, ensureChromium } from '../scripts/chromium.mjs'

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

/** Where the software GPU is forced. */
const SOFTWARE = /swiftshader/
const HARDWARE_FLAGS = process.platform === 'linux' ? ['--use-angle=vulkan'] : []

export function browserFlags(): string[] {
  if (process.env.BENCH_GPU !== 'hardware') return CHROMIUM_FLAGS
  return [...CHROMIUM_FLAGS.filter((flag) => !SOFTWARE.test(flag)), ...HARDWARE_FLAGS]
}

let executable: string | undefined
const launchOptions = () => ({ executablePath: (executable ??= ensureChromium()), args: browserFlags() })

export const launchBrowser = (): Promise<Browser> => chromium.launch(launchOptions())

/** tsx wraps named functions in a helper that a page, to which we hand some, does not have. */
const NAME_HELPER = { content: 'globalThis.__name ??= (named) => named' }

/** A browser whose caches are a folder's: what a person has who comes for the second time. */
export const launchWithProfile = (folder: string): Promise<BrowserContext> =>
  chromium.launchPersistentContext(folder, launchOptions())

/** A browser that has been closed may write for a moment longer: they go when the command ends. */
const profiles: string[] = []
process.once('exit', () => {
  for (const folder of profiles) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

/**
 * A browser with an empty profile of its own: a new person's. What Playwright calls a new context is a private
 * window, whose files are in memory and pass through the browser's process on their way.
 */
export async function launchFresh(): Promise<BrowserContext> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'elbo-fresh-'))
  profiles.push(folder)
  return launchWithProfile(folder)
}

/** A page that can be handed functions. */
export async function pageOf(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  await page.addInitScript(NAME_HELPER)
  return page
}

/** What is measured on the page is measured on MNIST: digits that are drawn take seconds of their own. */
export function requireMnist(dataset: string): string {
  if (dataset === 'mnist') return dataset
  throw new Error(`The page trains on ${dataset}, not on mnist. Set MNIST_DIR, or run npm run data first.`)
}

export interface Site {
  readonly url: string
  /** Of the built files. */
  readonly folder: string
  close(): Promise<void>
}

const configOf = (root: string) =>
  ({ root, configFile: path.join(ROOT, 'vite.config.ts'), logLevel: 'error' }) as const

/** Serves what is built already, at a free port. */
export async function serveFolder(folder: string, root = ROOT): Promise<Site> {
  const server = await preview({
    ...configOf(root),
    build: { outDir: path.resolve(folder) },
    preview: { port: 0, strictPort: false },
  })
  return { url: server.resolvedUrls!.local[0]!, folder, close: () => server.close() }
}

/** Builds the page at `root` into a folder of its own and serves it at a free port. */
export async function serveBuilt(root: string, name: string): Promise<Site> {
  const folder = path.join(ROOT, '.cache', name)
  await build({ ...configOf(root), build: { outDir: folder, emptyOutDir: true } })
  return serveFolder(folder, root)
}

/** The lab itself, as people get it. */
export const serveLab = (): Promise<Site> => serveBuilt(ROOT, 'bench-lab')

export const machine = (): string => `${os.cpus()[0]?.model.trim()}, ${os.cpus().length} cores`
