/**
 * What stands for the gradient where bias is measured, and each estimator beside it: the exact gradient, or else the pooled mean of
 * the unbiased estimators, draw by draw, so that its own noise is known too.
 */
import { addN, mul, sub, tidy, type Tensor2D } from '@tensorflow/tfjs-core'
import type { EstimatorMeta } from '../estimators/meta.ts'
import { ESTIMATOR_METAS, type EstimatorId } from '../estimators/metas.ts'
import { pooledWeights, quadraticOfSum, type Quadratics } from '../math/pooled-mean.ts'
import type { LayerSquares } from './encoder-norms.ts'

/** Layer by layer, encoder input side first. */
export type Measured = Readonly<Partial<Record<EstimatorId, readonly LayerSquares[]>>>

/** For each estimator, the gradients with respect to gamma of all draws, concatenated [R B, gamma]. */
export type GammaDraws = ReadonlyMap<EstimatorId, Tensor2D>

interface GradientTruth {
  /** One estimator, or the mean of all that are unbiased. */
  readonly by: EstimatorId | 'pooled'
  readonly layers: readonly LayerSquares[]
}

/** One estimator and its truth. */
interface BesideTruth {
  readonly to: readonly LayerSquares[]
  /** Of the differences between the two, draw by draw. */
  readonly difference: readonly LayerSquares[]
}

export interface TruthNorms {
  /** Null if no unbiased estimator was measured. */
  readonly truth: GradientTruth | null
  /**
   * Every estimator that the truth does not consist of; empty where no biased one was measured, since bias is then of no
   * interest. An unbiased estimator that is part of the pooled mean is compared with the pooled mean of the others: the whole
   * pool would move with it, and so hide a bias that it is declared not to have.
   */
  readonly beside: Readonly<Partial<Record<EstimatorId, BesideTruth>>>
}

export const declarationOf = (id: EstimatorId): EstimatorMeta => ESTIMATOR_METAS.find((one) => one.id === id)!

const noiseIn = (layers: readonly LayerSquares[]): number =>
  layers.reduce((all, { squares }) => squares.reduce((sum, one) => sum + one, all), 0)

/** Whether its mean may stand for the gradient. */
const isTruthful = ({ isUnbiased, intervention }: EstimatorMeta): boolean => isUnbiased && !intervention

const truthfulIn = (squares: Measured): readonly EstimatorId[] =>
  ESTIMATOR_METAS.map(({ id }) => id).filter((id) => squares[id] && isTruthful(declarationOf(id)))

/** An exact estimator, else the unbiased one with the least noise; ties go to the first. */
export function referenceIn(squares: Measured): EstimatorId | null {
  const unbiased = truthfulIn(squares)
  const exact = unbiased.find((id) => declarationOf(id).isExact)
  const noise = (id: EstimatorId) => noiseIn(squares[id]!)
  const [first] = unbiased
  return first ? (exact ?? unbiased.reduce((best, id) => (noise(id) < noise(best) ? id : best))) : null
}

type NormsOf = (gradGammas: Tensor2D) => Promise<readonly LayerSquares[]>

/** Norms of `made`, which is then disposed. */
const normsOfMade = (normsOf: NormsOf, made: Tensor2D) => normsOf(made).finally(() => made.dispose())

/** Norms of some estimators, and of the differences of each two of them, by their places k < l. */
interface Pool {
  readonly own: readonly (readonly LayerSquares[])[]
  readonly apart: readonly (readonly (readonly LayerSquares[])[])[]
}

const someOf = ({ own, apart }: Pool, places: readonly number[]): Pool => ({
  own: places.map((k) => own[k]!),
  apart: places.map((k) => places.map((l) => apart[k]![l]!)),
})

const quadraticsOf = ({ own, apart }: Pool, of: (norms: readonly LayerSquares[]) => number): Quadratics => ({
  own: (k) => of(own[k]!),
  apart: (k, l) => of(apart[k]![l]!),
})

const weightsIn = (pool: Pool) => pooledWeights(pool.own.length, quadraticsOf(pool, noiseIn))

