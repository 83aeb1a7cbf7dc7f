/** The Bernoulli family in plain numbers: the oracle for family.ts. No TF.js. */
import { allChoices } from '../../math/choices.ts'
import { logistic } from '../../math/discrete-noise.ts'
import type { LatentShape } from '../meta.ts'
import type { PlainFamily, PlainSimplex } from '../reference.ts'

const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value))
const softplus = (value: number): number => Math.max(value, 0) + Math.log1p(Math.exp(-Math.abs(value)))
const slopeOf = (p: number): number => p * (1 - p)

/** theta gamma - softplus gamma + log 2 for each bit. */
const kl: PlainFamily['kl'] = (gamma) =>
  gamma.reduce((sum, logit) => sum + sigmoid(logit) * logit - softplus(logit) + Math.LN2, 0)

const simplex: PlainSimplex = {
  probabilities: (gamma, temperature) => gamma.map((logit) => sigmoid(logit / temperature)),
  relax: ({ gamma, noise }, temperature) =>
    gamma.map((logit, j) => sigmoid((logit + noise[j]!) / temperature)),
  jacobian: (probabilities, dz) => probabilities.map((p, j) => slopeOf(p) * dz[j]!),
}

/** (b_j - b'_j) max(theta_j, 1 - theta_j): not 0 only where the two draws differ. */
const pair: NonNullable<PlainFamily['pair']> = (first, second) =>
  first.gamma.map((logit, j) => (first.z[j]! - second.z[j]!) * sigmoid(Math.abs(logit)))

export const bernoulliReference = ({ latents }: LatentShape): PlainFamily => ({
  noise: (rows, key) => logistic(rows * latents, key),
  antithetic: (noise) => noise.map((value) => -value),
  prior: (rows, key) => logistic(rows * latents, key).map((value) => (value > 0 ? 1 : 0)),
  draw: (gamma, noise) => gamma.map((logit, j) => (logit + noise[j]! > 0 ? 1 : 0)),
  kl,
  klGradient: (gamma, weight) => gamma.map((logit) => weight * slopeOf(sigmoid(logit)) * logit),
  logRatioToPrior: ({ gamma, z }) =>
    gamma.reduce((sum, logit, j) => sum + z[j]! * logit - softplus(logit) + Math.LN2, 0),
  score: ({ gamma, z }) => z.map((bit, j) => bit - sigmoid(gamma[j]!)),
  path: null,
  simplex,
  states: () => allChoices(latents, 2),
  pair,
  widened: (gamma, factor) => gamma.map((logit) => logit / factor),
  summary(gamma) {
    const logits = Array.from(gamma)
    const mean = logits.map(sigmoid)
    return {
      mean,
      spread: mean.map((theta) => Math.sqrt(slopeOf(theta))),
      mode: logits.map((logit) => (logit > 0 ? 1 : 0)),
      kl: logits.map((logit) => kl([logit])),
    }
  },
})
