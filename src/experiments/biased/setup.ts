/** Who is biased? Plain data. */
import type { GuidedExperiment } from '../experiment.ts'

export const biasedExperiment: GuidedExperiment = {
  id: 'biased',
  title: { en: 'Who is biased?', 'zh-CN': '谁有偏差？' },
  settings: { family: 'bernoulli', latent: 8, estimator: 'enumeration' },
  steps: 600,
  forks: [],
  switches: [],
  views: ['variance.bias'],
  afterwards: 'now',
  figures: [
    {
      quantity: { kind: 'relative-bias', estimator: 'straight-through' },
      expected: 1.6,
      least: 0.3,
      most: 8,
    },
    {
      quantity: { kind: 'variance-ratio', of: 'score-function', to: 'straight-through' },
      expected: 1700,
      least: 100,
      most: 1e5,
    },
    {
      quantity: { kind: 'variance-ratio', of: 'disarm', to: 'straight-through' },
      expected: 1,
      least: 0.2,
      most: 10,
    },
  ],
  answer: 2,
  derivation: 'straight-through',
}
