/** Declared properties of the exact gradient by enumeration; loads without TF.js. */
import type { EstimatorMeta } from '../meta.ts'

export const enumerationMeta = {
  id: 'enumeration',
  requires: ['states', 'score'],
  requiresOfBound: ['mean-of-draws'],
  leastK: 1,
  isUnbiased: true,
  isExact: true,
  leastSamples: 1,
  mostSamples: 64,
  decodes: 'states',
  usesTemperature: false,
  isRelaxed: false,
  isShownRefused: false,
  klModes: ['closed-form'],
  baselines: [],
  derivation: 'enumeration',
  formula:
    'Σ<sub><i>s</i></sub> <i>q</i>(<i>s</i>|<i>x</i>) (<i>f</i>(<i>s</i>) − E<i>f</i>) ∇<sub>φ</sub> log <i>q</i>(<i>s</i>|<i>x</i>)',
  words: {
    en: { label: 'Enumeration (exact)', name: 'enumeration' },
    'zh-CN': { label: '枚举（精确）', name: '枚举' },
  },
} as const satisfies EstimatorMeta
