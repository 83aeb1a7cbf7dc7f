/** Declared properties of the ReinMax estimator; loads without TF.js. */
import type { EstimatorMeta } from '../meta.ts'

export const reinmaxMeta = {
  id: 'reinmax',
  requires: ['simplex'],
  requiresOfBound: ['mean-of-draws'],
  leastK: 1,
  isUnbiased: false,
  isExact: false,
  leastSamples: 1,
  mostSamples: 64,
  decodes: 1,
  usesTemperature: true,
  isRelaxed: false,
  isShownRefused: false,
  klModes: ['closed-form'],
  baselines: [],
  derivation: 'reinmax',
  formula:
    '2 <i>J</i>(½(π<sub>τ</sub> + <i>z</i>)) ∇<sub><i>z</i></sub> <i>f</i> − ½ <i>J</i>(π) ∇<sub><i>z</i></sub> <i>f</i>',
  words: {
    en: {
      label: 'ReinMax',
      name: 'ReinMax',
      temperature: 'at τ = 1 unbiased for a quadratic f; at no τ unbiased for every f',
    },
    'zh-CN': {
      label: 'ReinMax',
      name: 'ReinMax',
      temperature: 'τ = 1 时对二次的 f 无偏；没有哪个 τ 对所有 f 无偏',
    },
  },
} as const satisfies EstimatorMeta
