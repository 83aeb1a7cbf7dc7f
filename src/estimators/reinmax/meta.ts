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
    en: { label: 'ReinMax', name: 'ReinMax' },
    'zh-CN': { label: 'ReinMax', name: 'ReinMax' },
  },
} as const satisfies EstimatorMeta
