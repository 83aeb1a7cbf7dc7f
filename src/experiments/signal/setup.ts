/** What a tighter bound does to the encoder's gradient. Plain data. */
import type { GuidedExperiment } from '../experiment.ts'

export const signalExperiment: GuidedExperiment = {
  id: 'signal',
  title: { en: 'A tighter bound, a weaker signal?', 'zh-CN': '下界更紧，信号更弱？' },
  settings: { likelihood: 'gaussian', sigma: 1, freeze: 'encoder' },
  steps: 300,
  forks: [],
  switches: [],
  views: ['variance.against-k'],
  afterwards: 'against-k',
  figures: [
    {
      quantity: { kind: 'signal-ratio', estimator: 'reparameterized', of: 50, to: 1 },
      expected: 0.3,
      least: 0.02,
      most: 1,
    },
    {
      quantity: { kind: 'signal-ratio', estimator: 'dreg', of: 50, to: 1 },
      expected: 2,
      least: 1,
      most: 20,
    },
  ],
  answer: 2,
  derivation: 'dreg',
}
