/** Declared properties of the Gumbel-Softmax (Concrete) estimator; loads without TF.js. */
import type { EstimatorMeta } from '../meta.ts'

export const gumbelSoftmaxMeta = {
  id: 'gumbel-softmax',
  requires: ['simplex'],
  requiresOfBound: ['mean-of-draws'],
  leastK: 1,
  isUnbiased: false,
  isExact: false,
  leastSamples: 1,
  mostSamples: 64,
  decodes: 1,
  usesTemperature: true,
  isRelaxed: true,
  isShownRefused: false,
  klModes: ['closed-form'],
  baselines: [],
  derivation: 'gumbel-softmax',
  formula: '∇<sub>φ</sub> <i>f</i>(softmax((γ + <i>G</i>) / τ))',
  words: {
    en: {
      label: 'Gumbel-Softmax',
      name: 'Gumbel-Softmax',
      temperature: 'as τ falls to 0 the bias vanishes and the variance grows as 1/τ',
    },
    'zh-CN': {
      label: 'Gumbel-Softmax',
      name: 'Gumbel-Softmax',
      temperature: 'τ 趋于 0 时偏差消失，方差按 1/τ 增大',
    },
  },
} as const satisfies EstimatorMeta
