/**
 * The noise transplant in plain numbers: the oracle for estimate.ts. No TF.js.
 * Header: see estimate.ts.
 */
import type { PlainEstimator } from '../reference.ts'
import { reparameterizedReference } from '../reparameterized/reference.ts'
import { plainBesideIn, plainScoreNoise } from '../score-noise.reference.ts'

export const noiseTransplantReference: PlainEstimator = (batch, options) => {
  const noise = plainScoreNoise(batch, options, plainBesideIn)
  return reparameterizedReference(batch, options).map((gradient, b) =>
    gradient.map((value, i) => value + noise[b]![i]!),
  )
}
