/** What log p(x) does while the encoder raises the bound. Plain data. */
import type { GuidedExperiment } from '../experiment.ts'

/** Only the decoder learns from the first on, only the encoder from the second. */
const [DECODER, ENCODER, END] = [150, 300, 700]

export const stillExperiment: GuidedExperiment = {
  id: 'still',
  title: { en: 'The bound rises, and log p(x)?', 'zh-CN': '下界上升，log p(x) 呢？' },
  settings: { latent: 2 },
  steps: END,
  forks: [],
  switches: [
    { step: DECODER, change: { freeze: 'encoder' } },
    { step: ENCODER, change: { freeze: 'decoder' } },
  ],
  views: ['latent.posterior', 'elbo.terms'],
  atSwitches: 'gap',
  afterwards: 'gap',
  figures: [
    {
      quantity: { kind: 'exact-change', of: 'logEvidence', from: DECODER, to: ENCODER },
      expected: 5.7,
      least: 2,
      most: 15,
    },
    {
      quantity: { kind: 'exact-change', of: 'logEvidence', from: ENCODER, to: END },
      expected: 0,
      least: -0.02,
      most: 0.02,
    },
    {
      quantity: { kind: 'exact-change', of: 'elbo', from: ENCODER, to: END },
      expected: 3.1,
      least: 1,
      most: 8,
    },
    {
      quantity: { kind: 'exact-change', of: 'gap', from: ENCODER, to: END },
      expected: -3.1,
      least: -8,
      most: -1,
    },
  ],
  answer: 2,
  derivation: 'evidence-and-gap',
}
