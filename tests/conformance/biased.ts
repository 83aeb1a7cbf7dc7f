/**
 * Estimators that are wrong on purpose, for the suites to catch: the score function with a baseline that includes the
 * draw it is used on. Their mean is 1 - 1/n of the gradient, n being the number of draws in the mean.
 */
import { mean, mul, reshape, sub, type Rank } from '@tensorflow/tfjs-core'
import type { Estimator } from '../../src/estimators/estimator.ts'
import { plainDraws, type PlainEstimator } from '../../src/estimators/reference.ts'
import { scoreFunction } from '../../src/estimators/score-function/estimate.ts'
import { scoreFunctionReference } from '../../src/estimators/score-function/reference.ts'

const average = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length

/** `baseline` of image b, from log p(x|z) [B][L]. */
const withBaseline =
  (baseline: (f: readonly number[][], b: number) => number): PlainEstimator =>
  (batch, options) => {
    const f = batch.map((image) =>
      plainDraws(options.family, image).map(({ z }) => image.logLikelihood(z).value),
    )
    return batch.flatMap((image, b) =>
      scoreFunctionReference([image], {
        ...options,
        baseline: 'moving-average',
        movingAverage: baseline(f, b),
      }),
    )
  }

/** The mean over the whole batch, the image itself included. */
export const batchMeanReference = withBaseline((f) => average(f.flat()))

/** The mean over the samples of the image, the draw itself included. */
export const sampleMeanReference = withBaseline((f, b) => average(f[b]!))

/** The same in TF.js. */
export const sampleMean: Estimator = (input) => {
  const { family, drawn, samples } = input
  const output = scoreFunction(input)
  const f = reshape<Rank.R2>(output.logLikelihood, [samples, -1])
  const weights = reshape<Rank.R1>(mul(sub(f, mean(f, 0, true)), -1 / drawn.noise.shape[0]), [-1])
  return { ...output, gradGamma: family.scoreGradient(drawn, weights, 0) }
}
