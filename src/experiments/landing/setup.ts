/** Train without reparameterization? Plain data. */
import type { GuidedExperiment } from '../experiment.ts'

export const landingExperiment: GuidedExperiment = {
  id: 'landing',
  title: { en: 'Train without reparameterization?', 'zh-CN': '不用重参数化能训练吗？' },
  settings: {},
  steps: 400,
  forks: [
    { estimator: 'score-function' },
    { estimator: 'score-function', samples: 16, baseline: 'leave-one-out' },
  ],
  switches: [],
  views: ['elbo.terms'],
  afterwards: 'now',
  figures: [
    { quantity: { kind: 'elbo-gap', lane: 2 }, expected: -50, least: -300, most: -15 },
    { quantity: { kind: 'elbo-gap', lane: 3 }, expected: 1, least: -8, most: 8 },
    { quantity: { kind: 'noise-ratio', lane: 2 }, expected: 4000, least: 300, most: 1e7 },
    { quantity: { kind: 'noise-ratio', lane: 3 }, expected: 0.95, least: 0.4, most: 2 },
  ],
  answer: 1,
  derivation: 'baselines',
}
