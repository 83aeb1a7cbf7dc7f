/**
 * Pictures of the page for the README: docs/screenshots/{idle,training}-<size>-{light,dark}.png. Builds and serves the
 * lab as `npm start` does (MNIST_DIR is passed through), and photographs a real run after its first epoch; of the
 * gradient's variance also the other views, variance-<view>-1440x900-{light,dark}.png; of the latent space every view at 2
 * and 20 latents, the views of bits and of bounds, and the derivations in both languages (screenshots-regions.ts; `-- --regions`
 * takes these alone).
 */
import { chromium, type Browser, type BrowserContextOptions, type Page } from '@playwright/test'
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { CHROMIUM_FLAGS, ensureChromium } from './chromium.mjs'
import {
  photographBounds,
  photographDerivations,
  photographDiscrete,
  photographLatent,
} from './screenshots-regions.ts'

const FOLDER = new URL('../docs/screenshots/', import.meta.url)
const PORT = process.env.PORT ?? '4198'
const PAGE = `http://localhost:${PORT}/#backend=wasm`
/** A little over an epoch of MNIST, so that there is something held out to see. */
const STEPS = 600

/** Views of the Gradient variance region, what brings them, and what is there when they are. */
const VARIANCE_VIEWS = [
  { tab: 'by layer', press: null, done: /sum to the total/ },
  { tab: 'one coordinate', press: 'Draw 512 gradients', done: /as large/ },
  { tab: 'vs L', press: 'Measure', done: 'Measure again' },
  { tab: 'one dimension', press: 'where the score function wins', done: /score function wins here: it has/ },
] as const

interface Device {
  readonly sizes: readonly (readonly [width: number, height: number])[]
  readonly context: BrowserContextOptions
}

const DEVICES: readonly Device[] = [
  {
    sizes: [
      [1440, 900],
      [1024, 768],
    ],
    context: {},
  },
  { sizes: [[390, 844]], context: { isMobile: true, hasTouch: true, deviceScaleFactor: 2 } },
]

async function serve(): Promise<() => void> {
  const server = spawn(process.execPath, ['scripts/start.mjs'], {
    env: { ...process.env, PORT },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  for (let tries = 0; tries < 300; tries++) {
    if (server.exitCode !== null) throw new Error(`The server ended with code ${server.exitCode}`)
    const isUp = await fetch(`http://localhost:${PORT}/`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isUp) return () => server.kill()
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  server.kill()
  throw new Error(`No answer from http://localhost:${PORT}/ within a minute`)
}

/** The same moment of the same run in every size and both themes. */
async function photograph(page: Page, what: string, sizes: Device['sizes']): Promise<void> {
  for (const [width, height] of sizes)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height })
      await page.emulateMedia({ colorScheme })
      await page.waitForFunction((theme) => document.documentElement.dataset.theme === theme, colorScheme)
      await page.waitForTimeout(700) // the charts follow a few times a second
      const path = new URL(`${what}-${width}x${height}-${colorScheme}.png`, FOLDER).pathname
      await page.screenshot({ path })
      console.log(path)
    }
}

async function photographVariance(page: Page): Promise<void> {
  const region = page.getByRole('region', { name: 'Gradient variance' })
  for (const { tab, press, done } of VARIANCE_VIEWS) {
    await region.getByRole('tab', { name: tab, exact: true }).click()
    if (press) await region.getByRole('button', { name: press, exact: true }).click()
    await region.getByText(done).waitFor({ timeout: 180_000 })
    await photograph(page, `variance-${tab.replaceAll(' ', '-')}`, [[1440, 900]])
  }
}

async function visit(browser: Browser, { sizes, context }: Device): Promise<void> {
  const page = await browser.newPage({ ...context, locale: 'en-US' })
  await page.goto(PAGE)
  await page.getByTestId('backend').waitFor({ state: 'attached', timeout: 120_000 })
  await photograph(page, 'idle', sizes)
  await page.getByRole('button', { name: 'Train', exact: true }).click()
  await page.mouse.move(600, 600)
  await page.waitForFunction(
    (steps) => Number(document.querySelector('[data-testid="step"]')?.textContent) >= steps,
    STEPS,
    { timeout: 300_000, polling: 200 },
  )
  // 60,000 images in batches of 128; the evaluation at the end of the epoch takes its time beside the training.
  await page
    .getByRole('region', { name: 'ELBO' })
    .getByText('held-out, at step 469')
    .waitFor({ timeout: 60_000 })
  await photograph(page, 'training', sizes)
  if (!context.isMobile) await photographVariance(page)
  await page.close()
}

mkdirSync(FOLDER, { recursive: true })
const stop = await serve()
const browser = await chromium.launch({ executablePath: ensureChromium(), args: CHROMIUM_FLAGS })
try {
  if (!process.argv.includes('--regions')) for (const device of DEVICES) await visit(browser, device)
  for (const latent of [2, 20]) await photographLatent(browser, { page: PAGE, folder: FOLDER, latent })
  await photographDiscrete(browser, { page: PAGE, folder: FOLDER })
  await photographBounds(browser, { page: PAGE, folder: FOLDER })
  await photographDerivations(browser, { page: PAGE, folder: FOLDER })
} finally {
  await browser.close()
  stop()
}
