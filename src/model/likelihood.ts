/**
 * p(x|z) given the decoder's output: log-likelihood with gradient, and the mean image.
 */
import {
  add,
  expandDims,
  matMul,
  mul,
  sigmoid,
  square,
  sub,
  sum,
  tidy,
  transpose,
  zeros,
  zerosLike,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core'
import { bernoulliLogLikelihood, type LogLikelihood } from '../ops/bernoulli.ts'
import { denseForward } from '../ops/dense.ts'
import { gaussianLogLikelihood } from '../ops/gaussian.ts'
import type { Architecture, Layout } from './architecture.ts'

export interface Likelihood {
  /**
   * output [L B, 784], targets [B, 784] in [0, 1], the same for each sample; the gradient is that of `weight`
   * log p.
   */
  evaluate(output: Tensor2D, targets: Tensor2D, weight: number): LogLikelihood
  /**
   * log p(x|z) of every image under every output, with one matrix product: output [N, 784] and targets [I, 784]
   * -> [N, I]. The rounding error is that of sums larger than the result; `evaluate` is more precise.
   */
  cross(output: Tensor2D, targets: Tensor2D): Tensor2D
  /** d / d output [N, 784] of the sum of weight [N, I] times `cross`. */
  crossGradient(output: Tensor2D, targets: Tensor2D, weights: Tensor2D): Tensor2D
}

/**
 * Both likelihoods have the form log p(x|o) = scale <x, o> + log p(0|o) + h(x): `ofNothing` is log p(0|o) [N],
 * `ofImages` is h(x) [I].
 */
function crossed(
  output: Tensor2D,
  targets: Tensor2D,
  { scale, ofNothing, ofImages }: { scale: number; ofNothing: Tensor1D; ofImages: Tensor1D },
): Tensor2D {
  const images = { weight: mul<Tensor2D>(transpose(targets), scale), bias: ofImages }
  return add(denseForward(output, images, 'linear'), expandDims(ofNothing, 1))
}

/** The weighted sum of the images' differences from the mean image: W X - (W 1) mean [N, 784]. */
const pulled = (means: Tensor2D, targets: Tensor2D, weights: Tensor2D): Tensor2D =>
  tidy(() => sub(matMul<Tensor2D>(weights, targets), mul(means, sum<Tensor2D>(weights, 1, true))))

/** E[x|z] [N, 784]; may leave [0, 1] for the Gaussian. */
export const meanImage = ({ likelihood }: Layout, output: Tensor2D): Tensor2D =>
  likelihood === 'bernoulli' ? sigmoid(output) : output

export function likelihoodOf({ likelihood, sigma }: Architecture): Likelihood {
  switch (likelihood) {
    case 'bernoulli':
      return {
        evaluate: bernoulliLogLikelihood,
        cross: (logits, targets) =>
          tidy(() => {
            const ofNothing = bernoulliLogLikelihood(logits, zerosLike(logits), 1).logLikelihood
            return crossed(logits, targets, { scale: 1, ofNothing, ofImages: zeros([targets.shape[0]]) })
          }),
        crossGradient: (logits, targets, weights) => pulled(sigmoid(logits), targets, weights),
      }
    case 'gaussian':
      return {
        evaluate: (means, targets, weight) => gaussianLogLikelihood(means, targets, sigma, weight),
        cross: (means, targets) =>
          tidy(() => {
            const ofImages = mul<Tensor1D>(sum(square(targets), 1), -1 / (2 * sigma ** 2))
            const ofNothing = gaussianLogLikelihood(means, zerosLike(means), sigma, 1).logLikelihood
            return crossed(means, targets, { scale: sigma ** -2, ofNothing, ofImages })
          }),
        crossGradient: (means, targets, weights) => mul(pulled(means, targets, weights), sigma ** -2),
      }
  }
}
