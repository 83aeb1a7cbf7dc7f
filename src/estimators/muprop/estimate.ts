/**
 * MuProp: the score function of what f's tangent at the mean code leaves over, plus the gradient of the tangent itself.
 *
 * Approximates: the gradient of negElboPerImage = mean over the batch of beta KL(q || p) - E_q log p(x|z).
 * With: (f(z) - t(z)) d log q / d gamma + J(pi) d f / dz at pi, f = log p(x|.), pi = E z, t(z) = f(pi) + (z - pi) d f / dz at pi,
 * averaged over L draws; the KL's part in closed form. The decoder's gradient comes from the draws alone.
 * Requires: a family on a simplex with a score, a decoder that is differentiable in z; beside the draws one forward pass of the
 * decoder for each image, at pi, and its backward pass.
 * Bias: none: the mean of the tangent is linear in pi, and its gradient is added back.
 * Reference: Gu, Levine, Sutskever & Mnih, "MuProp: unbiased backpropagation for stochastic neural networks", 2016, arXiv
 * 1511.05176, equation 5, without its baselines.
 */
import { add, mul, sub, sum, tile, type Tensor1D } from '@tensorflow/tfjs-core'
import { repeatRows } from '../../ops/rows.ts'
import type { Estimator, EstimatorInput } from '../estimator.ts'
import { decoderWeights } from '../weights.ts'

/** Where the tangent touches, pi [B, code], its slope there [B, code], and its values at the draws [L B]. */
function tangentOf({ family, drawn, targets, decoder, samples }: EstimatorInput) {
  const at = family.simplex!.probabilities(drawn.gamma, 1)
  const decoded = decoder.evaluate(at, targets)
  const slope = decoded.backward(1, true, false).input!
  const atZero = sub<Tensor1D>(decoded.logLikelihood, sum(mul(slope, at), 1))
  const values = add<Tensor1D>(tile(atZero, [samples]), sum(mul(repeatRows(slope, samples), drawn.z), 1))
  return { at, slope, values }
}

export const muprop: Estimator = (input) => {
  const { family, drawn, targets, decoder, samples, beta } = input
  const images = targets.shape[0]
  const tangent = tangentOf(input)
  const decoded = decoder.evaluate(drawn.z, targets)
  const weight = mul<Tensor1D>(sub(decoded.logLikelihood, tangent.values), -1 / (samples * images))
  const ofTangent = family.simplex!.jacobian(tangent.at, mul(tangent.slope, -1 / images))
  return {
    gradGamma: add(family.scoreGradient(drawn, weight, beta / images), ofTangent),
    decoderGradients: decoded.backward(decoderWeights(input, decoded), false).layers,
    logLikelihood: decoded.logLikelihood,
    kl: drawn.kl,
    signal: decoded.logLikelihood,
  }
}
