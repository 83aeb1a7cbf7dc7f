/**
 * The categorical family: each of D latents is one of K classes, q(z|x) = product of Categorical(softmax(gamma_j)), with the
 * logits gamma [B, D K] and the code z [B, D K] of one-hot rows, latent after latent; the prior is uniform over the K^D codes.
 * Noise is Gumbel: the class drawn is the one with the largest gamma + noise (Gumbel-max).
 *
 * References: Maddison, Tarlow & Minka, "A* sampling", 2014, arXiv 1411.0030, section 2 (Gumbel-max); Jang, Gu & Poole,
 * "Categorical reparameterization with Gumbel-Softmax", 2017, arXiv 1611.01144, equations 1 and 2.
 */
import { add, div, mul, sum, tensor2d, type Tensor2D } from '@tensorflow/tfjs-core'
import { repeatRows, samplesOf } from '../../ops/rows.ts'
import { logitsOf, statesOf } from '../discrete.ts'
import type { LatentFamily, Simplex } from '../family.ts'
import type { LatentShape } from '../meta.ts'
import {
  classesScoreGradient,
  drawClasses,
  jacobian,
  klGradientOfClasses,
  logProbabilities,
  oneHot,
  probabilities,
} from './formulas.ts'
import { categoricalReference } from './reference.ts'

const simplexOf = (classes: number): Simplex => ({
  probabilities: (gamma, temperature) => probabilities(div(gamma, temperature), classes),
  relax: ({ gamma, noise }, temperature) => probabilities(div(logitsOf(gamma, noise), temperature), classes),
  jacobian: (p, dz) => jacobian(p, dz, classes),
})

export function categorical(shape: LatentShape): LatentFamily {
  const { latents, classes } = shape
  const reference = categoricalReference(shape)
  const simplex = simplexOf(classes)
  const logOf = (gamma: Tensor2D) => logProbabilities(gamma, classes)
  return {
    noise: (rows, key) => tensor2d(reference.noise(rows, key), [rows, latents * classes]),
    antithetic: null,
    draw: (gamma, noise) => ({ gamma, noise, ...drawClasses(gamma, noise, classes) }),
    centre: (gamma) => oneHot(gamma, classes),
    logRatioToPrior({ gamma, noise, z }) {
      const log = repeatRows(logOf(gamma), samplesOf(gamma, noise))
      return sum(mul(z, add(log, Math.log(classes))), 1)
    },
    klGradient: (gamma, weight) => klGradientOfClasses(gamma, weight, classes),
    scoreGradient: ({ gamma, z }, weight, exactKl) =>
      classesScoreGradient(gamma, z, weight, exactKl, classes),
    paths: { exact: null, weighted: null },
    simplex,
    states: statesOf({
      codes: reference.states!,
      simplex,
      linear: (gamma) => ({ slope: logOf(gamma), atZero: null }),
    }),
    pairs: null,
  }
}
