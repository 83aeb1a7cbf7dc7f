/**
 * `npm run soak`: trains for 100,000 steps in the built page (`-- --steps=10000` for fewer) while a script does what a
 * person does, looks twenty times at what page and worker hold, and ends with code 1 if something of it grows. A small
 * model, since it is the number of steps that counts, and what happens beside them.
 */
import process from 'node:process'
import { chromium, type Browser, type Page } from '@playwright/test'
import { build, preview } from 'vite'
import { CHROMIUM_FLAGS, ensureChromium } from './chromium.mjs'
import { ACTS } from './soak/act.ts'
import { createMeter, type Sample } from './soak/measure.ts'
import { slopeOf } from './soak/slope.ts'

const OUT = '.cache/soak'
const SETTINGS = 'dataset=procedural&hidden=64&latent=2&batch=32&backend=wasm'
const SAMPLES = 20
/** Until then caches fill, every view is made for the first time, and the curves get most of their points. */
const WARM_UP = { share: 0.3, steps: 20_000 }
/** Fewer samples than this have no slope worth the name. */
const FEWEST = 5

const MB = 1e6
const count = (value: number) => value.toFixed(0)
const megabytes = (value: number) => (value / MB).toFixed(2)

interface Column {
  readonly of: keyof Sample
  readonly head: string
  readonly text: (value: number) => string
  /** The most that it may grow by in 100,000 steps after the warm-up. */
  readonly most?: number
}

/**
 * Bounds above 0 are of what grows with the logarithm of the steps by design (the curves' points: 900 a decade), or of
 * what browsers tidy up when they like.
 */
const COLUMNS: readonly Column[] = [
  { of: 'step', head: 'step', text: count },
  { of: 'seconds', head: 'seconds', text: count },
  { of: 'tensors', head: 'tensors', text: count, most: 0.5 },
  { of: 'tensorBytes', head: 'in them MB', text: megabytes, most: 1000 },
  { of: 'wasmBytes', head: 'wasm MB', text: megabytes, most: 8 * MB },
  { of: 'workerHeap', head: 'worker MB', text: megabytes, most: 2 * MB },
  { of: 'pageHeap', head: 'page MB', text: megabytes, most: 4 * MB },
  { of: 'canvases', head: 'canvases', text: count, most: 0.5 },
  { of: 'elements', head: 'elements', text: count, most: 100 },
  { of: 'nodes', head: 'nodes', text: count, most: 500 },
  { of: 'listeners', head: 'listeners', text: count, most: 50 },
  { of: 'stored', head: 'stored MB', text: megabytes, most: 50 * MB },
]

const WIDTH = 10
const line = (cells: readonly string[]) => cells.map((cell) => cell.padStart(WIDTH)).join(' ')
const show = (sample: Sample) => console.log(line(COLUMNS.map(({ of, text }) => text(sample[of]))))

/** False if something grew by more than it may. */
function judge(samples: readonly Sample[], steps: number): boolean {
  const warm = samples.filter(({ step }) => step >= Math.max(WARM_UP.share * steps, WARM_UP.steps))
  if (warm.length < FEWEST) console.log(`\nToo few samples after step ${WARM_UP.steps} to say what grows.`)
  if (warm.length < FEWEST) return true
  const grown = COLUMNS.filter(({ most }) => most !== undefined).map(({ of, head, text, most }) => {
    const growth = 100_000 * slopeOf(warm.map((sample) => ({ step: sample.step, value: sample[of] })))
    return { head, growth: text(growth), most: text(most!), isFlat: growth <= most! }
  })
  console.log(`\nGrowth in 100,000 steps, by the samples from step ${warm[0]?.step ?? steps} on:`)
  for (const { head, growth, most, isFlat } of grown)
    console.log(`${line([head, growth])}   ${isFlat ? 'within' : 'MORE THAN'} ${most}`)
  return grown.every(({ isFlat }) => isFlat)
}

const stepOf = async (page: Page) => Number(await page.getByTestId('step').textContent())

/** Trains on to `until`, doing one thing after another meanwhile. */
async function trainTo(page: Page, until: number): Promise<void> {
  await page.getByRole('button', { name: 'Train', exact: true }).click()
  for (const act of Object.values(ACTS)) if ((await stepOf(page)) < until) await act(page)
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
  const isFlat = judge(samples, steps)
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
