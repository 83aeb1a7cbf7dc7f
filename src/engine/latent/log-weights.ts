/**
 * The log weights log w = log p(x, z) - log q(z|x) of one image's draws, and those of a defensive mixture: as many draws, half of
 * them the first ones of q, the rest of q widened, each weighted by the mixture's density (the balance heuristic). The mixture
 * has half of q's density at least, so no weight is more than twice what it is with q alone; where q is narrower than the
 * posterior, the wider ones keep the weights bounded.
 *
 * Reference: Hesterberg, "Weighted average importance sampling and defensive mixture distributions", Technometrics 37(2),
 * 1995; Veach & Guibas, "Optimally combining sampling techniques for Monte Carlo rendering", 1995, for the heuristic; Owen &
 * Zhou, "Safe and effective importance sampling", JASA 95(449), 2000.
 */
import type { PlainFamily } from '../../families/reference.ts'
import { logSumExp } from '../../math/exact/log-sum.ts'
import { evaluateAll } from '../../math/exact/posterior.ts'
import { WIDENED_BY } from '../../protocol/likelihood.ts'
import { STREAMS } from '../streams.ts'
import type { Slices } from './slices.ts'

export interface WeightsRequest {
  readonly reference: PlainFamily
  /** Of q. */
  readonly gamma: readonly number[]
  /** S */
  readonly draws: number
  /** The noise depends on the seed and the image alone. */
  readonly seed: number
  readonly image: number
  /** Evaluates log p(x|z). */
  readonly slices: Slices
}

/** A density that draws come from, and how many of a mixture's. */
interface Proposal {
  readonly gamma: readonly number[]
  readonly draws: number
}

/** Draws made at a time, in plain numbers: a few milliseconds. */
const DRAWS_AT_ONCE = 500

/** Half of the draws, at least, from q and the rest in equal parts from each wider one; none where there are too few. */
function wideDraws({ widened }: PlainFamily, draws: number): number {
  const each = Math.floor(draws / (2 * WIDENED_BY.length))
  return widened ? each : 0
}

/** How often log p(x|z) is evaluated for an image. */
export const evaluationsOf = (reference: PlainFamily, draws: number): number =>
  draws + WIDENED_BY.length * wideDraws(reference, draws)

/** q first; null for a family without wider ones, and for too few draws. */
function mixtureOf({ reference, gamma, draws }: WeightsRequest): readonly Proposal[] | null {
  const each = wideDraws(reference, draws)
  if (each === 0) return null
  const wider = WIDENED_BY.map((factor) => ({ gamma: reference.widened!(gamma, factor), draws: each }))
  return [{ gamma, draws: draws - WIDENED_BY.length * each }, ...wider]
}

type Density = (z: number[], noise: number[]) => number

/** log of the mixture's density relative to the prior's. */
function densityOf(reference: PlainFamily, mixture: readonly Proposal[]): Density {
  const total = mixture.reduce((sum, { draws }) => sum + draws, 0)
  const shares = mixture.map(({ draws }) => Math.log(draws / total))
  return (z, noise) =>
    logSumExp(mixture.map(({ gamma }, i) => shares[i]! + reference.logRatioToPrior({ gamma, noise, z })))
}

/** The log weights under each of `densities` of draws that come from `gamma`. */
async function weigh(
  { reference, slices }: WeightsRequest,
  gamma: readonly number[],
  noise: readonly number[][],
  densities: readonly Density[],
): Promise<Float64Array[]> {
  const weights = densities.map(() => new Float64Array(noise.length))
  for (let first = 0; first < noise.length; first += DRAWS_AT_ONCE) {
    const some = noise.slice(first, first + DRAWS_AT_ONCE)
    const codes = some.map((own) => reference.draw(gamma, own))
    const logLikelihood = await evaluateAll(
      Float64Array.from(codes.flat()),
      slices.evaluate,
      slices,
      codes[0]!.length,
    )
    densities.forEach((density, place) =>
      codes.forEach((z, i) => {
        weights[place]![first + i] = logLikelihood[i]! - density(z, some[i]!)
      }),
    )
  }
  return weights
}

/** The noise of each of so many draws. */
function noiseOf({ reference, seed, image }: WeightsRequest, rows: number, stream: number): number[][] {
  const noise = reference.noise(rows, { seed, stream, step: image })
  const width = noise.length / rows
  return Array.from({ length: rows }, (_, i) => Array.from(noise.subarray(i * width, (i + 1) * width)))
}

const joined = (parts: readonly Float64Array[]) => Float64Array.from(parts.flatMap((part) => [...part]))

export interface LogWeights {
  /** [S] */
  readonly own: Float64Array
  /** [S]; null for a family without a wider q, and for fewer than four draws. */
  readonly defensive: Float64Array | null
}

export async function drawLogWeights(request: WeightsRequest): Promise<LogWeights> {
  const { reference, gamma, draws } = request
  const mixture = mixtureOf(request)
  const alone = densityOf(reference, [{ gamma, draws }])
  const noise = noiseOf(request, draws, STREAMS.likelihoodNoise)
  if (!mixture) return { own: (await weigh(request, gamma, noise, [alone]))[0]!, defensive: null }
  const [ofOwn, ...wider] = mixture
  const mixed = densityOf(reference, mixture)
  // Only the first draws of q are in the mixture.
  const [own, defensive] = await weigh(request, gamma, noise.splice(0, ofOwn!.draws), [alone, mixed])
  const [rest] = await weigh(request, gamma, noise, [alone])
  const parts = [defensive!]
  const wide = noiseOf(request, draws - ofOwn!.draws, STREAMS.likelihoodWideNoise)
  for (const { gamma: from, draws: count } of wider)
    parts.push(...(await weigh(request, from, wide.splice(0, count), [mixed])))
  return { own: joined([own!, rest!]), defensive: joined(parts) }
}
