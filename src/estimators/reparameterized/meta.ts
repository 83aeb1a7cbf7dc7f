/** Declared properties of the reparameterized estimator; loads without TF.js. */
import { KL_MODES } from '../../families/options.ts'
import type { EstimatorMeta } from '../meta.ts'

export const reparameterizedMeta = {
  id: 'reparameterized',
  requires: ['pathwise'],
  requiresOfBound: [],
  leastK: 1,
  isUnbiased: true,
  isExact: false,
  leastSamples: 1,
  mostSamples: 64,
  decodes: 1,
  usesTemperature: false,
  isRelaxed: false,
  isShownRefused: true,
  signalByK: -0.5,
  klModes: KL_MODES,
  baselines: [],
  derivation: 'reparameterization',
  column: 'reparam',
  formula: '∇<sub>φ</sub> <i>f</i>(μ + σ ⊙ ε)',
  words: {
    en: { label: 'Reparameterized', name: 'reparameterized' },
    'zh-CN': { label: '重参数化', name: '重参数化' },
  },
} as const satisfies EstimatorMeta
