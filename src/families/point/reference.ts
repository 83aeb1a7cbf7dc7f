/** The point family in plain numbers: the oracle for family.ts. No TF.js. */
import { gaussianReference } from '../gaussian/reference.ts'
import type { PlainFamily } from '../reference.ts'

const half = (gamma: readonly number[]) => gamma.slice(0, gamma.length / 2)

export const pointReference: PlainFamily = {
  noise: (rows, latents) => new Float32Array(rows * latents),
  /** Nothing pulls the codes towards a prior; the Gaussian's is what they are compared with. */
  prior: gaussianReference.prior,
  draw: (gamma) => half(gamma),
  kl: () => 0,
  klGradient: (gamma) => gamma.map(() => 0),
  logRatioToPrior: () => 0,
  score: null,
  path: (_, dz) => [...dz, ...dz.map(() => 0)],
  states: () => null,
  summary(gamma) {
    const mean = half(Array.from(gamma))
    return { mean, spread: mean.map(() => 0) }
  },
}
