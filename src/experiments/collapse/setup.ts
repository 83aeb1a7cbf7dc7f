/** What beta buys, and posterior collapse. Plain data. */
import type { GuidedExperiment } from '../experiment.ts'

export const collapseExperiment: GuidedExperiment = {
  id: 'collapse',
  title: { en: 'What beta buys, and posterior collapse', 'zh-CN': 'β 换来什么，以及后验坍缩' },
  settings: {},
  steps: 400,
  forks: [{ beta: 0.1 }, { beta: 30 }],
  switches: [],
  views: ['latent.units', 'elbo.terms'],
  figures: [
    { quantity: { kind: 'kl', lane: 1 }, expected: 14, least: 8, most: 22 },
    { quantity: { kind: 'kl', lane: 2 }, expected: 45, least: 25, most: 70 },
    { quantity: { kind: 'kl', lane: 3 }, expected: 0.02, least: 0, most: 1 },
  ],
  answer: 2,
  derivation: 'autoencoder-and-beta',
}
