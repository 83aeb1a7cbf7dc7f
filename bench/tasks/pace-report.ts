/** The page's pace beside the bare engine's, as tables to read. */
import { median } from '../statistics.ts'
import { besideWanted, rateText, table } from '../table.ts'
import type { Pace, PaceOnBackend } from './pace.ts'

const WANTED_SHARE = '85 %'

const percent = (share: number) => `${(100 * share).toFixed(0)} %`

function paceRow({ backend, bare, page, shown }: PaceOnBackend): string[] {
  const rates = [bare, page, shown].map((spells) => rateText(median(spells)))
  return [backend, ...rates, besideWanted(percent(median(page) / median(bare)), WANTED_SHARE)]
}

function threadTable({ backend, threads }: PaceOnBackend): string[] {
  if (threads.length === 0) return [`${backend}: this system does not tell which threads run.`]
  const rows = threads.map(({ name, ran, queued }) => [name, percent(ran), percent(queued)])
  return [table([`threads while the page trains on ${backend}`, 'of a processor', 'ready, but queued'], rows)]
}

export function reportPace({ machine, browser, backends }: Pace): string {
  return [
    'Steps a second by the clock: the bare engine in a worker of its own, and the page with everything it shows, in turn; ' +
      `medians of ${backends[0]?.bare.length ?? 0} rounds. ${machine}; ${browser}.`,
    table(['backend', 'bare engine', 'page', 'the page shows', 'page over engine'], backends.map(paceRow)),
    ...backends.flatMap(threadTable),
  ].join('\n\n')
}
