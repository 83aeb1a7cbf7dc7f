/**
 * Computes the reported figures from the probe's squared norms: variances with intervals, ratios,
 * noise-to-signal.
 */
import { biasOf } from '../math/bias.ts'
import { coordinateSignal } from '../math/coordinate-signal.ts'
import { varianceInterval, varianceRatioInterval } from '../math/jackknife.ts'
import { noiseToSignalInterval, squaredMeanInterval, type MeanDraws } from '../math/signal.ts'
import { ESTIMATOR_IDS, isIntervention, metaOf, type EstimatorId } from '../protocol/estimators.ts'
import type { CoordinateSignal, EstimatorVariance, GradientBias, ProbeReport } from '../protocol/variance.ts'
import type { LayerSquares } from '../variance/encoder-norms.ts'
import type { GradientNorms } from '../variance/probe.ts'

const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0)

/** The gradient of all layers together: squared norms and inner products are additive. */
interface Whole extends MeanDraws {
  readonly squares: Float64Array
  readonly layers: readonly LayerSquares[]
}

function wholeOf(layers: readonly LayerSquares[]): Whole {
  const add = (name: 'squares' | 'projections') =>
    layers[0]![name].map((_, r) => layers.reduce((all, layer) => all + layer[name][r]!, 0))
  return {
    layers,
    squares: add('squares'),
    projections: add('projections'),
    meanSquare: layers.reduce((all, layer) => all + layer.meanSquare, 0),
  }
}

/** That of one estimator. */
interface OwnWhole extends Whole {
  readonly id: EstimatorId
}

/** The squares of draws that are all the same differ from each other by less than this share. */
const SAME = 1e-5

/**
 * Whether there is no noise in the draws: the estimator is exact, or all its draws were the same, as those of a code that has
 * collapsed are. Their distances from the mean are then all one number, the rounding of the mean. Of two draws they always are.
 */
function isStill({ id, squares }: OwnWhole): boolean {
  const [least, most] = [Math.min(...squares), Math.max(...squares)]
  return metaOf(id).isExact || (squares.length > 2 && most - least <= SAME * most)
}

/** The least noisy of those that have noise; ties go to the first. */
function leastNoisy(wholes: readonly OwnWhole[]): OwnWhole | null {
  const [first, ...others] = wholes.filter((one) => !isStill(one))
  if (!first) return null
  return others.reduce((best, one) => (sum(one.squares) < sum(best.squares) ? one : best), first)
}

const NO_VARIANCE = { value: 0, lo: 0, hi: 0 }

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

/** Of all layers together, and of each. */
const biasIn = (of: Whole, to: Whole, difference: Whole): GradientBias => ({
  ...biasOf({ of, to, difference }),
  layers: of.layers.map((layer, at) =>
    biasOf({ of: layer, to: to.layers[at]!, difference: difference.layers[at]! }),
  ),
})

/** Of an unbiased estimator, with the signal as the reference knows it. */
function weightSignal({ weights, reference }: GradientNorms, id: EstimatorId): CoordinateSignal | null {
  const [own, signal] = [weights?.[id], reference && weights?.[reference]]
  return own && signal && metaOf(id).isUnbiased ? coordinateSignal(own, signal) : null
}

type Figures = Pick<ProbeReport, 'estimators' | 'signal' | 'minibatch'>

/** What of a report follows from the squared norms over a batch of `images`, for the estimators that were measured. */
export function summarise(norms: GradientNorms, images: number): Figures {
  const { squares, truth: known, beside } = norms
  const wholes = ESTIMATOR_IDS.flatMap((id) => (squares[id] ? [{ id, ...wholeOf(squares[id]) }] : []))
  const truth = known && wholeOf(known.layers)
  const base = leastNoisy(wholes.filter(({ id }) => metaOf(id).isUnbiased && !isIntervention(id)))
  function varianceOf(one: OwnWhole): EstimatorVariance {
    const { id, layers } = one
    const own = beside[id]
    const bias = own && biasIn(one, wholeOf(own.to), wholeOf(own.difference))
    const weights = weightSignal(norms, id)
    // What still draws vary by is rounding.
    if (isStill(one))
      return { total: NO_VARIANCE, layers: layers.map(() => NO_VARIANCE), ...(bias && { bias }) }
    return {
      total: varianceInterval(one.squares),
      layers: layers.map((layer) => varianceInterval(layer.squares)),
      ...(truth && { noiseToSignal: noiseToSignalInterval(one.squares, truth) }),
      ...(base && { ratio: varianceRatioInterval(one.squares, base.squares) }),
      ...(bias && { bias }),
      ...(weights && { weights }),
    }
  }
  const clearest = truth ?? leastNoisy(wholes)
  return {
    estimators: Object.fromEntries(wholes.map((one) => [one.id, varianceOf(one)])),
    ...(known && truth && { signal: { by: known.by, square: squaredMeanInterval(truth) } }),
    minibatch: clearest ? minibatchVariance(clearest, images) : 0,
  }
}
