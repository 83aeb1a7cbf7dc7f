/** The page's pace beside the bare engine's, as tables to read. */
import { median } from '../statistics.ts'
import { besideWanted, rateText, table } from '../table.ts'
import type { StepCosts } from '../threads.ts'
import type { Pace, PaceOnBackend, PagePace } from './pace.ts'

const WANTED_SHARE = '85 %'

const percent = (share: number) => `${(100 * share).toFixed(0)} %`
const nameOf = ({ build }: PagePace) => (build === null ? 'page' : `page of ${build}`)

/** Round for round, since the machine may be busier in one than in another. */
const shareOf = ({ rates }: PagePace, bare: readonly number[]): number =>
  median(rates.map((rate, i) => rate / bare[i]!))

const paceRows = ({ backend, bare, pages }: PaceOnBackend): string[][] =>
  pages.map((page) => [
    page.build === null ? backend : `${backend}, ${nameOf(page)}`,
    ...[bare, page.rates, page.shown].map((spells) => rateText(median(spells))),
    besideWanted(percent(shareOf(page, bare)), WANTED_SHARE),
  ])

function costTable({ backend, bareProcessor, pages }: PaceOnBackend): string[] {
  const row = (name: string, { engine, main, drawing, others }: StepCosts) => [
    name,
    ...[engine, main, drawing, others, engine + main + drawing + others].map((cost) => cost.toFixed(2)),
  ]
  if (bareProcessor.engine === 0) return []
  const heads = ['engine, helpers', 'main thread', 'drawing', 'others', 'sum']
  return [
    table(
      [`milliseconds of a processor a step, ${backend}`, ...heads],
      [row('bare engine', bareProcessor), ...pages.map((page) => row(nameOf(page), page.processor))],
    ),
  ]
}

function threadTable({ backend, pages }: PaceOnBackend): string[] {
  const { threads } = pages[0]!
  if (threads.length === 0) return [`${backend}: this system does not tell which threads run.`]
  const rows = threads.map(({ name, ran, queued }) => [name, percent(ran), percent(queued)])
  return [table([`threads while the page trains on ${backend}`, 'of a processor', 'ready, but queued'], rows)]
}

export function reportPace({ machine, browser, backends }: Pace): string {
  return [
    'Steps a second by the clock: the bare engine in a worker of its own, and the page with everything it shows, in turn; ' +
      `medians of ${backends[0]?.bare.length ?? 0} rounds. ${machine}; ${browser}.`,
    table(
      ['backend', 'bare engine', 'page', 'the page shows', 'page over engine'],
      backends.flatMap(paceRows),
    ),
    ...backends.flatMap(costTable),
    ...backends.flatMap(threadTable),
  ].join('\n\n')
}
