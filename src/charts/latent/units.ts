/**
 * The latents one by one: what each costs in KL, whether it is used, and how the aggregate posterior
 * q(z_j) = E_x[q(z_j|x)] lies against the prior. Numbers only.
 */
import { normalLogDensity } from '../../math/normal.ts'
import { ACTIVE_ABOVE, type LatentStatistics } from '../../math/latent-statistics.ts'
import type { Encodings } from '../../protocol/latent.ts'
import type { Aligned } from '../align.ts'

export interface LatentUnit {
  /** Counted from 0. */
  readonly latent: number
  /** E_x KL(q(z_j|x) || N(0, 1)), in nats. */
  readonly kl: number
  /** Var_x(E_q[z_j|x]). */
  readonly activity: number
  readonly isActive: boolean
  /** Of the aggregate posterior. */
  readonly mean: number
  readonly deviation: number
}

export const unitsOf = (statistics: LatentStatistics, order: readonly number[]): readonly LatentUnit[] =>
  order.map((latent) => ({
    latent,
    kl: statistics.kl[latent]!,
    activity: statistics.activity[latent]!,
    isActive: statistics.activity[latent]! > ACTIVE_ABOVE,
    mean: statistics.centre[latent]!,
    deviation: Math.sqrt(statistics.aggregateVariance[latent]!),
  }))

export const totalKl = ({ kl }: LatentStatistics): number => kl.reduce((sum, value) => sum + value, 0)

/** The densities are told at so many places to each side of 0. */
const HALF = 80
/** Further from its mean a normal density adds nothing that could be seen. */
const CUT = 5

/** From -reach to reach. */
const placesOf = (reach: number): number[] =>
  Array.from({ length: 2 * HALF + 1 }, (_, i) => (reach * (i - HALF)) / HALF)

/** Adds the density of N(mean, sd^2) at the places it reaches. */
function addDensity(sums: Float64Array, mean: number, sd: number, reach: number): void {
  const step = reach / HALF
  const from = Math.max(0, Math.ceil((mean - CUT * sd) / step) + HALF)
  const to = Math.min(sums.length - 1, Math.floor((mean + CUT * sd) / step) + HALF)
  const scale = 1 / (sd * Math.sqrt(2 * Math.PI))
  for (let i = from; i <= to; i++) sums[i]! += scale * Math.exp(-0.5 * (((i - HALF) * step - mean) / sd) ** 2)
}

/** Narrower than the places are apart, a density is shown as wide as that, with its area. */
const LEAST_SPREAD = 0.5

/** Columns: the prior's density, the aggregate posterior's. `leastSpread` in distances between places. */
export function aggregateDensity(
  { mean, spread, latent, count }: Encodings,
  j: number,
  reach: number,
  leastSpread = LEAST_SPREAD,
): Aligned {
  const sums = new Float64Array(2 * HALF + 1)
  const least = (leastSpread * reach) / HALF
  for (let i = 0; i < count; i++) {
    const at = i * latent + j
    addDensity(sums, mean[at]!, Math.max(least, spread[at]!), reach)
  }
  const xs = placesOf(reach)
  return { xs, columns: [xs.map((x) => Math.exp(normalLogDensity(x))), [...sums].map((sum) => sum / count)] }
}

/** As far as a person wants to see: the prior's 4 sigma, and where the aggregate posterior's 4 sigma are. */
export const densityReach = ({ mean, deviation }: LatentUnit): number =>
  Math.max(4, Math.ceil(Math.abs(mean) + 4 * deviation))
