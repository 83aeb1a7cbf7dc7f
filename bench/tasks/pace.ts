/**
 * The page beside the bare engine, by the clock, in turn on one machine: how much of the engine's pace a person gets,
 * and which threads have the rest. Other builds of the page may take turns with it: what a change is worth.
 */
import type { BrowserContext, Page } from '@playwright/test'
import { launchFresh, machine, pageOf, requireMnist, serveFolder, serveLab, type Site } from '../browser.ts'
import { benchImages } from '../images.ts'
import { stepsOfSpell } from '../measure.ts'
import { LAB, PEERS, type BenchBackend } from '../peers/index.ts'
import { STANDARD } from '../problem.ts'
import { openSession, type Session } from '../session.ts'
import {
  costsOfSteps,
  lookAtThreads,
  sharesBetween,
  type Span,
  type StepCosts,
  type ThreadShare,
} from '../threads.ts'

export interface PaceOptions {
  readonly backends: readonly BenchBackend[]
  readonly rounds: number
  /** Of a spell of the page; the bare engine's are half as long. */
  readonly seconds: number
  /** Folders of other builds of the lab, which take turns with this one. */
  readonly beside: readonly string[]
}

/** A build of the page. */
export interface PagePace {
  /** Its folder; null: this one. */
  readonly build: string | null
  /** Steps a second by the clock, of every round. */
  readonly rates: readonly number[]
  /** What the page itself shows, at the end of each of its spells. */
  readonly shown: readonly number[]
  /** While the page trained, over its last spell. */
  readonly threads: readonly ThreadShare[]
  /** Over all spells. */
  readonly processor: StepCosts
}

export interface PaceOnBackend {
  readonly backend: BenchBackend
  /** Steps a second by the clock, of every round. */
  readonly bare: readonly number[]
  readonly bareProcessor: StepCosts
  /** This build first. */
  readonly pages: readonly PagePace[]
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
  context: BrowserContext,
  url: string,
  backend: BenchBackend,
  more: Readonly<Record<string, string>> = {},
): Promise<Page> {
  const page = await pageOf(context)
  await page.setViewportSize({ width: 1440, height: 900 })
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

/** A spell of steps, and what ran meanwhile. */
interface Spell extends Span {
  readonly rate: number
}

/** Steps a second of the page from one of its shown steps to a later one. */
export async function pageSpell(page: Page, seconds: number): Promise<Spell & { readonly shown: number }> {
  const first = await stepOf(page)
  await press(page, 'Train')
  while ((await stepOf(page)) === first) await page.waitForTimeout(20)
  const [from, began, before] = [await stepOf(page), performance.now(), lookAtThreads()]
  await page.waitForTimeout(seconds * 1000)
  const steps = (await stepOf(page)) - from
  const took = (performance.now() - began) / 1000
  const after = lookAtThreads()
  const shown = Number(await textOf(page, 'rate'))
  await press(page, 'Pause')
  await page.getByRole('button', { name: 'Train', exact: true }).waitFor()
  return { rate: steps / took, shown, steps, seconds: took, before, after }
}

async function bareSpell(session: Session, rate: number, seconds: number): Promise<Spell> {
  const steps = stepsOfSpell(rate, seconds)
  const before = lookAtThreads()
  const { milliseconds } = await session.ask(LAB, 'run', steps)
  return {
    rate: (1000 * steps) / milliseconds,
    steps,
    seconds: milliseconds / 1000,
    before,
    after: lookAtThreads(),
  }
}

async function startBare(session: Session, backend: BenchBackend): Promise<number> {
  const entrant = PEERS[backend].find(({ id }) => id === LAB)!
  await session.start(entrant, { ...STANDARD, ...entrant.changes })
  const first = await bareSpell(session, 1, 1)
  return (await bareSpell(session, first.rate, 1)).rate
}

function summarise(build: string | null, spells: readonly Awaited<ReturnType<typeof pageSpell>>[]): PagePace {
  const { before, after, seconds } = spells.at(-1)!
  return {
    build,
    rates: spells.map(({ rate }) => rate),
    shown: spells.map(({ shown }) => shown),
    threads: sharesBetween(before, after, seconds),
    processor: costsOfSteps(spells),
  }
}

async function measureBackend(
  session: Session,
  pages: readonly { readonly build: string | null; readonly page: Page }[],
  backend: BenchBackend,
  { rounds, seconds }: PaceOptions,
): Promise<PaceOnBackend> {
  const rate = await startBare(session, backend)
  const bare: Spell[] = []
  const spells = pages.map((): Awaited<ReturnType<typeof pageSpell>>[] => [])
  for (let round = 0; round < rounds; round++) {
    bare.push(await bareSpell(session, bare.at(-1)?.rate ?? rate, seconds / 2))
    for (const [i, { page }] of pages.entries()) spells[i]!.push(await pageSpell(page, seconds))
  }
  await session.stop(LAB)
  return {
    backend,
    bare: bare.map((spell) => spell.rate),
    bareProcessor: costsOfSteps(bare),
    pages: pages.map(({ build }, i) => summarise(build, spells[i]!)),
  }
}

export async function measurePace(options: PaceOptions): Promise<Pace> {
  const session = await openSession((await benchImages()).pixels)
  const sites: { build: string | null; site: Site }[] = [{ build: null, site: await serveLab() }]
  const backends: PaceOnBackend[] = []
  try {
    for (const build of options.beside) sites.push({ build, site: await serveFolder(build) })
    for (const backend of options.backends) {
      const browsers = await Promise.all(sites.map(launchFresh))
      const pages = []
      for (const [i, { build, site }] of sites.entries())
        pages.push({ build, page: await openLab(browsers[i]!, site.url, backend) })
      backends.push(await measureBackend(session, pages, backend, options))
      await Promise.all(browsers.map((browser) => browser.close()))
    }
    return { machine: machine(), browser: session.browser, backends }
  } finally {
    for (const { site } of sites) await site.close()
    await session.close()
  }
}
