/** Raise the bound with one half frozen. Plain data. */
import type { GuidedExperiment } from '../experiment.ts'

export const eachHalfExperiment: GuidedExperiment = {
  id: 'each-half',
  title: { en: 'Raise the bound with one half frozen', 'zh-CN': '冻结一半，提高下界' },
  settings: {},
  steps: 300,
  forks: [{ freeze: 'encoder' }, { freeze: 'decoder' }],
  switches: [],
  views: ['elbo.terms'],
  figures: [
    { quantity: { kind: 'elbo-gap', lane: 2 }, expected: -43, least: -90, most: -15 },
    { quantity: { kind: 'elbo-gap', lane: 3 }, expected: -380, least: -480, most: -250 },
  ],
  answer: 1,
  derivation: 'em',
}
