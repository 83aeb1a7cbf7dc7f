/**
 * When the score function wins. The promises are the exact ratios (11.6, 1.01 and 0.111), give or take at least five standard
 * errors of what is drawn (math/one-dimension.ts; a test computes both). Plain data.
 */
import type { GuidedExperiment } from '../experiment.ts'

export const crossingExperiment: GuidedExperiment = {
  id: 'crossing',
  title: { en: 'When the score function wins', 'zh-CN': '得分函数何时胜出' },
  example: { family: 'cosine', k: 3, mu: 1, sigma: 1, coordinate: 'mu' },
  views: ['variance.one-dimension', 'variance.gaussian'],
  figures: [
    { quantity: { kind: 'example-ratio', k: 0.5 }, expected: 11.6, least: 11, most: 12 },
    { quantity: { kind: 'example-ratio', k: 1.06 }, expected: 1.01, least: 0.9, most: 1.12 },
    { quantity: { kind: 'example-ratio', k: 3 }, expected: 0.111, least: 0.098, most: 0.13 },
  ],
  answer: 1,
  derivation: 'baselines',
}
