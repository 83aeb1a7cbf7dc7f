/** Huge positive, huge negative: the same mean? Plain data. */
import type { GuidedExperiment } from '../experiment.ts'

export const sameMeanExperiment: GuidedExperiment = {
  id: 'same-mean',
  title: {
    en: 'Huge positive, huge negative: the same mean?',
    'zh-CN': '极大的正值与极大的负值：均值相同吗？',
  },
  settings: { latent: 2 },
  steps: 200,
  forks: [],
  switches: [],
  views: ['variance.one-coordinate'],
  afterwards: 'coordinates',
  figures: [
    { quantity: { kind: 'spread-ratio' }, expected: 20000, least: 500, most: 1e6 },
    { quantity: { kind: 'mean-distance' }, expected: 1, least: 0.1, most: 2.6 },
  ],
  answer: 2,
  derivation: 'score-function',
}
