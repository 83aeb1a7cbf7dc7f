/** Is it the variance alone? Plain data. */
import type { GuidedExperiment } from '../experiment.ts'

export const noiseDialExperiment: GuidedExperiment = {
  id: 'noise-dial',
  title: { en: 'Is it the variance alone?', 'zh-CN': '差别只在方差吗？' },
  settings: {},
  steps: 400,
  forks: [
    { estimator: 'score-function' },
    { estimator: 'noise-transplant' },
    { estimator: 'noise-dial', dial: 0.01 },
  ],
  switches: [],
  views: ['elbo.terms'],
  afterwards: 'now',
  figures: [
    { quantity: { kind: 'elbo-gap', lane: 2 }, expected: -50, least: -300, most: -15 },
    { quantity: { kind: 'elbo-gap', lane: 3 }, expected: -50, least: -300, most: -15 },
    { quantity: { kind: 'elbo-gap', lane: 4 }, expected: -1, least: -10, most: 6 },
    { quantity: { kind: 'noise-ratio', lane: 3 }, expected: 4000, least: 300, most: 1e7 },
    { quantity: { kind: 'noise-ratio', lane: 4 }, expected: 1, least: 0.1, most: 30 },
  ],
  answer: 1,
  derivation: 'interventions',
}
