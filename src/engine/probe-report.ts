/** From the probe's squared norms to the figures it reports: variances with intervals, their ratio, the signal. */
import { varianceInterval, varianceRatioInterval } from '../math/jackknife.ts'
import type { EstimatorVariance } from '../protocol/variance.ts'
import type { LayerSquares } from '../variance/encoder-norms.ts'
import type { Measured } from '../variance/probe.ts'

const total = (layers: readonly LayerSquares[]): Float64Array =>
  layers[0]!.squares.map((_, r) => layers.reduce((sum, { squares }) => sum + squares[r]!, 0))

const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0)

function summariseOne(layers: readonly LayerSquares[]): EstimatorVariance {
  const whole = varianceInterval(total(layers))
  const meanSquare = layers.reduce((all, layer) => all + layer.meanSquare, 0)
  const draws = layers[0]!.squares.length
  return {
    total: whole,
    layers: layers.map(({ squares }) => varianceInterval(squares)),
    signal: Math.max(meanSquare - whole.value / draws, 0),
  }
}

/**
 * Of the mean over B images, if they were drawn anew: (sum |B g_b|^2 - B |g|^2) / (B (B - 1)), less what the noise
 * left in the g_b adds to it, V/R.
 */
function minibatchVariance(layers: readonly LayerSquares[], images: number): number {
  const { total: whole } = summariseOne(layers)
  const draws = layers[0]!.squares.length
  const ofImages = layers.reduce((all, { imageSquares }) => all + sum(imageSquares), 0)
  const meanSquare = layers.reduce((all, layer) => all + layer.meanSquare, 0)
  return Math.max((images * ofImages - meanSquare) / (images - 1) - whole.value / draws, 0)
}

/** What of a report follows from the squared norms over a batch of `images`. */
export function summarise(measured: Required<Measured>, images: number) {
  const { reparameterized, 'score-function': scoreFunction } = measured
  return {
    estimators: {
      reparameterized: summariseOne(reparameterized),
      'score-function': summariseOne(scoreFunction),
    },
    ratio: varianceRatioInterval(total(scoreFunction), total(reparameterized)),
    minibatch: minibatchVariance(reparameterized, images),
  }
}
