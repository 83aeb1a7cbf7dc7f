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
    en: { label: 'Gumbel-Softmax', name: 'Gumbel-Softmax' },
    'zh-CN': { label: 'Gumbel-Softmax', name: 'Gumbel-Softmax' },
  },
} as const satisfies EstimatorMeta
