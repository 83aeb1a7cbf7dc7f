/** Is it because log q goes to minus infinity? Plain data. */
import type { GuidedExperiment } from '../experiment.ts'

export const constantExperiment: GuidedExperiment = {
  id: 'constant',
  title: { en: 'Is it because log q goes to minus infinity?', 'zh-CN': '是因为 log q 趋于负无穷吗？' },
  settings: {},
  steps: 200,
  forks: [],
  switches: [],
  views: ['variance.against-l'],
  afterwards: 'against-samples',
  figures: [
    { quantity: { kind: 'baseline-ratio', samples: 2 }, expected: 800, least: 50, most: 20000 },
    { quantity: { kind: 'baseline-ratio', samples: 16 }, expected: 1200, least: 50, most: 20000 },
  ],
  answer: 1,
  derivation: 'score-variance',
}
