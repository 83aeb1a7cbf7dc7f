/** The Gaussian family in plain numbers: the oracle for family.ts. No TF.js. */
import { normal } from '../../math/random.ts'
import type { LatentShape } from '../meta.ts'
import type { PlainFamily } from '../reference.ts'

const split = (gamma: readonly number[]) => ({
  mu: gamma.slice(0, gamma.length / 2),
  logVariance: gamma.slice(gamma.length / 2),
})

/** z = mu + sigma eps. */
const draw: PlainFamily['draw'] = (gamma, noise) => {
  const { mu, logVariance } = split(gamma)
  return mu.map((m, j) => m + Math.exp(logVariance[j]! / 2) * noise[j]!)
}

/** KL(N(mu, sigma^2) || N(0, I)) in nats. */
export function plainKl(gamma: readonly number[]): number {
  const { mu, logVariance } = split(gamma)
  return mu.reduce((kl, m, j) => kl + (m * m + Math.exp(logVariance[j]!) - logVariance[j]! - 1) / 2, 0)
}

/** weight times the gradient of the KL: mu, and (sigma^2 - 1) / 2. */
export function plainKlGradient(gamma: readonly number[], weight: number): number[] {
  const { mu, logVariance } = split(gamma)
  return [...mu.map((m) => weight * m), ...logVariance.map((value) => (weight * (Math.exp(value) - 1)) / 2)]
}

/** log N(z; m, v), summed over the latents. */
const logNormal = (z: readonly number[], m: readonly number[], logV: readonly number[]): number =>
  z.reduce((sum, value, j) => {
    const squared = (value - m[j]!) ** 2 / Math.exp(logV[j]!)
    return sum - (squared + logV[j]! + Math.log(2 * Math.PI)) / 2
  }, 0)

const logRatioToPrior: PlainFamily['logRatioToPrior'] = ({ gamma, z }) => {
  const { mu, logVariance } = split(gamma)
  const zeros = z.map(() => 0)
  return logNormal(z, mu, logVariance) - logNormal(z, zeros, zeros)
}

/** eps / sigma, and (eps^2 - 1) / 2. */
const score: PlainFamily['score'] = ({ gamma, noise }) => {
  const { logVariance } = split(gamma)
  return [
    ...noise.map((eps, j) => eps / Math.exp(logVariance[j]! / 2)),
    ...noise.map((eps) => (eps * eps - 1) / 2),
  ]
}

/** dz for mu and dz sigma eps / 2 for log sigma^2, dz with what -log p(z) and log q(z|x) add to it. */
const path: PlainFamily['path'] = ({ gamma, noise, z }, dz, { mode, weight }) => {
  const { logVariance } = split(gamma)
  const sigma = logVariance.map((value) => Math.exp(value / 2))
  const slopes = dz.map((slope, j) => {
    const ofPrior = mode === 'closed-form' ? 0 : weight * z[j]!
    const ofPosterior = mode === 'sticking-the-landing' ? (-weight * noise[j]!) / sigma[j]! : 0
    return ofPrior + ofPosterior + slope
  })
  const entropy = mode === 'monte-carlo' ? weight / 2 : 0
  return [...slopes, ...slopes.map((slope, j) => (slope * sigma[j]! * noise[j]!) / 2 - entropy)]
}

export const gaussianReference = ({ latents }: LatentShape): PlainFamily => ({
  noise: (rows, key) => normal(rows * latents, key),
  antithetic: (noise) => noise.map((value) => -value),
  prior: (rows, key) => normal(rows * latents, key),
  draw,
  kl: plainKl,
  klGradient: plainKlGradient,
  logRatioToPrior,
  score,
  path,
  simplex: null,
  states: null,
  pair: null,
  widened(gamma, factor) {
    const { mu, logVariance } = split(gamma)
    return [...mu, ...logVariance.map((value) => value + 2 * Math.log(factor))]
  },
  summary(gamma) {
    const latents = gamma.length / 2
    const [mean, spread, kl] = Array.from({ length: 3 }, () => new Array<number>(latents))
    for (let j = 0; j < latents; j++) {
      const logVariance = gamma[latents + j]!
      mean![j] = gamma[j]!
      spread![j] = Math.exp(logVariance / 2)
      kl![j] = (gamma[j]! ** 2 + Math.exp(logVariance) - logVariance - 1) / 2
    }
    return { mean: mean!, spread: spread!, mode: mean!, kl: kl! }
  },
})
