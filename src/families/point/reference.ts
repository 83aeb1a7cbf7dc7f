/** The point family in plain numbers: the oracle for family.ts. No TF.js. */
import { gaussianReference } from '../gaussian/reference.ts'
import type { LatentShape } from '../meta.ts'
import type { PlainFamily } from '../reference.ts'

const half = (gamma: readonly number[]) => gamma.slice(0, gamma.length / 2)

export const pointReference = (shape: LatentShape): PlainFamily => ({
  noise: (rows) => new Float32Array(rows * shape.latents),
  antithetic: null,
  /** Nothing pulls the codes towards a prior; the Gaussian's is what they are compared with. */
  prior: gaussianReference(shape).prior,
  draw: (gamma) => half(gamma),
  kl: () => 0,
  klGradient: (gamma) => gamma.map(() => 0),
  logRatioToPrior: () => 0,
  score: null,
  path: (_, dz) => [...dz, ...dz.map(() => 0)],
  simplex: null,
  states: null,
  pair: null,
  widened: null,
  summary(gamma) {
    const mean = half(Array.from(gamma))
    return { mean, spread: mean.map(() => 0), mode: mean, kl: mean.map(() => Infinity) }
  },
})
