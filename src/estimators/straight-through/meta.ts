/** Declared properties of the straight-through estimator; loads without TF.js. */
import type { EstimatorMeta } from '../meta.ts'

export const straightThroughMeta = {
  id: 'straight-through',
  requires: ['simplex'],
  requiresOfBound: ['mean-of-draws'],
  leastK: 1,
  isUnbiased: false,
  isExact: false,
  leastSamples: 1,
  mostSamples: 64,
  decodes: 1,
  usesTemperature: false,
  isRelaxed: false,
  isShownRefused: false,
  klModes: ['closed-form'],
  baselines: [],
  derivation: 'straight-through',
  formula: '<i>J</i>(π) ∇<sub><i>z</i></sub> <i>f</i>(<i>z</i>)',
  words: {
    en: { label: 'Straight-through', name: 'straight-through' },
    'zh-CN': { label: '直通', name: '直通' },
  },
} as const satisfies EstimatorMeta
