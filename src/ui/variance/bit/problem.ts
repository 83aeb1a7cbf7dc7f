/** The choices of the bench of one bit, and what is computed of them: exact moments and those of some draws. */
import {
  BIT_ESTIMATORS,
  bitBaselines,
  CUBIC_KNOTS,
  cubicThrough,
  drawBitEstimates,
  exactGradient,
  exactMomentsOf,
  type BitEstimator,
  type BitMoments,
  type BitProblem,
  type CubicValues,
} from '../../../math/one-bit.ts'
import { momentsOf, type Moments } from '../../../math/moments.ts'
import type { BitChoices } from '../../../store/examples.ts'
import { COLDEST, WARMEST } from '../../../charts/variance/bit.ts'

export const BIT_DRAWS = 4000
/** Any fixed noise will do, the same for every problem: what moves then is the problem alone. */
const NOISE = { seed: 1, stream: 0x1b, step: 0 } as const

export interface BitRow {
  readonly id: BitEstimator
  readonly exact: BitMoments
  readonly measured: Moments
}

export interface SolvedBit {
  readonly problem: BitProblem
  readonly gradient: number
  readonly rows: readonly BitRow[]
}

export function problemOf({ values, theta, temperature, baseline }: BitChoices): BitProblem {
  const path = cubicThrough(values)
  const { mean, best } = bitBaselines({ path, theta })
  return { path, theta, temperature, baseline: { zero: 0, mean, best }[baseline] }
}

export function solveBit(choices: BitChoices): SolvedBit {
  const problem = problemOf(choices)
  const drawn = drawBitEstimates(problem, BIT_DRAWS, NOISE)
  const rows = BIT_ESTIMATORS.map((id) => ({
    id,
    exact: exactMomentsOf(id, problem),
    measured: momentsOf(drawn[id]),
  }))
  return { problem, gradient: exactGradient(problem), rows }
}

/** What is rounding beside values of f of about 1. */
const ROUNDING = 1e-9

export interface Verdict {
  /** Straight-through's mean over the gradient. */
  readonly ratio: number
  readonly straight: 'wrong-sign' | 'exact' | 'biased'
  readonly reinmax: 'exact' | 'closer' | 'worse' | 'as-far'
}

/** Null where the gradient is 0. */
export function verdictOf(choices: BitChoices): Verdict | null {
  const problem = problemOf(choices)
  const gradient = exactGradient(problem)
  if (Math.abs(gradient) < ROUNDING) return null
  const straight = exactMomentsOf('straight-through', problem).mean
  const [own, other] = [straight, exactMomentsOf('reinmax', problem).mean].map((mean) =>
    Math.abs(mean - gradient),
  ) as [number, number]
  return {
    ratio: straight / gradient,
    straight: own < ROUNDING ? 'exact' : straight * gradient < 0 ? 'wrong-sign' : 'biased',
    reinmax:
      other < ROUNDING
        ? 'exact'
        : Math.abs(own - other) < ROUNDING
          ? 'as-far'
          : other < own
            ? 'closer'
            : 'worse',
  }
}

const valuesOf = (f: (z: number) => number) => CUBIC_KNOTS.map(f) as unknown as CubicValues

/** Functions that a cubic meets everywhere. */
export const BIT_PRESETS = {
  presetWrongSign: {
    values: valuesOf((z) => 4 * (z - 0.45) ** 2),
    theta: 0.2,
    temperature: 1,
    baseline: 'zero',
  },
  presetReinmaxExact: { values: valuesOf((z) => z * (2 - z)), theta: 0.6, temperature: 1, baseline: 'zero' },
  presetReinmaxWorse: { values: valuesOf((z) => z ** 3), theta: 0.3, temperature: 1, baseline: 'zero' },
  presetLine: { values: valuesOf((z) => 2 * z - 1), theta: 0.1, temperature: 1, baseline: 'zero' },
} as const satisfies Record<string, BitChoices>

export type BitPresetName = keyof typeof BIT_PRESETS
export const BIT_PRESET_NAMES = Object.keys(BIT_PRESETS) as readonly BitPresetName[]

const rounded = (value: number) => Number(value.toFixed(6))

export const BIT_STOPS = {
  theta: Array.from({ length: 49 }, (_, i) => rounded((i + 1) / 50)),
  temperature: [COLDEST, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.25, 1.5, 1.75, WARMEST],
} as const

/** What f may be at its four handles. */
export const LOWEST = -1.5
export const HIGHEST = 1.5

/** As dragged: within the range, in hundredths. */
export const withValue = (choices: BitChoices, knot: number, value: number): BitChoices => {
  const next = rounded(Math.round(100 * Math.min(HIGHEST, Math.max(LOWEST, value))) / 100)
  const values = choices.values.map((old, i) => (i === knot ? next : old)) as unknown as CubicValues
  return { ...choices, values }
}
