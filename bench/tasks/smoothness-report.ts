/** How smooth the page is while it trains. */
import { quantile } from '../statistics.ts'
import { besideWanted, table } from '../table.ts'
import { LONG_MS, type LongTasks, type Smoothness } from './smoothness.ts'

const WANTED_P95_MS = 33

function latencyRow(name: string, found: readonly number[], wanted: string | null): string[] {
  const [p50, p95, longest] = [0.5, 0.95, 1].map((share) => quantile(found, share).toFixed(1))
  return [name, p50!, besideWanted(p95!, wanted), longest!]
}

function taskRow(name: string, { lasted, computed, mostComputed }: LongTasks): string[] {
  const longest = lasted.length > 0 ? Math.max(...lasted).toFixed(0) : ''
  const counts = [besideWanted(String(lasted.length), 'none'), longest, String(computed.length)]
  return [name, ...counts, mostComputed.toFixed(0)]
}

export function reportSmoothness(found: Smoothness): string {
  const { settings, stepsPerSecond, toCanvas, toFrame, seconds, tasksAtRest, tasksMoving } = found
  return [
    `The page with \`#${settings}\` at ${stepsPerSecond.toFixed(1)} steps/s. ${found.machine}; ${found.browser}.`,
    `From a slider's key to the image, ${toCanvas.length} moves while it trains, in milliseconds:`,
    table(
      ['slider to image', 'p50', 'p95', 'longest'],
      [
        latencyRow('on the canvas', toCanvas, `under ${WANTED_P95_MS}`),
        latencyRow('in a frame', toFrame, null),
      ],
    ),
    `Tasks of the main thread over ${LONG_MS} ms, by the clock and by what they computed themselves: the rest is other ` +
      'work on the machine.',
    table(
      ['while it trains', 'how many lasted', 'longest, ms', 'how many computed', 'most, ms'],
      [
        taskRow(`${seconds} s, nobody touches the page`, tasksAtRest),
        taskRow(`${toCanvas.length} moves of a slider`, tasksMoving),
      ],
    ),
  ].join('\n\n')
}
