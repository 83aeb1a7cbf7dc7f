/** How smooth the page is while it trains. */
import { quantile } from '../statistics.ts'
import { besideWanted, table } from '../table.ts'
import type { Smoothness } from './smoothness.ts'

const WANTED_P95_MS = 33
const LONGEST_TASK_MS = 50

function latencyRow(name: string, found: readonly number[], wanted: string | null): string[] {
  const [p50, p95, longest] = [0.5, 0.95, 1].map((share) => quantile(found, share).toFixed(1))
  return [name, p50!, besideWanted(p95!, wanted), longest!]
}

function taskRow(name: string, tasks: readonly number[]): string[] {
  const long = tasks.filter((duration) => duration > LONGEST_TASK_MS)
  const longest = long.length > 0 ? Math.max(...long).toFixed(0) : ''
  return [name, besideWanted(String(long.length), 'none'), longest]
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
    `Tasks of the main thread over ${LONGEST_TASK_MS} ms:`,
    table(
      ['while it trains', 'how many', 'longest, ms'],
      [
        taskRow(`${seconds} s, nobody touches the page`, tasksAtRest),
        taskRow(`${toCanvas.length} moves of a slider`, tasksMoving),
      ],
    ),
  ].join('\n\n')
}
