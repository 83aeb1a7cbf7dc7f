/**
 * Computes the reported figures from the probe's squared norms: variances with intervals, ratios,
 * noise-to-signal.
 */
import { varianceInterval, varianceRatioInterval } from '../math/jackknife.ts'
import { noiseToSignalInterval, squaredMeanInterval, type MeanDraws } from '../math/signal.ts'
import { ESTIMATOR_IDS, metaOf, type EstimatorId } from '../protocol/estimators.ts'
import type { EstimatorVariance, ProbeReport } from '../protocol/variance.ts'
import type { LayerSquares } from '../variance/encoder-norms.ts'
import type { Measured } from '../variance/probe.ts'

const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0)

/** The gradient of all layers together: squared norms and inner products are additive. */
interface Whole extends MeanDraws {
  readonly id: EstimatorId
  readonly squares: Float64Array
  readonly layers: readonly LayerSquares[]
}

function wholeOf(id: EstimatorId, layers: readonly LayerSquares[]): Whole {
  const add = (name: 'squares' | 'projections') =>
    layers[0]![name].map((_, r) => layers.reduce((all, layer) => all + layer[name][r]!, 0))
  return {
    id,
    layers,
    squares: add('squares'),
    projections: add('projections'),
    meanSquare: layers.reduce((all, layer) => all + layer.meanSquare, 0),
  }
}

/** The estimator with the least noise; ties go to the first. */
const leastNoisy = (wholes: readonly Whole[]): Whole =>
  wholes.reduce((best, one) => (sum(one.squares) < sum(best.squares) ? one : best))

/**
 * Minibatch variance of the mean over B images: (sum |B g_b|^2 - B |g|^2) / (B (B - 1)), minus V/R, the
 * contribution of the noise left in the g_b.
 */
function minibatchVariance({ layers, squares, meanSquare }: Whole, images: number): number {
  const draws = squares.length
  const V = sum(squares) / (draws - 1)
  const ofImages = layers.reduce((all, { imageSquares }) => all + sum(imageSquares), 0)
  return Math.max((images * ofImages - meanSquare) / (images - 1) - V / draws, 0)
}

type Figures = Pick<ProbeReport, 'estimators' | 'signal' | 'minibatch'>

/** What of a report follows from the squared norms over a batch of `images`, for the estimators that were measured. */
export function summarise(measured: Measured, images: number): Figures {
  const wholes = ESTIMATOR_IDS.flatMap((id) => (measured[id] ? [wholeOf(id, measured[id])] : []))
  const unbiased = wholes.filter(({ id }) => metaOf(id).isUnbiased)
  const reference = unbiased.length > 0 ? leastNoisy(unbiased) : null
  const varianceOf = ({ squares, layers }: Whole): EstimatorVariance => ({
    total: varianceInterval(squares),
    layers: layers.map((layer) => varianceInterval(layer.squares)),
    ...(reference && {
      noiseToSignal: noiseToSignalInterval(squares, reference),
      ratio: varianceRatioInterval(squares, reference.squares),
    }),
  })
  return {
    estimators: Object.fromEntries(wholes.map((one) => [one.id, varianceOf(one)])),
    ...(reference && { signal: { by: reference.id, square: squaredMeanInterval(reference) } }),
    minibatch: minibatchVariance(reference ?? leastNoisy(wholes), images),
  }
}
