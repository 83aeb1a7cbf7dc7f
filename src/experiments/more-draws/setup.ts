/** Whether a tighter bound is a better ELBO. Plain data. */
import type { GuidedExperiment } from '../experiment.ts'

export const moreDrawsExperiment: GuidedExperiment = {
  id: 'more-draws',
  title: { en: 'A tighter bound, a worse ELBO?', 'zh-CN': '下界更紧，ELBO 更差？' },
  settings: { lr: 0.004 },
  steps: 400,
  forks: [{ objective: 'importance-weighted', k: 50 }],
  switches: [],
  views: ['elbo.against-k'],
  afterwards: 'likelihood',
  figures: [
    { quantity: { kind: 'bound-gap', lane: 2, k: 1 }, expected: -7, least: -60, most: -1 },
    { quantity: { kind: 'bound-gap', lane: 2, k: 50 }, expected: 4, least: 0.5, most: 40 },
    { quantity: { kind: 'bound-gap', lane: 2, k: 5000 }, expected: 5, least: 0.5, most: 40 },
  ],
  answer: 1,
  derivation: 'importance-weighting',
}
