/** The Gaussian family: q(z|x) = N(mu, diag sigma^2), prior N(0, I), gamma = (mu, log sigma^2) [B, 2D], noise N(0, 1). */
import {
  add,
  div,
  mul,
  neg,
  reshape,
  square,
  sub,
  sum,
  tidy,
  zerosLike,
  type Rank,
} from '@tensorflow/tfjs-core'
import { normalNoise } from '../../ops/inputs.ts'
import { repeatRows, samplesOf, sumOverSamples } from '../../ops/rows.ts'
import type { Drawn, LatentFamily, WeightedPath } from '../family.ts'
import type { LatentShape } from '../meta.ts'
import type { KlPart } from '../options.ts'
import { drawLatents, pathwiseGradient, scoreGradient, type KlWeights } from './formulas.ts'
import { exactKlGradient, joinGamma, sigmaOf, splitGamma } from './gamma.ts'

const NO_KL: KlWeights = { exact: 0, prior: 0, posterior: 0, entropy: 0 }

/** By which ways the KL enters: as a whole, or through each draw z, and beside it by d log q / d log sigma^2 = -1/2. */
export function klWeights({ mode, weight }: KlPart, samples: number): KlWeights {
  const prior = weight / samples
  switch (mode) {
    case 'closed-form':
      return { ...NO_KL, exact: weight }
    case 'monte-carlo':
      return { ...NO_KL, prior, entropy: weight / 2 }
    case 'sticking-the-landing':
      return { ...NO_KL, prior, posterior: prior }
  }
}

/** log q(z|x) - log p(z) at the draws, the normalisers cancelling. */
export const logRatioToPrior: LatentFamily['logRatioToPrior'] = ({ gamma, noise, z }: Drawn) =>
  tidy(() => {
    const logVariance = repeatRows(splitGamma(gamma).logVariance, samplesOf(gamma, noise))
    return mul(sum(sub(square(z), add(square(noise), logVariance)), 1), 0.5)
  })

/** The KL's slopes go into dz, and its part beside z, -1/2 for log sigma^2, is added at the end. */
const weightedPath: WeightedPath = ({ gamma, noise, z }, dz, { mode, weights }) => {
  const samples = samplesOf(gamma, noise)
  const column = reshape<Rank.R2>(weights, [-1, 1])
  const ofPosterior = () => div(noise, sigmaOf(gamma, noise))
  const slopes = mode === 'sticking-the-landing' ? sub(z, ofPosterior()) : z
  const ofDraws = pathwiseGradient(gamma, noise, add(dz, mul(slopes, column)), NO_KL)
  if (mode === 'sticking-the-landing') return ofDraws
  const entropy = mul(sumOverSamples(column, samples), 0.5)
  const ofMean = zerosLike(splitGamma(gamma).mu)
  return sub(ofDraws, joinGamma(ofMean, add(ofMean, entropy)))
}

export const gaussian = ({ latents }: LatentShape): LatentFamily => ({
  noise: (rows, key) => normalNoise(rows, latents, key),
  antithetic: neg,
  draw: (gamma, noise) => ({ gamma, noise, ...drawLatents(gamma, noise) }),
  centre: (gamma) => splitGamma(gamma).mu,
  logRatioToPrior,
  klGradient: exactKlGradient,
  scoreGradient: ({ gamma, noise }, weight, exactKl) => scoreGradient(gamma, noise, weight, exactKl),
  paths: {
    exact: ({ gamma, noise }, dz, kl) =>
      pathwiseGradient(gamma, noise, dz, klWeights(kl, samplesOf(gamma, noise))),
    weighted: weightedPath,
  },
  simplex: null,
  states: null,
  pairs: null,
})
