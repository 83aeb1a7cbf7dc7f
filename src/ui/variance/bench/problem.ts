/** The bench's choices and what is computed of them: the exact moments and some draws. */
import {
  BENCH_ESTIMATORS,
  drawEstimates,
  exactMoments,
  type BenchEstimator,
  type DrawnGradients,
  type ExactMoments,
  type Problem,
} from '../../../math/one-dimension.ts'
import { momentsOf, type Moments } from '../../../math/moments.ts'
import type { GaussianChoices } from '../../../store/examples.ts'

export const DRAWS = 4000
/** Any fixed noise will do, the same for every problem: what moves then is the problem alone. */
const NOISE = { seed: 1, stream: 0x1d, step: 0 } as const

export interface Solved {
  readonly problem: Problem
  readonly exact: ExactMoments
  readonly drawn: DrawnGradients
  readonly measured: Readonly<Record<BenchEstimator, Moments>>
  /** The score function's exact variance over the reparameterized one. */
  readonly ratio: number
}

const solved = new WeakMap<GaussianChoices, Solved>()

/** Computed once for each object of choices, whoever asks: it takes some milliseconds. */
export function solve(choices: GaussianChoices): Solved {
  const known = solved.get(choices)
  if (known) return known
  const made = compute(choices)
  solved.set(choices, made)
  return made
}

function compute({ baseline: choice, ...choices }: GaussianChoices): Solved {
  const without = exactMoments({ ...choices, baseline: 0 })
  const baseline = { zero: 0, mean: without.mean, best: without.bestBaseline }[choice]
  const problem = { ...choices, baseline }
  const exact = baseline === 0 ? without : exactMoments(problem)
  const drawn = drawEstimates(problem, DRAWS, NOISE)
  const measured = Object.fromEntries(
    BENCH_ESTIMATORS.map((kind) => [kind, momentsOf(drawn[kind])]),
  ) as Solved['measured']
  return { problem, exact, drawn, measured, ratio: exact.scoreFunction / exact.reparameterized }
}

export const PRESETS = {
  presetWins: { family: 'cosine', k: 5, mu: 1, sigma: 1, coordinate: 'mu', baseline: 'zero' },
  presetSquare: { family: 'square', k: 0, mu: 1, sigma: 1, coordinate: 'mu', baseline: 'zero' },
  presetFar: { family: 'square', k: -3, mu: 1, sigma: 1, coordinate: 'mu', baseline: 'zero' },
  presetTaylor: { family: 'cosine', k: 1, mu: 1, sigma: 0.3, coordinate: 'mu', baseline: 'mean' },
  presetTaylorFails: { family: 'cosine', k: 5, mu: 1.3, sigma: 1, coordinate: 'mu', baseline: 'zero' },
  presetBest: { family: 'square', k: -3, mu: 1, sigma: 1, coordinate: 'mu', baseline: 'best' },
} as const satisfies Record<string, GaussianChoices>

export type PresetName = keyof typeof PRESETS
export const PRESET_NAMES = Object.keys(PRESETS) as readonly PresetName[]

const steps = (from: number, to: number, step: number) =>
  Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) => Number((from + i * step).toFixed(6)))

export const STOPS = {
  k: { square: steps(-5, 5, 0.25), cosine: steps(0, 10, 0.25), bump: steps(0, 5, 0.1) },
  mu: steps(-3, 3, 0.1),
  sigma: steps(0.1, 3, 0.1),
} as const
