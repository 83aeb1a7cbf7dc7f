/**
 * From navigation to the first training step on the built page: cold, in an empty browser profile, and warm, at the
 * second visit with the same profile; and how much script comes before the page can be used.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import type { BrowserContext, Page, Request } from '@playwright/test'
import { launchFresh, machine, pageOf, requireMnist, serveLab, type Site } from '../browser.ts'
import { median } from '../statistics.ts'
import { noteMarks, type Marks } from './startup-marks.ts'

/** One file on its way, in milliseconds since the navigation began. */
export interface Transfer {
  /** Without the hash that the build puts in. */
  readonly file: string
  readonly from: number
  readonly to: number
}

export interface Visit {
  readonly firstPaint: number
  readonly marks: Required<Marks>
  /** Script that had come before the page was usable, packed. */
  readonly scriptBytes: number
  readonly transfers: readonly Transfer[]
  readonly dataset: string
  readonly backend: string
}

export interface Startup {
  readonly machine: string
  readonly browser: string
  readonly settings: string
  readonly cold: readonly Visit[]
  readonly warm: readonly Visit[]
}

export interface StartupOptions {
  /** Visits of each kind. */
  readonly rounds: number
}

const SETTINGS = new URLSearchParams({ dataset: 'mnist', backend: 'wasm', autostart: '1' }).toString()
const TIMEOUT_MS = 120_000

const fileOf = (url: string): string => new URL(url).pathname.slice(1) || 'index.html'
/** "assets/engine-Dk3_f9aB.js" without what changes from build to build. */
export const plainName = (file: string): string => path.basename(file).replace(/-[\w-]{8}(?=\.\w+$)/, '')

function transferOf(request: Request, origin: number): Transfer {
  const { startTime, responseEnd } = request.timing()
  const from = startTime - origin
  return { file: plainName(fileOf(request.url())), from, to: from + Math.max(responseEnd, 0) }
}

/** Scripts of the page itself, not of its workers, that had come by then. */
function scriptsBefore(page: Page, usable: number): Promise<string[]> {
  return page.evaluate((usable) => {
    const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
    const isScript = ({ name, initiatorType }: PerformanceResourceTiming) =>
      name.endsWith('.js') && !/worker/.test(name) && initiatorType !== 'fetch'
    return entries.filter((entry) => isScript(entry) && entry.responseEnd <= usable).map(({ name }) => name)
  }, usable)
}

const packedBytes = (site: Site, urls: readonly string[]): number =>
  urls.reduce((sum, url) => sum + gzipSync(readFileSync(path.join(site.folder, fileOf(url)))).length, 0)

async function readPage(page: Page) {
  const timing = await page.evaluate(() => ({
    origin: performance.timeOrigin,
    firstPaint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
    marks: (window as unknown as { startupMarks: unknown }).startupMarks,
  }))
  const marks = timing.marks as Required<Marks>
  return { ...timing, marks }
}

async function visit(context: BrowserContext, site: Site): Promise<Visit> {
  const page = await pageOf(context)
  const requests: Request[] = []
  page.on('requestfinished', (request) => requests.push(request))
  await page.addInitScript(noteMarks)
  await page.goto(`${site.url}#${SETTINGS}`, { waitUntil: 'commit' })
  const isTraining = () =>
    (window as unknown as { startupMarks: { firstStep?: number } }).startupMarks.firstStep !== undefined
  await page.waitForFunction(isTraining, null, { timeout: TIMEOUT_MS, polling: 100 })
  const { origin, firstPaint, marks } = await readPage(page)
  const text = (id: string) => page.getByTestId(id).textContent()
  const found = {
    firstPaint,
    marks,
    scriptBytes: packedBytes(site, await scriptsBefore(page, marks.usable)),
    transfers: requests
      .map((request) => transferOf(request, origin))
      .filter(({ from }) => from < marks.firstStep),
    dataset: requireMnist((await text('dataset'))!),
    backend: (await text('backend'))!,
  }
  // What comes next is a second visit, not one that shares the processors with what the first has left to store.
  const isStored = () => navigator.serviceWorker.ready.then(() => true)
  await page.waitForFunction(isStored, null, { timeout: TIMEOUT_MS })
  await page.close()
  return found
}

export async function measureStartup({ rounds }: StartupOptions): Promise<Startup> {
  const site = await serveLab()
  const cold: Visit[] = []
  const warm: Visit[] = []
  let browser = ''
  try {
    for (let round = 0; round < rounds; round++) {
      const context = await launchFresh()
      browser = `Chromium ${context.browser()?.version() ?? ''}`
      try {
        cold.push(await visit(context, site))
        warm.push(await visit(context, site))
      } finally {
        await context.close()
      }
    }
  } finally {
    await site.close()
  }
  return { machine: machine(), browser, settings: SETTINGS, cold, warm }
}

/** The visit with the median time to the first step, for a look at where its time went. */
export function typical(visits: readonly Visit[]): Visit {
  const middle = median(visits.map(({ marks }) => marks.firstStep))
  const distance = ({ marks }: Visit) => Math.abs(marks.firstStep - middle)
  return visits.reduce((best, one) => (distance(one) < distance(best) ? one : best))
}
