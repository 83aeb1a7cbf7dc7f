/**
 * What part of y is worth showing.
 */
import type { Points } from './bound.ts'

export type Range = readonly [min: number, max: number]

/** The first steps fall from far away; once they are this small a part of the run, the axis lets them go. */
const SETTLED_AFTER = 0.05

/** The least 1, 2 or 5 times a power of ten that `value` does not exceed. */
export function niceStep(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  const digit = [1, 2, 5].find((one) => one * power >= value) ?? 10
  return digit * power
}

function extent(curves: readonly Points[], fromX: number): Range | null {
  let min = Infinity
  let max = -Infinity
  for (const { xs, ys } of curves)
    for (let i = 0; i < xs.length; i++) {
      const y = ys[i] as number
      if ((xs[i] as number) < fromX || !Number.isFinite(y)) continue
      min = Math.min(min, y)
      max = Math.max(max, y)
    }
  return min <= max ? [min, max] : null
}

/** Round ends, so that the axis stands still while the values creep. */
function rounded([min, max]: Range): Range {
  const step = niceStep((max - min || Math.abs(max) || 1) / 8)
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
  const all = extent(curves, 0)
  if (!all) return null
  const last = Math.max(0, ...curves.map(({ xs }) => xs.at(-1) ?? 0))
  const settled = extent(curves, SETTLED_AFTER * last) ?? all
  // A log axis has room for what is far above, though not for a KL that begins at nearly nothing.
  return scale === 'log' ? roundedLog([settled[0], all[1]]) : rounded(settled)
}

/** Ticks of a log axis: 1, 2 and 5 times the powers of ten; the powers alone where these would crowd. */
export function logTicks([min, max]: Range): number[] {
  const digits = Math.log10(max / min) > 3 ? [1] : [1, 2, 5]
  const first = Math.floor(Math.log10(min))
  const powers = Array.from({ length: Math.ceil(Math.log10(max)) - first + 1 }, (_, i) => first + i)
  return powers
    .flatMap((power) => digits.map((digit) => Number(`${digit}e${power}`)))
    .filter((tick) => tick >= min && tick <= max)
}

/** Ticks of a log axis over many decades: the powers of ten, every other one where these would crowd. */
export function powerTicks([min, max]: Range, most = 8): number[] {
  const first = Math.ceil(Math.log10(min) - 1e-9)
  const last = Math.floor(Math.log10(max) + 1e-9)
  const stride = Math.ceil((last - first + 1) / most)
  return Array.from({ length: Math.floor((last - first) / stride) + 1 }, (_, i) =>
    Number(`1e${first + i * stride}`),
  )
}
