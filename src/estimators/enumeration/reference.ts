/**
 * The exact gradient by enumeration in plain numbers: the oracle for estimate.ts. No TF.js.
 * Header and reference: see estimate.ts.
 */
import { addTo, type PlainEstimator, type PlainImage, type PlainOptions } from '../reference.ts'

function ofImage(
  { gamma, logLikelihood, trainDecoder }: PlainImage,
  { family, beta }: PlainOptions,
): number[] {
  const states = family.states!().map((z) => ({ gamma, noise: [], z }))
  const log = states.map(({ z }) => logLikelihood(z).value)
  // The prior is uniform over the states, so that log q - log p = log q + log S.
  const q = states.map((state) => Math.exp(family.logRatioToPrior(state)) / states.length)
  const mean = log.reduce((sum, value, s) => sum + q[s]! * value, 0)
  const gradient = family.klGradient(gamma, beta)
  states.forEach((state, s) => {
    addTo(gradient, family.score!(state), -q[s]! * (log[s]! - mean))
    trainDecoder(state.z, q[s]!)
  })
  return gradient
}

export const enumerationReference: PlainEstimator = (batch, options) =>
  batch.map((image) => ofImage(image, options))
