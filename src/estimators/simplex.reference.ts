/** The estimators that pass through a simplex, in plain numbers: the oracle for simplex.ts. No TF.js. */
import type { PlainDraw, PlainSimplex } from '../families/reference.ts'
import { addTo, plainDraws, type PlainEstimator } from './reference.ts'

interface PlainThrough {
  readonly code: (simplex: PlainSimplex, draw: PlainDraw, temperature: number) => readonly number[]
  readonly pull: (
    simplex: PlainSimplex,
    draw: PlainDraw,
    dz: readonly number[],
    temperature: number,
  ) => readonly number[]
}

/** As `throughSimplex`, in plain numbers. */
export const plainThroughSimplex =
  ({ code, pull }: PlainThrough): PlainEstimator =>
  (batch, { family, beta, temperature }) =>
    batch.map((image) => {
      const gradient = family.klGradient(image.gamma, beta)
      const simplex = family.simplex!
      for (const draw of plainDraws(family, image)) {
        const at = code(simplex, draw, temperature)
        const dz = image.logLikelihood(at).gradient
        addTo(gradient, pull(simplex, draw, dz, temperature), -1 / image.noise.length)
        image.trainDecoder(at, 1 / image.noise.length)
      }
      return gradient
    })
