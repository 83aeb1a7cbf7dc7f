/** What the temperature of Gumbel-Softmax trades. Plain data. */
import type { GuidedExperiment } from '../experiment.ts'

export const temperatureExperiment: GuidedExperiment = {
  id: 'temperature',
  title: { en: 'Temperature', 'zh-CN': '温度' },
  settings: { family: 'bernoulli', latent: 8, estimator: 'enumeration' },
  steps: 300,
  forks: [],
  switches: [],
  views: ['variance.bias', 'variance.against-temperature'],
  afterwards: 'against-temperature',
  figures: [
    {
      quantity: { kind: 'relative-bias', estimator: 'gumbel-softmax', temperature: 2 },
      expected: 2,
      least: 0.5,
      most: 30,
    },
    {
      quantity: { kind: 'relative-bias', estimator: 'gumbel-softmax', temperature: 0.35 },
      expected: 0.2,
      least: 0,
      most: 0.5,
    },
    {
      quantity: { kind: 'warmth-ratio', estimator: 'gumbel-softmax', of: 0.2, to: 2 },
      expected: 10,
      least: 2,
      most: 200,
    },
  ],
  answer: 1,
  derivation: 'gumbel-softmax',
}
