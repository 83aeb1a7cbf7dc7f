/**
 * A third estimator, for tests alone: the mean of the two there are, with narrower declarations than theirs, so that
 * each of them can be seen to be honoured.
 */
import { add, mul } from '@tensorflow/tfjs-core'
import type { EstimatorEntry } from '../../src/estimators/registry.ts'
import type { EstimatorMeta } from '../../src/estimators/meta.ts'
import { reparameterized } from '../../src/estimators/reparameterized/estimate.ts'
import { reparameterizedReference } from '../../src/estimators/reparameterized/reference.ts'
import { scoreFunction } from '../../src/estimators/score-function/estimate.ts'
import { scoreFunctionReference } from '../../src/estimators/score-function/reference.ts'

export const THIRD = 'half-and-half'

export const thirdMeta: EstimatorMeta = {
  id: THIRD,
  requires: ['pathwise', 'score'],
  requiresOfBound: ['mean-of-draws'],
  leastK: 1,
  isUnbiased: true,
  isExact: false,
  leastSamples: 2,
  mostSamples: 8,
  decodes: 1,
  usesTemperature: false,
  isRelaxed: false,
  isShownRefused: false,
  klModes: ['closed-form'],
  baselines: ['none', 'batch'],
  derivation: 'monte-carlo',
  formula: '½ + ½',
  words: {
    en: { label: 'Half and half', name: 'half and half' },
    'zh-CN': { label: '各半', name: '各半' },
  },
}

const half = (values: readonly number[], others: readonly number[]) =>
  values.map((value, i) => (value + others[i]!) / 2)

export const third: EstimatorEntry = {
  estimate(input) {
    const [pathwise, score] = [reparameterized(input), scoreFunction(input)]
    return { ...pathwise, gradGamma: mul(add(pathwise.gradGamma, score.gradGamma), 0.5) }
  },
  reference(batch, options) {
    // One of the two trains the decoder.
    const untrained = batch.map((image) => ({ ...image, trainDecoder: () => undefined }))
    const score = scoreFunctionReference(untrained, options)
    return reparameterizedReference(batch, options).map((gradient, b) => half(gradient, score[b]!))
  },
}
