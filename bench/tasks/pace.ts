/**
 * The page beside the bare engine, by the clock, in turn on one machine: how much of the engine's pace a person gets,
 * and which threads have the rest.
 */
import type { Browser, Page } from '@playwright/test'
import { launchBrowser, machine, pageOf, requireMnist, serveLab } from '../browser.ts'
import { benchImages } from '../images.ts'
import { stepsOfSpell } from '../measure.ts'
import { LAB, PEERS, type BenchBackend } from '../peers/index.ts'
import { STANDARD } from '../problem.ts'
import { openSession, type Session } from '../session.ts'
import { lookAtThreads, sharesBetween, type ThreadShare } from '../threads.ts'

export interface PaceOptions {
  readonly backends: readonly BenchBackend[]
  readonly rounds: number
  /** Of a spell of the page; the bare engine's are half as long. */
  readonly seconds: number
}

export interface PaceOnBackend {
  readonly backend: BenchBackend
  /** Steps a second by the clock, of every round. */
  readonly bare: readonly number[]
  readonly page: readonly number[]
  /** What the page itself shows, at the end of each of its spells. */
  readonly shown: readonly number[]
  /** While the page trained, over its last spell. */
  readonly threads: readonly ThreadShare[]
}

export interface Pace {
  readonly machine: string
  readonly browser: string
  readonly backends: readonly PaceOnBackend[]
}

/** Until charts, probe and pictures are in their stride. */
const WARM_UP_SECONDS = 6
const READY_MS = 180_000

const textOf = (page: Page, id: string) => page.getByTestId(id).textContent()
const stepOf = async (page: Page) => Number(await textOf(page, 'step'))
const press = (page: Page, name: 'Train' | 'Pause') => page.getByRole('button', { name, exact: true }).click()

/** `more`: settings beside those of the page's own. */
export async function openLab(
  browser: Browser,
  url: string,
  backend: BenchBackend,
  more: Readonly<Record<string, string>> = {},
): Promise<Page> {
  const page = await pageOf(await browser.newContext({ viewport: { width: 1440, height: 900 } }))
  await page.goto(`${url}#${new URLSearchParams({ dataset: 'mnist', backend, autostart: '1', ...more })}`)
  await page.waitForFunction(
    () => Number(document.querySelector('[data-testid="step"]')?.textContent) > 0,
    null,
    { timeout: READY_MS },
  )
  requireMnist((await textOf(page, 'dataset'))!)
  await page.waitForTimeout(WARM_UP_SECONDS * 1000)
  await press(page, 'Pause')
  return page
}

/** Steps a second of the page from one of its shown steps to a later one. */
export async function pageSpell(page: Page, seconds: number) {
  const first = await stepOf(page)
  await press(page, 'Train')
  while ((await stepOf(page)) === first) await page.waitForTimeout(20)
  const [before, began, threads] = [await stepOf(page), performance.now(), lookAtThreads()]
  await page.waitForTimeout(seconds * 1000)
  const steps = (await stepOf(page)) - before
  const took = (performance.now() - began) / 1000
  const shares = sharesBetween(threads, lookAtThreads(), took)
  const shown = Number(await textOf(page, 'rate'))
  await press(page, 'Pause')
  await page.getByRole('button', { name: 'Train', exact: true }).waitFor()
  return { rate: steps / took, shown, shares }
}

async function bareSpell(session: Session, rate: number, seconds: number): Promise<number> {
  const steps = stepsOfSpell(rate, seconds)
  const { milliseconds } = await session.ask(LAB, 'run', steps)
  return (1000 * steps) / milliseconds
}

async function startBare(session: Session, backend: BenchBackend): Promise<number> {
  const entrant = PEERS[backend].find(({ id }) => id === LAB)!
  await session.start(entrant, { ...STANDARD, ...entrant.changes })
  const first = await bareSpell(session, 1, 1)
  return bareSpell(session, first, 1)
}

async function measureBackend(
  session: Session,
  page: Page,
  backend: BenchBackend,
  { rounds, seconds }: PaceOptions,
): Promise<PaceOnBackend> {
  let rate = await startBare(session, backend)
  const bare: number[] = []
  const spells: Awaited<ReturnType<typeof pageSpell>>[] = []
  for (let round = 0; round < rounds; round++) {
    bare.push((rate = await bareSpell(session, rate, seconds / 2)))
    spells.push(await pageSpell(page, seconds))
  }
  await session.stop(LAB)
  return {
    backend,
    bare,
    page: spells.map((spell) => spell.rate),
    shown: spells.map((spell) => spell.shown),
    threads: spells.at(-1)!.shares,
  }
}

export async function measurePace(options: PaceOptions): Promise<Pace> {
  const session = await openSession((await benchImages()).pixels)
  const site = await serveLab()
  const backends: PaceOnBackend[] = []
  try {
    for (const backend of options.backends) {
      const browser = await launchBrowser()
      const page = await openLab(browser, site.url, backend)
      backends.push(await measureBackend(session, page, backend, options))
      await browser.close()
    }
    return { machine: machine(), browser: session.browser, backends }
  } finally {
    await site.close()
    await session.close()
  }
}
