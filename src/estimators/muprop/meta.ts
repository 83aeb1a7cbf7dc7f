/** Declared properties of the MuProp estimator; loads without TF.js. */
import type { EstimatorMeta } from '../meta.ts'

export const mupropMeta = {
  id: 'muprop',
  requires: ['simplex', 'score'],
  requiresOfBound: ['mean-of-draws'],
  leastK: 1,
  isUnbiased: true,
  isExact: false,
  leastSamples: 1,
  mostSamples: 64,
  decodes: 2,
  usesTemperature: false,
  isRelaxed: false,
  isShownRefused: false,
  klModes: ['closed-form'],
  baselines: [],
  derivation: 'muprop',
  formula:
    '(<i>f</i>(<i>z</i>) − <i>t</i>(<i>z</i>)) ∇<sub>φ</sub> log <i>q</i> + <i>J</i>(π) ∇<sub><i>z</i></sub> <i>f</i>(π)',
  words: {
    en: { label: 'MuProp', name: 'MuProp' },
    'zh-CN': { label: 'MuProp', name: 'MuProp' },
  },
} as const satisfies EstimatorMeta
