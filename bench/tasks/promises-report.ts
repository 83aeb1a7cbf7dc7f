/** What the lab kept of its promises, a column for each load of the machine. */
import { besideWanted, rateText, table } from '../table.ts'
import type { Kept, Promises } from './promises.ts'

const percent = (share: number) => `${(100 * share).toFixed(0)} %`

/** Steps lost at a kill, and how long they took. */
const lostAt = ({ step, offered, rate }: Kept['kills'][number]): string =>
  `${step - offered} steps (${(Math.max(0, step - offered) / rate).toFixed(1)} s)`

const ROWS: readonly (readonly [name: string, of: (kept: Kept) => string])[] = [
  ['steps a second by the clock', ({ steps, seconds }) => rateText(steps / seconds)],
  ['measurements of both estimators', ({ measurements }) => String(measurements)],
  ['share of the clock that goes to training', ({ trainingShare }) => percent(trainingShare)],
  [
    'from a switch to the next measurement',
    ({ afterSwitch }) => besideWanted(`${afterSwitch.steps} steps`, 'at most 50'),
  ],
  ['', ({ afterSwitch }) => `${afterSwitch.seconds.toFixed(1)} s`],
  ['lost when the browser is killed', ({ kills }) => kills.map(lostAt).join(', ')],
]

const loadOf = ({ busyProcesses }: Kept) =>
  busyProcesses === 0 ? 'quiet' : `beside ${busyProcesses} busy processes`

export function reportPromises({ machine, browser, kept }: Promises): string {
  return [
    `The standard configuration on wasm, ${kept[0]?.seconds.toFixed(0)} s after the first step. ${machine}; ${browser}.`,
    table(
      ['promise', ...kept.map(loadOf)],
      ROWS.map(([name, of]) => [name, ...kept.map(of)]),
    ),
  ].join('\n\n')
}
