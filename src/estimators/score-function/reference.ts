/**
 * The score-function estimator in plain numbers: the oracle for estimate.ts. No TF.js.
 * Header and reference: see estimate.ts.
 */
import { addTo, plainDraws, type PlainEstimator, type PlainImage, type PlainOptions } from '../reference.ts'

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

/** f at each draw of one image. */
const signals = (image: PlainImage, { family, kl, beta }: PlainOptions): number[] =>
  plainDraws(family, image).map((draw) => {
    const { value } = image.logLikelihood(draw.z)
    return kl === 'closed-form' ? value : value - beta * family.logRatioToPrior(draw)
  })

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
  const { family, kl, beta } = options
  const f = batch.map((image) => signals(image, options))
  return batch.map((image, b) => {
    const gradient = family.klGradient(image.gamma, kl === 'closed-form' ? beta : 0)
    plainDraws(family, image).forEach((draw, l) => {
      const weight = (f[b]![l]! - baselineOf(f, b, l, options)) / image.noise.length
      addTo(gradient, family.score!(draw), -weight)
      image.trainDecoder(draw.z, 1 / image.noise.length)
    })
    return gradient
  })
}