/** Norms of sum_k c_k g_k, draw by draw. A squared norm that is negative by rounding is 0. */
const normsOfSum = (c: readonly number[], pool: Pool): readonly LayerSquares[] =>
  pool.own[0]!.map((first, layer) => {
    const all = (of: (norms: LayerSquares) => number) =>
      quadraticOfSum(
        c,
        quadraticsOf(pool, (norms) => of(norms[layer]!)),
      )
    const square = (of: (norms: LayerSquares) => number) => Math.max(all(of), 0)
    return {
      squares: first.squares.map((_, r) => square(({ squares }) => squares[r]!)),
      projections: first.projections.map((_, r) => all(({ projections }) => projections[r]!)),
      meanSquare: square(({ meanSquare }) => meanSquare),
      imageSquares: first.imageSquares.map((_, b) => square(({ imageSquares }) => imageSquares[b]!)),
    }
  })

/** The estimator at one place, and the pooled mean of the others. */
function besideOthers(pool: Pool, place: number): BesideTruth {
  const places = pool.own.map((_, k) => k)
  const weights = weightsIn(
    someOf(
      pool,
      places.filter((k) => k !== place),
    ),
  )
  const of = (own: number, others: number) =>
    places.map((k) => (k === place ? own : others * weights[k < place ? k : k - 1]!))
  return { to: normsOfSum(of(0, 1), pool), difference: normsOfSum(of(1, -1), pool) }
}

async function poolOf(ids: readonly EstimatorId[], draws: GammaDraws, squares: Measured, normsOf: NormsOf) {
  const apart: (readonly LayerSquares[])[][] = ids.map(() => [])
  for (const [k, id] of ids.entries())
    for (const [l, other] of ids.entries()) {
      if (l <= k) continue
      const norms = await normsOfMade(normsOf, sub<Tensor2D>(draws.get(id)!, draws.get(other)!))
      apart[k]![l] = apart[l]![k] = norms
    }
  return { own: ids.map((id) => squares[id]!), apart }
}

/** `ids`: the unbiased estimators, at least two, none of which is exact. */
async function besidePool(
  ids: readonly EstimatorId[],
  draws: GammaDraws,
  squares: Measured,
  normsOf: NormsOf,
): Promise<TruthNorms> {
  const pool = await poolOf(ids, draws, squares, normsOf)
  const weights = weightsIn(pool)
  const layers = normsOfSum(weights, pool)
  const mean = tidy(() => addN(ids.map((id, k) => mul<Tensor2D>(draws.get(id)!, weights[k]!))))
  const beside: Partial<Record<EstimatorId, BesideTruth>> = {}
  try {
    for (const [id, gradGammas] of draws) {
      const place = ids.indexOf(id)
      if (place >= 0) beside[id] = besideOthers(pool, place)
      else {
        const difference = await normsOfMade(normsOf, sub<Tensor2D>(gradGammas, mean))
        beside[id] = { to: layers, difference }
      }
    }
  } finally {
    mean.dispose()
  }
  return { truth: { by: 'pooled', layers }, beside }
}

/** Norms of the truth, and of each estimator's difference from it; `normsOf` those of draws of gradients. */
export async function truthNorms(
  draws: GammaDraws,
  squares: Measured,
  normsOf: NormsOf,
): Promise<TruthNorms> {
  const by = referenceIn(squares)
  if (!by) return { truth: null, beside: {} }
  const ids = [...draws.keys()]
  const truth = { by, layers: squares[by]! }
  if (ids.every((id) => declarationOf(id).isUnbiased)) return { truth, beside: {} }
  const truthful = truthfulIn(squares)
  if (truthful.length > 1 && !declarationOf(by).isExact) return besidePool(truthful, draws, squares, normsOf)
  const beside: Partial<Record<EstimatorId, BesideTruth>> = {}
  for (const [id, gradGammas] of draws) {
    if (id === by) continue
    const difference = await normsOfMade(normsOf, sub<Tensor2D>(gradGammas, draws.get(by)!))
    beside[id] = { to: truth.layers, difference }
  }
  return { truth, beside }
}
