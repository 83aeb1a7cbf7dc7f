/**
 * DisARM in plain numbers: the oracle for estimate.ts. No TF.js.
 * Header and reference: see estimate.ts.
 */
import { addTo, plainDraws, type PlainEstimator, type PlainImage, type PlainOptions } from '../reference.ts'

function ofImage(image: PlainImage, { family, beta }: PlainOptions): number[] {
  const { gamma, noise, logLikelihood, trainDecoder } = image
  const gradient = family.klGradient(gamma, beta)
  for (const first of plainDraws(family, image)) {
    const opposite = first.noise.map((value) => -value)
    const second = { gamma, noise: opposite, z: family.draw(gamma, opposite) }
    const [f, g] = [logLikelihood(first.z).value, logLikelihood(second.z).value]
    addTo(gradient, family.pair!(first, second), -(f - g) / 2 / noise.length)
    for (const { z } of [first, second]) trainDecoder(z, 1 / 2 / noise.length)
  }
  return gradient
}

export const disarmReference: PlainEstimator = (batch, options) =>
  batch.map((image) => ofImage(image, options))
