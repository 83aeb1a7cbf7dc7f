/**
 * The score-function estimator in plain numbers: the oracle for estimate.ts. No TF.js.
 * Header and reference: see estimate.ts.
 */
import {
  plainDraws,
  plainKlGradient,
  type PlainEstimator,
  type PlainImage,
  type PlainOptions,
} from '../reference.ts'

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

/** log N(z; m, v), summed over the latents. */
const logNormal = (z: readonly number[], m: readonly number[], logV: readonly number[]): number =>
  z.reduce((sum, value, j) => {
    const squared = (value - m[j]!) ** 2 / Math.exp(logV[j]!)
    return sum - (squared + logV[j]! + Math.log(2 * Math.PI)) / 2
  }, 0)

/** f at each draw of one image. */
function signals(image: PlainImage, { kl, beta }: PlainOptions): number[] {
  const zeros = image.mu.map(() => 0)
  return plainDraws(image).map((z) => {
    const { value } = image.logLikelihood(z)
    if (kl === 'closed-form') return value
    return value + beta * (logNormal(z, zeros, zeros) - logNormal(z, image.mu, image.logVariance))
  })
}

/** The baseline of draw `l` of image `b`, from f [B][L]. */
function baselineOf(f: readonly number[][], b: number, l: number, options: PlainOptions): number {
  switch (options.baseline) {
    case 'none':
      return 0
    case 'moving-average':
      return options.movingAverage
    case 'batch':
      return f.length === 1 ? 0 : mean(f.filter((_, other) => other !== b).flat())
    case 'leave-one-out':
      return mean(f[b]!.filter((_, other) => other !== l))
  }
}

export const scoreFunctionReference: PlainEstimator = (batch, options) => {
  const f = batch.map((image) => signals(image, options))
  return batch.map((image, b) => {
    const zeros = image.mu.map(() => 0)
    const exact = options.kl === 'closed-form'
    const gradient = exact ? plainKlGradient(image, options.beta) : { dMu: zeros, dLogVariance: [...zeros] }
    image.noise.forEach((eps, l) => {
      const weight = (f[b]![l]! - baselineOf(f, b, l, options)) / image.noise.length
      eps.forEach((e, j) => {
        gradient.dMu[j]! -= (weight * e) / Math.exp(image.logVariance[j]! / 2)
        gradient.dLogVariance[j]! -= (weight * (e * e - 1)) / 2
      })
    })
    return gradient
  })
}
