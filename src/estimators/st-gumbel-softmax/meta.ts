/** Declared properties of the straight-through Gumbel-Softmax estimator; loads without TF.js. */
import type { EstimatorMeta } from '../meta.ts'

export const stGumbelSoftmaxMeta = {
  id: 'st-gumbel-softmax',
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
  derivation: 'straight-through',
  formula: '<i>J</i>(<i>z</i><sub>τ</sub>) ∇<sub><i>z</i></sub> <i>f</i>(<i>z</i>) / τ',
  words: {
    en: {
      label: 'Straight-through Gumbel-Softmax',
      name: 'ST Gumbel-Softmax',
      temperature: 'as τ falls to 0 the variance grows as 1/τ, but the bias does not vanish',
    },
    'zh-CN': {
      label: '直通 Gumbel-Softmax',
      name: '直通 Gumbel-Softmax',
      temperature: 'τ 趋于 0 时方差按 1/τ 增大，偏差却不消失',
    },
  },
} as const satisfies EstimatorMeta
