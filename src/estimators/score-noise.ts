/**
 * The noise of the score function alone, for the estimators that add it to another gradient: (g - g') / sqrt 2, with g and g'
 * score-function gradients from independent draws. Its mean is zero, since both have the same; its variance is that of one g.
 */
import { mul, slice, sub, type Tensor2D } from '@tensorflow/tfjs-core'
import { samplesOf } from '../ops/rows.ts'
import type { EstimatorInput } from './estimator.ts'
import { learningSignal, signalWeights } from './score-function/estimate.ts'

/** The rows of `draws` draws of each image, after the first `from` of them. */
export function drawsIn(noise: Tensor2D, images: number, from: number, draws: number): Tensor2D {
  return slice(noise, [from * images, 0], [draws * images, noise.shape[1]])
}

/** One score-function gradient from this noise, with the input's L and baseline. What is exact in it is left out: it cancels. */
function scoreOf(input: EstimatorInput, noise: Tensor2D): Tensor2D {
  const { family, targets, decoder } = input
  const drawn = family.draw(input.drawn.gamma, noise)
  const { logLikelihood } = decoder.evaluate(drawn.z, targets)
  const signal = learningSignal({ ...input, drawn }, logLikelihood)
  return family.scoreGradient(drawn, signalWeights(input, signal), 0)
}

/** The noise of L draws [B, gamma], from the noise of twice as many [2 L B, noise]. */
export function scoreNoise(input: EstimatorInput, noise: Tensor2D): Tensor2D {
  const images = input.targets.shape[0]
  const half = samplesOf(input.targets, noise) / 2
  const [one, other] = [0, half].map((from) => scoreOf(input, drawsIn(noise, images, from, half)))
  return mul<Tensor2D>(sub(one!, other!), Math.SQRT1_2)
}

/** The noise of the draws beside the samples, which an estimator that declares some is always given. */
export function besideIn({ noiseBeside }: EstimatorInput): Tensor2D {
  if (!noiseBeside)
    throw new Error('noiseBeside: expected the noise of the draws beside the samples, got none')
  return noiseBeside
}
