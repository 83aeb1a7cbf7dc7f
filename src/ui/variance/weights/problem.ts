/** The choices of the example of importance weights, and what is computed of them: exact moments and some draws. */
import { momentsOf, type Moments } from '../../../math/moments.ts'
import {
  WEIGHT_ESTIMATORS,
  drawWeightEstimates,
  type WeightEstimator,
  type WeightProblem,
} from '../../../math/one-weight.ts'
import { exactWeightMoments, type WeightMoments } from '../../../math/one-weight-moments.ts'
import { STOPS } from '../bench/problem.ts'

export const WEIGHT_DRAWS = 2000
/** Any fixed noise will do, the same for every problem: what moves then is the problem alone. */
const NOISE = { seed: 1, stream: 0x1e, step: 0 } as const

export interface WeightRow {
  readonly id: WeightEstimator
  /** Null for more draws than are summed exactly. */
  readonly exact: WeightMoments | null
  readonly measured: Moments
  /** Signal over noise, with the mean of the doubly reparameterized gradient as the signal. */
  readonly signal: number
}

export interface SolvedWeights {
  readonly problem: WeightProblem
  readonly rows: readonly WeightRow[]
  readonly drawn: Readonly<Record<WeightEstimator, Float64Array>>
  /** Exact, or else the mean of the doubly reparameterized gradient. */
  readonly gradient: number
}

const solved = new WeakMap<WeightProblem, SolvedWeights>()

/** Computed once for each object of choices, whoever asks. */
export function solveWeights(problem: WeightProblem): SolvedWeights {
  const known = solved.get(problem)
  if (known) return known
  const made = compute(problem)
  solved.set(problem, made)
  return made
}

function compute(problem: WeightProblem): SolvedWeights {
  const exact = exactWeightMoments(problem)
  const drawn = drawWeightEstimates(problem, WEIGHT_DRAWS, NOISE)
  // VIMCO compares the draws with each other.
  const ids = WEIGHT_ESTIMATORS.filter((id) => id !== 'vimco' || problem.k > 1)
  const gradient = exact?.pathwise.mean ?? momentsOf(drawn.dreg).mean
  const rows = ids.map((id): WeightRow => {
    const measured = momentsOf(drawn[id])
    const deviation = exact ? Math.sqrt(exact[id].variance) : measured.deviation
    return { id, exact: exact?.[id] ?? null, measured, signal: Math.abs(gradient) / deviation }
  })
  return { problem, rows, drawn, gradient }
}

export const WEIGHT_PRESETS = {
  presetLanding: { mu: 0.8, sigma: 0.6, k: 2, coordinate: 'mu' },
  presetMany: { mu: 0.8, sigma: 0.9, k: 50, coordinate: 'mu' },
  presetOverconfident: { mu: 1.5, sigma: 0.4, k: 2, coordinate: 'mu' },
} as const satisfies Record<string, WeightProblem>

export type WeightPreset = keyof typeof WEIGHT_PRESETS
export const WEIGHT_PRESET_NAMES = Object.keys(WEIGHT_PRESETS) as readonly WeightPreset[]

export const WEIGHT_STOPS = {
  k: [1, 2, 3, 5, 10, 20, 50],
  mu: STOPS.mu,
  sigma: STOPS.sigma.filter((sigma) => sigma <= 2),
} as const
