/**
 * The Bernoulli family: q(z|x) = product of Bernoulli(theta_j), theta = sigmoid(gamma), gamma the logits [B, D]; the prior is
 * uniform over the 2^D codes. Noise is logistic: b = 1 where gamma + noise > 0, and the antithetic draw has the noise's
 * sign changed.
 *
 * References: Maddison, Mnih & Teh, "The Concrete distribution", 2017, arXiv 1611.00712, appendix B (binary case); the pairs:
 * Dong, Mnih & Tucker, "DisARM", 2020, arXiv 2006.10680, equation 6; Yin, Ren & Zhou, "ARM", 2019, arXiv 1807.11143.
 */
import {
  abs,
  add,
  div,
  greater,
  mul,
  neg,
  reshape,
  sigmoid,
  softplus,
  sub,
  sum,
  tensor2d,
  type Rank,
  type Tensor2D,
} from '@tensorflow/tfjs-core'
import { repeatRows, samplesOf, sumOverSamples } from '../../ops/rows.ts'
import { indicator, logitsOf, statesOf } from '../discrete.ts'
import type { AntitheticPairs, LatentFamily, Simplex } from '../family.ts'
import type { LatentShape } from '../meta.ts'
import { bitsScoreGradient, drawBits, klGradientOfBits, slopeOf } from './formulas.ts'
import { bernoulliReference } from './reference.ts'

const simplex: Simplex = {
  probabilities: (gamma, temperature) => sigmoid(div(gamma, temperature)),
  relax: ({ gamma, noise }, temperature) => sigmoid(div(logitsOf(gamma, noise), temperature)),
  jacobian: (probabilities, dz) => mul(slopeOf(probabilities), dz),
}

const pairs: AntitheticPairs = {
  gradient(first, second, weight) {
    const samples = samplesOf(first.gamma, first.noise)
    const differences = mul(sub(first.z, second.z), reshape<Rank.R2>(weight, [-1, 1])) as Tensor2D
    return mul(sumOverSamples(differences, samples), sigmoid(abs(first.gamma)))
  },
}

export function bernoulli(shape: LatentShape): LatentFamily {
  const reference = bernoulliReference(shape)
  return {
    noise: (rows, key) => tensor2d(reference.noise(rows, key), [rows, shape.latents]),
    antithetic: neg,
    draw: (gamma, noise) => ({ gamma, noise, ...drawBits(gamma, noise) }),
    centre: (gamma) => indicator(greater(gamma, 0)),
    logRatioToPrior({ gamma, noise, z }) {
      const logits = repeatRows(gamma, samplesOf(gamma, noise))
      return sum(add(sub(mul(z, logits), softplus(logits)), Math.LN2), 1)
    },
    klGradient: klGradientOfBits,
    scoreGradient: ({ gamma, z }, weight, exactKl) => bitsScoreGradient(gamma, z, weight, exactKl),
    paths: { exact: null, weighted: null },
    simplex,
    states: statesOf({
      codes: reference.states!,
      simplex,
      linear: (gamma) => ({ slope: gamma, atZero: sum(softplus(gamma), 1, true) }),
    }),
    pairs,
  }
}
