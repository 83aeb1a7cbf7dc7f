/** What opening the page takes, and what that consists of. */
import { median } from '../statistics.ts'
import { besideWanted, table } from '../table.ts'
import { typical, type Startup, type Visit } from './startup.ts'

const WANTED_SECONDS = { cold: 4, warm: 2 }
const WANTED_KILOBYTES = 250
const KINDS = ['cold', 'warm'] as const

const milliseconds = (value: number) => value.toFixed(0)

/** From the first byte asked for to the last one had, of the files whose name matches. */
function span({ transfers }: Visit, pattern: RegExp): string {
  const found = transfers.filter(({ file }) => pattern.test(file))
  if (found.length === 0) return ''
  const from = Math.min(...found.map((one) => one.from))
  return `${milliseconds(from)}..${milliseconds(Math.max(...found.map(({ to }) => to)))}`
}

const task = ({ marks }: Visit, name: string): string => {
  const known = marks.tasks[name]
  return known ? `${milliseconds(known[0])}..${milliseconds(known[1])}` : ''
}

type Stage = readonly [string, (visit: Visit) => string]

/** In the order in which they usually come. */
const STAGES: readonly Stage[] = [
  ['first paint', ({ firstPaint }) => milliseconds(firstPaint)],
  ['usable: Train can be pressed', ({ marks }) => milliseconds(marks.usable)],
  ["the engine's worker, its script", (visit) => span(visit, /^worker\.js/)],
  ['TF.js, script and binary', (visit) => span(visit, /^wasm\.js|tfjs-backend/)],
  ["TF.js's threads, their scripts", (visit) => span(visit, /tfjs-thread/)],
  ['our kernels', (visit) => span(visit, /shared.*\.wasm|helper\.worker/)],
  ['data: the files', (visit) => span(visit, /ubyte/)],
  ['data: download, as the engine tells', (visit) => task(visit, 'download')],
  ['data: unpacking, as the engine tells', (visit) => task(visit, 'parse')],
  ['a model is there', ({ marks }) => milliseconds(marks.model)],
  ['first steps reported', (visit) => task(visit, 'first steps').split('..')[0]!],
  ['first step on the page', ({ marks }) => milliseconds(marks.firstStep)],
]

function summary({ cold, warm }: Startup): string {
  const visits = { cold, warm }
  const row = (kind: (typeof KINDS)[number]) => {
    const seconds = visits[kind].map(({ marks }) => marks.firstStep / 1000)
    const range = `${Math.min(...seconds).toFixed(2)}..${Math.max(...seconds).toFixed(2)}`
    const usable = median(visits[kind].map(({ marks }) => marks.usable / 1000))
    const wanted = `${WANTED_SECONDS[kind]} s`
    return [kind, besideWanted(`${median(seconds).toFixed(2)} s`, wanted), range, `${usable.toFixed(2)} s`]
  }
  return table(['', 'to the first step', 'range', 'to usable'], KINDS.map(row))
}

export function reportStartup(startup: Startup): string {
  const { cold, warm, settings } = startup
  const middle = { cold: typical(cold), warm: typical(warm) }
  const kilobytes = Math.max(...[...cold, ...warm].map(({ scriptBytes }) => scriptBytes)) / 1000
  const { dataset, backend } = middle.cold
  return [
    `From navigation to the first training step, the built page from localhost, \`#${settings}\` ` +
      `(${dataset} on ${backend}), medians of ${cold.length} visits. ${startup.machine}; ${startup.browser}.`,
    summary(startup),
    `Script before the page is usable: ${besideWanted(`${kilobytes.toFixed(0)} KB gzip`, `at most ${WANTED_KILOBYTES} KB`)}.`,
    'What the middle one consists of, in milliseconds since the navigation (from..to):',
    table(
      ['', ...KINDS],
      STAGES.map(([name, of]) => [name, ...KINDS.map((kind) => of(middle[kind]))]),
    ),
  ].join('\n\n')
}
