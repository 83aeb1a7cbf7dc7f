/** From the probe's squared norms to the figures it reports: variances with intervals, their ratio, noise over signal. */
import { ESTIMATOR_METAS, type EstimatorId } from '../estimators/metas.ts'
import { varianceInterval, varianceRatioInterval } from '../math/jackknife.ts'
import { noiseToSignalInterval, squaredMeanInterval, type MeanDraws } from '../math/signal.ts'
import type { EstimatorVariance, ProbeReport } from '../protocol/variance.ts'
import type { LayerSquares } from '../variance/encoder-norms.ts'
import type { Measured } from '../variance/probe.ts'

const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0)

/** The layers' gradients as one: squared lengths and inner products add up. */
function wholeOf(layers: readonly LayerSquares[]): MeanDraws & { readonly squares: Float64Array } {
  const add = (name: 'squares' | 'projections') =>
    layers[0]![name].map((_, r) => layers.reduce((all, layer) => all + layer[name][r]!, 0))
  return {
    squares: add('squares'),
    projections: add('projections'),
    meanSquare: layers.reduce((all, layer) => all + layer.meanSquare, 0),
  }
}

const UNBIASED = ESTIMATOR_METAS.filter(({ isUnbiased }) => isUnbiased).map(({ id }) => id)

/** Which of the estimators with the same mean has the least noise. */
const leastNoisy = (wholes: ReadonlyMap<EstimatorId, MeanDraws>): EstimatorId =>
  UNBIASED.reduce((best, id) => (sum(wholes.get(id)!.squares) < sum(wholes.get(best)!.squares) ? id : best))

/**
 * Of the mean over B images, if they were drawn anew: (sum |B g_b|^2 - B |g|^2) / (B (B - 1)), less what the noise
 * left in the g_b adds to it, V/R.
 */
function minibatchVariance(layers: readonly LayerSquares[], images: number): number {
  const { squares, meanSquare } = wholeOf(layers)
  const draws = squares.length
  const V = sum(squares) / (draws - 1)
  const ofImages = layers.reduce((all, { imageSquares }) => all + sum(imageSquares), 0)
  return Math.max((images * ofImages - meanSquare) / (images - 1) - V / draws, 0)
}

type Figures = Pick<ProbeReport, 'estimators' | 'signal' | 'ratio' | 'minibatch'>

/** What of a report follows from the squared norms over a batch of `images`. */
export function summarise(measured: Required<Measured>, images: number): Figures {
  const wholes = new Map(ESTIMATOR_METAS.map(({ id }) => [id, wholeOf(measured[id])]))
  const by = leastNoisy(wholes)
  const signal = wholes.get(by)!
  const varianceOf = (id: EstimatorId): EstimatorVariance => ({
    total: varianceInterval(wholes.get(id)!.squares),
    layers: measured[id].map(({ squares }) => varianceInterval(squares)),
    noiseToSignal: noiseToSignalInterval(wholes.get(id)!.squares, signal),
  })
  const { reparameterized, 'score-function': scoreFunction } = measured
  return {
    estimators: {
      reparameterized: varianceOf('reparameterized'),
      'score-function': varianceOf('score-function'),
    },
    signal: { by, square: squaredMeanInterval(signal) },
    ratio: varianceRatioInterval(wholeOf(scoreFunction).squares, wholeOf(reparameterized).squares),
    minibatch: minibatchVariance(reparameterized, images),
  }
}
