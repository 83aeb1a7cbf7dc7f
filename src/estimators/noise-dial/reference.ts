/**
 * The noise dial in plain numbers: the oracle for estimate.ts. No TF.js.
 * Header: see estimate.ts.
 */
import type { PlainEstimator, PlainImage } from '../reference.ts'
import { reparameterizedReference } from '../reparameterized/reference.ts'
import { plainBesideIn, plainScoreNoise } from '../score-noise.reference.ts'
import { MEAN_DRAWS } from './meta.ts'

const rest = ({ noise }: PlainImage): number => MEAN_DRAWS - noise.length

/** With all M draws for the mean. They train no decoder: the L samples do. */
const forMean = (image: PlainImage): PlainImage => ({
  ...image,
  noise: [...image.noise, ...plainBesideIn(image).slice(0, rest(image))],
  trainDecoder: () => undefined,
})

export const noiseDialReference: PlainEstimator = (batch, options) => {
  // Called for the decoder's gradient alone.
  reparameterizedReference(batch, options)
  const means = reparameterizedReference(batch.map(forMean), options)
  const noise = plainScoreNoise(batch, options, (image) => plainBesideIn(image).slice(rest(image)))
  return means.map((mean, b) => mean.map((value, i) => value + options.dial * noise[b]![i]!))
}
