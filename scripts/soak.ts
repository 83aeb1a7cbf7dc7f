/**
 * `npm run soak`: trains for 100,000 steps in the built page (`-- --steps=10000` for fewer) while a script does what a
 * person does, looks twenty times at what page and worker hold, and ends with code 1 if something of it grows. A small
 * model, since it is the number of steps that counts, and what happens beside them.
 */
import process from 'node:process'
import { chromium, type Browser, type Page } from '@playwright/test'
import { build, preview } from 'vite'
import { CHROMIUM_FLAGS, ensureChromium } from './chromium.mjs'
import { ACTS, dismissMessages } from './soak/act.ts'
import { COLUMNS, growthOf } from './soak/growth.ts'
import { createMeter, type Sample } from './soak/measure.ts'

const OUT = '.cache/soak'
const SETTINGS = 'dataset=procedural&hidden=64&latent=2&batch=32&backend=wasm'
const SAMPLES = 20
const WIDTH = 10
const line = (cells: readonly string[]) => cells.map((cell) => cell.padStart(WIDTH)).join(' ')
const show = (sample: Sample) => console.log(line(COLUMNS.map(({ of, text }) => text(sample[of]))))

/** False if something grew by more than it may. */
function tellGrowth(samples: readonly Sample[], steps: number): boolean {
  const grown = growthOf(samples, steps)
  console.log(
    grown.length > 0 ? '\nGrowth in 100,000 steps, the warm-up apart:' : '\nToo few steps to say what grows.',
  )
  for (const { head, growth, most, isFlat } of grown)
    console.log(`${line([head, growth])}   ${isFlat ? 'within' : 'MORE THAN'} ${most}`)
  return grown.every(({ isFlat }) => isFlat)
}

const stepOf = async (page: Page) => Number(await page.getByTestId('step').textContent())

/** Trains on to `until`, doing one thing after another meanwhile. */
async function trainTo(page: Page, until: number): Promise<void> {
  await page.getByRole('button', { name: 'Train', exact: true }).click()
  for (const act of Object.values(ACTS)) {
    if ((await stepOf(page)) >= until) break
    await dismissMessages(page)
    await act(page)
  }
  await dismissMessages(page)
  while ((await stepOf(page)) < until) await page.waitForTimeout(200)
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await page.getByRole('button', { name: 'Train', exact: true }).waitFor()
}

async function soak(browser: Browser, address: string, steps: number): Promise<boolean> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-US' })
  const errors: string[] = []
  page.on('pageerror', ({ message }) => errors.push(message))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  await page.goto(`${address}#${SETTINGS}`)
  await page.getByRole('button', { name: 'Step', exact: true, disabled: false }).waitFor({ timeout: 180_000 })
  const measure = await createMeter(page)
  console.log(line(COLUMNS.map(({ head }) => head)))
  const samples: Sample[] = []
  for (let i = 1; i <= SAMPLES; i++) {
    await trainTo(page, (steps * i) / SAMPLES)
    samples.push(await measure())
    show(samples.at(-1)!)
  }
  const isFlat = tellGrowth(samples, steps)
  for (const error of errors) console.error(`On the console: ${error}`)
  return isFlat && errors.length === 0
}

const asked = process.argv.find((argument) => argument.startsWith('--steps='))?.slice('--steps='.length)
const steps = Number(asked ?? 100_000)
if (!Number.isInteger(steps) || steps < SAMPLES)
  throw new Error(`soak: expected --steps= a whole number from ${SAMPLES}, got ${asked}`)
const executablePath = ensureChromium()
await build({ logLevel: 'warn', build: { outDir: OUT, emptyOutDir: true } })
const server = await preview({
  logLevel: 'warn',
  build: { outDir: OUT },
  preview: { port: 0, strictPort: false },
})
const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS })
try {
  if (!(await soak(browser, server.resolvedUrls!.local[0]!, steps))) process.exitCode = 1
} finally {
  await browser.close()
  await server.close()
}
