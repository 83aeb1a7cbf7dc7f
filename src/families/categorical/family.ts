/**
 * The categorical family: each of D latents is one of K classes, q(z|x) = product of Categorical(softmax(gamma_j)), with the
 * logits gamma [B, D K] and the code z [B, D K] of one-hot rows, latent after latent; the prior is uniform over the K^D codes.
 * Noise is Gumbel: the class drawn is the one with the largest gamma + noise (Gumbel-max).
 *
 * References: Maddison, Tarlow & Minka, "A* sampling", 2014, arXiv 1411.0030, section 2 (Gumbel-max); Jang, Gu & Poole,
 * "Categorical reparameterization with Gumbel-Softmax", 2017, arXiv 1611.01144, equations 1 and 2.
 */
import {
  add,
  argMax,
  div,
  equal,
  exp,
  logSumExp,
  mul,
  range,
  reshape,
  softmax,
  sub,
  sum,
  tensor2d,
  zerosLike,
  type Rank,
  type Tensor2D,
  type Tensor3D,
} from '@tensorflow/tfjs-core'
import { repeatRows, samplesOf } from '../../ops/rows.ts'
import { indicator, statesOf, weightedScore } from '../discrete.ts'
import type { LatentFamily, Simplex } from '../family.ts'
import type { LatentShape } from '../meta.ts'
import { categoricalReference } from './reference.ts'

export function categorical(shape: LatentShape): LatentFamily {
  const { latents, classes } = shape
  const reference = categoricalReference(shape)
  const width = latents * classes
  const byLatent = (rows: Tensor2D): Tensor3D => reshape<Rank.R3>(rows, [-1, latents, classes])
  const flat = (rows: Tensor3D): Tensor2D => reshape<Rank.R2>(rows, [-1, width])

  const logitsOf = (gamma: Tensor2D, noise: Tensor2D): Tensor2D =>
    add(repeatRows(gamma, samplesOf(gamma, noise)), noise)
  const probabilities = (logits: Tensor2D): Tensor2D => flat(softmax(byLatent(logits)))
  /** log softmax of each latent's logits [rows, D K]. */
  function logProbabilities(logits: Tensor2D): Tensor2D {
    const rows = byLatent(logits)
    return flat(sub(rows, logSumExp(rows, 2, true)))
  }
  /** One hot at the largest of each latent. A comparison of integers: exactly 0 or 1. */
  function oneHot(logits: Tensor2D): Tensor2D {
    const largest = reshape(argMax(byLatent(logits), 2), [-1, latents, 1])
    return flat(indicator<Rank.R3>(equal(largest, range(0, classes, 1, 'int32'))))
  }
  /** J(p) dz = p (dz - <p, dz>) of each latent. */
  function jacobian(p: Tensor2D, dz: Tensor2D): Tensor2D {
    const [rows, slopes] = [byLatent(p), byLatent(dz)]
    return flat(mul(rows, sub(slopes, sum(mul(rows, slopes), 2, true))))
  }
  const klGradient = (gamma: Tensor2D, weight: number): Tensor2D =>
    weight === 0 ? zerosLike(gamma) : mul(jacobian(probabilities(gamma), gamma), weight)

  const simplex: Simplex = {
    probabilities: (gamma, temperature) => probabilities(div(gamma, temperature)),
    relax: ({ gamma, noise }, temperature) => probabilities(div(logitsOf(gamma, noise), temperature)),
    jacobian,
  }
  return {
    noise: (rows, key) => tensor2d(reference.noise(rows, key), [rows, width]),
    antithetic: null,
    draw(gamma, noise) {
      const log = logProbabilities(gamma)
      const kl = sum<Tensor2D>(mul(exp(log), add(log, Math.log(classes))), 1)
      return { gamma, noise, z: oneHot(logitsOf(gamma, noise)), kl: reshape<Rank.R1>(kl, [-1]) }
    },
    centre: oneHot,
    logRatioToPrior({ gamma, noise, z }) {
      const log = repeatRows(logProbabilities(gamma), samplesOf(gamma, noise))
      return sum(mul(z, add(log, Math.log(classes))), 1)
    },
    klGradient,
    scoreGradient: (drawn, weight, exactKl) =>
      add(weightedScore(drawn, probabilities(drawn.gamma), weight), klGradient(drawn.gamma, exactKl)),
    paths: { exact: null, weighted: null },
    simplex,
    states: statesOf({
      codes: reference.states!,
      simplex,
      linear: (gamma) => ({ slope: logProbabilities(gamma), atZero: null }),
    }),
    pairs: null,
  }
}
