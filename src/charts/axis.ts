/** Axes: the part of y that is worth showing, and where the ticks are. The numbers are those of d3-array. */
import { range, ticks, tickStep } from 'd3-array'
import type { Points } from './bound.ts'

export type Range = readonly [min: number, max: number]

/** The extent of all numbers of several samples; null without any. What is not finite is left out. */
export function extentOf(
  samples: readonly ArrayLike<number>[],
  holds: (value: number) => boolean = Number.isFinite,
): Range | null {
  let min = Infinity
  let max = -Infinity
  for (const sample of samples)
    for (let i = 0; i < sample.length; i++) {
      const value = sample[i]!
      if (!holds(value)) continue
      if (value < min) min = value
      if (value > max) max = value
    }
  return min <= max ? [min, max] : null
}

/** The first steps fall from far away; once they are this small a part of the run, the axis lets them go. */
const SETTLED_AFTER = 0.05

function from(first: number, { xs, ys }: Points): readonly number[] {
  const at = xs.findIndex((x) => x >= first)
  return at < 0 ? [] : ys.slice(at)
}

/** Round ends, so that the axis stands still while the values creep. */
function rounded([min, max]: Range): Range {
  const step = tickStep(0, max - min || Math.abs(max) || 1, 6)
  return [Math.floor(min / step - 0.2) * step, Math.ceil(max / step + 0.2) * step]
}

const LOG_STEP = 10 ** 0.1

/** Ends on a grid of tenths of a decade. */
const roundedLog = ([min, max]: Range): Range => [
  10 ** (Math.floor(Math.log10(min / LOG_STEP) * 10) / 10),
  10 ** (Math.ceil(Math.log10(max * LOG_STEP) * 10) / 10),
]

/** Null if there is nothing to show. The values of a log scale must be positive or NaN. */
export function yRange(curves: readonly Points[], scale: 'linear' | 'log'): Range | null {
  const all = extentOf(curves.map(({ ys }) => ys))
  if (!all) return null
  const last = Math.max(0, ...curves.map(({ xs }) => xs.at(-1) ?? 0))
  const settled = extentOf(curves.map((curve) => from(SETTLED_AFTER * last, curve))) ?? all
  // A log axis has room for what is far above, though not for a KL that begins at nearly nothing.
  return scale === 'log' ? roundedLog([settled[0], all[1]]) : rounded(settled)
}

/** Whole decades that hold every positive value; null if there is none. */
export function decades(curves: readonly Points[]): Range | null {
  const all = extentOf(
    curves.map(({ ys }) => ys),
    (value) => value > 0,
  )
  if (!all) return null
  const low = Math.floor(Math.log10(all[0]))
  return [10 ** low, 10 ** Math.max(Math.ceil(Math.log10(all[1])), low + 1)]
}

/** About `count` ticks, and at least two: one alone tells no scale. */
export function ticksIn([min, max]: Range, count: number): number[] {
  if (!(max > min)) return [min]
  const found = ticks(min, max, count)
  return found.length > 1 ? found : ticksIn([min, max], 2 * count)
}

/** Ticks of a log axis: 1, 2 and 5 times the powers of ten; the powers alone where these would crowd. */
export function logTicks([min, max]: Range): number[] {
  const digits = Math.log10(max / min) > 3 ? [1] : [1, 2, 5]
  return range(Math.floor(Math.log10(min)), Math.ceil(Math.log10(max)) + 1)
    .flatMap((power) => digits.map((digit) => Number(`${digit}e${power}`)))
    .filter((tick) => tick >= min && tick <= max)
}

/** Ticks of a log axis over many decades: the powers of ten, every other one where these would crowd. */
export function powerTicks([min, max]: Range, most = 8): number[] {
  const first = Math.ceil(Math.log10(min) - 1e-9)
  const last = Math.floor(Math.log10(max) + 1e-9)
  const stride = Math.ceil((last - first + 1) / most)
  return range(first, last + 1, stride).map((power) => Number(`1e${power}`))
}
