/**
 * The point family: z = mu(x), without noise and without KL, which makes the model a plain autoencoder.
 *
 * The encoder's output for log sigma^2 has no effect and gets no gradient.
 */
import { zeros, zerosLike, type Rank } from '@tensorflow/tfjs-core'
import { repeatRows, samplesOf, sumOverSamples } from '../../ops/rows.ts'
import type { LatentFamily } from '../family.ts'
import { joinGamma, splitGamma } from '../gaussian/gamma.ts'
import type { LatentShape } from '../meta.ts'

const noScore = (): never => {
  throw new Error('scoreGradient: expected a family with a score, got a point')
}

export const point = ({ latents }: LatentShape): LatentFamily => ({
  noise: (rows) => zeros<Rank.R2>([rows, latents]),
  antithetic: null,
  draw: (gamma, noise) => ({
    gamma,
    noise,
    z: repeatRows(splitGamma(gamma).mu, samplesOf(gamma, noise)),
    kl: zeros<Rank.R1>([gamma.shape[0]]),
  }),
  centre: (gamma) => splitGamma(gamma).mu,
  logRatioToPrior: ({ noise }) => zeros<Rank.R1>([noise.shape[0]]),
  klGradient: (gamma) => zerosLike(gamma),
  scoreGradient: noScore,
  paths: {
    exact({ gamma, noise }, dz) {
      const viaMean = sumOverSamples(dz, samplesOf(gamma, noise))
      return joinGamma(viaMean, zerosLike(viaMean))
    },
    weighted: null,
  },
  simplex: null,
  states: null,
  pairs: null,
})
