/** Is one sample enough? Plain data. */
import type { GuidedExperiment } from '../experiment.ts'

export const oneSampleExperiment: GuidedExperiment = {
  id: 'one-sample',
  title: { en: 'Is one sample enough?', 'zh-CN': '一个样本够吗？' },
  settings: {},
  steps: 400,
  forks: [{ samples: 16 }],
  switches: [],
  views: ['elbo.terms'],
  afterwards: 'now',
  figures: [
    { quantity: { kind: 'elbo-gap', lane: 2 }, expected: 1, least: -5, most: 8 },
    { quantity: { kind: 'noise-ratio', lane: 2 }, expected: 0.08, least: 0.03, most: 0.2 },
  ],
  answer: 0,
  derivation: 'monte-carlo',
}
