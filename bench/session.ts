/**
 * One browser session over a production build of the benchmark's page, by the same Vite configuration as the lab, so
 * that the workers are built as the ones people get. Does NOT know what is measured.
 */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Page } from '@playwright/test'
import { build, preview } from 'vite'
import { CHROMIUM_FLAGS, findChromium } from '../scripts/chromium.mjs'
import type { NativePeer } from './native.ts'
import type { Bench } from './page/main.ts'
import type { Answered, PeerMethod } from './peers/browser-peer.ts'
import { NATIVE } from './peers/index.ts'

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const OUT = path.join(ROOT, '.cache', 'bench')

const shared = {
  root: path.join(ROOT, 'bench', 'page'),
  configFile: path.join(ROOT, 'vite.config.ts'),
  logLevel: 'warn',
} as const

export interface Session {
  /** The browser and its version. */
  readonly browser: string
  start(peer: string): Promise<Answered>
  ask(peer: string, method: PeerMethod, ...args: unknown[]): Promise<Answered>
  close(): Promise<void>
}

async function openPage(images: Uint8Array) {
  await build({ ...shared, build: { outDir: OUT, emptyOutDir: true } })
  writeFileSync(path.join(OUT, 'images.bin'), images)
  const server = await preview({
    ...shared,
    build: { outDir: OUT },
    preview: { port: 0, strictPort: false },
  })
  const executablePath = findChromium()
  const browser = await chromium.launch({ args: CHROMIUM_FLAGS, ...(executablePath && { executablePath }) })
  const page = await browser.newPage()
  page.on('console', (message) => message.type() === 'error' && console.error(message.text()))
  page.on('pageerror', (error) => console.error(error.message))
  await page.goto(server.resolvedUrls!.local[0]!)
  await page.waitForFunction(() => 'bench' in window)
  return { server, browser, page }
}

const inPage = (page: Page, method: keyof Bench, args: unknown[]): Promise<Answered> =>
  page.evaluate(
    ([name, rest]) => {
      const { bench } = window as unknown as {
        bench: Record<string, (...args: unknown[]) => Promise<Answered>>
      }
      return bench[name]!(...rest)
    },
    [method, args] as const,
  )

export async function openSession(images: Uint8Array): Promise<Session> {
  const { server, browser, page } = await openPage(images)
  return {
    browser: `Chromium ${browser.version()}`,
    start: (peer) => inPage(page, 'start', [peer]),
    ask: (peer, method, ...args) => inPage(page, 'ask', [peer, method, ...args]),
    async close() {
      await browser.close()
      await server.close()
    },
  }
}

/** The same session, in which one peer is asked elsewhere. */
export function withNative(session: Session, native: NativePeer | null): Session {
  if (!native) return session
  return {
    ...session,
    start: (peer) => (peer === NATIVE.id ? native.start() : session.start(peer)),
    ask: (peer, method, ...args) =>
      peer === NATIVE.id ? native.ask(method, ...args) : session.ask(peer, method, ...args),
    async close() {
      native.close()
      await session.close()
    },
  }
}
