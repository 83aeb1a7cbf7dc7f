/** Sigma, beta and the learning rate: what the scale of the loss does, and what it cannot do. Plain data. */
import type { GuidedExperiment } from '../experiment.ts'

export const sigmaExperiment: GuidedExperiment = {
  id: 'sigma',
  title: { en: 'Is sigma only a learning rate?', 'zh-CN': 'σ 只是学习率吗？' },
  settings: { likelihood: 'gaussian', sigma: 1 },
  steps: 400,
  forks: [{ sigma: 0.1, beta: 100 }, { sigma: 0.1 }, { lr: 0.01 }],
  switches: [],
  views: ['elbo.terms', 'samples.reconstructions'],
  figures: [
    { quantity: { kind: 'kl-ratio', lane: 2 }, expected: 1, least: 0.99, most: 1.01 },
    { quantity: { kind: 'kl-ratio', lane: 3 }, expected: 9, least: 5, most: 20 },
    { quantity: { kind: 'kl-ratio', lane: 4 }, expected: 0.75, least: 0.4, most: 1.5 },
  ],
  answer: 1,
  derivation: 'likelihood-to-loss',
}
