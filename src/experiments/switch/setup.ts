/** Switch a model that trains well. Plain data. */
import type { GuidedExperiment } from '../experiment.ts'

export const switchExperiment: GuidedExperiment = {
  id: 'switch',
  title: { en: 'Switch a model that trains well', 'zh-CN': '切换一个训练良好的模型' },
  settings: {},
  steps: 400,
  forks: [],
  switches: [{ step: 300, change: { estimator: 'score-function' } }],
  views: ['elbo.terms'],
  figures: [{ quantity: { kind: 'elbo-change', from: 300 }, expected: -50, least: -500, most: -8 }],
  answer: 2,
  derivation: 'score-variance',
}
