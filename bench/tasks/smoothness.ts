/**
 * Whether the page stays smooth while the standard configuration trains: how long the image takes to follow a slider,
 * and which tasks hold the main thread up.
 */
import type { Browser, Page } from '@playwright/test'
import { launchBrowser, machine, pageOf, requireMnist, serveLab } from '../browser.ts'
import { latencies, noteRequests } from '../latency.ts'
import { traceMainThread, type MainTask } from '../trace.ts'

export interface Smoothness {
  readonly machine: string
  readonly browser: string
  readonly settings: string
  /** While it was measured. */
  readonly stepsPerSecond: number
  /** From a slider's key event, in milliseconds, of each move. */
  readonly toCanvas: readonly number[]
  readonly toFrame: readonly number[]
  readonly seconds: number
  /** The main thread's long ones in that many seconds: nobody touching the page ... */
  readonly tasksAtRest: LongTasks
  /** ... and while a slider moves. */
  readonly tasksMoving: LongTasks
}

/** In milliseconds, those over `LONG_MS`: by the clock, and by what they computed themselves. */
export interface LongTasks {
  readonly lasted: readonly number[]
  readonly computed: readonly number[]
  /** The most that one computed, long or not. */
  readonly mostComputed: number
}

export interface SmoothnessOptions {
  readonly seconds: number
}

const SETTINGS = new URLSearchParams({ dataset: 'mnist', backend: 'wasm', autostart: '1' }).toString()
const STEPS_BEFORE = 100
export const LONG_MS = 50
const MOVES = 200

function longTasks(tasks: readonly MainTask[]): LongTasks {
  const over = (values: readonly number[]) => values.filter((value) => value > LONG_MS)
  const computed = tasks.map((task) => task.computed)
  return {
    lasted: over(tasks.map(({ lasted }) => lasted)),
    computed: over(computed),
    mostComputed: Math.max(0, ...computed),
  }
}

async function measurePage(browser: Browser, page: Page, seconds: number) {
  const text = (id: string) => page.getByTestId(id).textContent()
  await page.waitForFunction(
    (steps) => Number(document.querySelector('[data-testid="step"]')?.textContent) >= steps,
    STEPS_BEFORE,
    { timeout: 120_000 },
  )
  requireMnist((await text('dataset'))!)
  const steps = async () => Number(await text('step'))
  const [before, began] = [await steps(), performance.now()]
  const atRest = await traceMainThread(browser, page, () => page.waitForTimeout(seconds * 1000))
  const stepsPerSecond = (1000 * ((await steps()) - before)) / (performance.now() - began)
  const { canvas, frame } = await latencies(page, MOVES)
  const moving = await traceMainThread(browser, page, async () => void (await latencies(page, MOVES)))
  return {
    stepsPerSecond,
    toCanvas: canvas,
    toFrame: frame,
    tasksAtRest: longTasks(atRest),
    tasksMoving: longTasks(moving),
  }
}

export async function measureSmoothness({ seconds }: SmoothnessOptions): Promise<Smoothness> {
  const site = await serveLab()
  const browser = await launchBrowser()
  try {
    const page = await pageOf(await browser.newContext({ viewport: { width: 1440, height: 900 } }))
    await page.addInitScript(noteRequests)
    await page.goto(`${site.url}#${SETTINGS}`)
    const found = await measurePage(browser, page, seconds)
    return {
      machine: machine(),
      browser: `Chromium ${browser.version()}`,
      settings: SETTINGS,
      seconds,
      ...found,
    }
  } finally {
    await browser.close()
    await site.close()
  }
}
