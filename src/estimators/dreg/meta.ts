/** Declared properties of the doubly reparameterized estimator; loads without TF.js. */
import type { EstimatorMeta } from '../meta.ts'

export const dregMeta = {
  id: 'dreg',
  requires: ['pathwise', 'score'],
  requiresOfBound: ['importance-weights'],
  leastK: 1,
  isUnbiased: true,
  isExact: false,
  leastSamples: 1,
  mostSamples: 64,
  decodes: 1,
  usesTemperature: false,
  isRelaxed: false,
  isShownRefused: false,
  signalByK: 0.5,
  klModes: ['closed-form', 'monte-carlo'],
  baselines: [],
  derivation: 'dreg',
  formula:
    'Σ<sub><i>k</i></sub> <i>w̃</i><sub><i>k</i></sub> (1 − β + β <i>w̃</i><sub><i>k</i></sub>) (∂ log <i>w</i><sub><i>k</i></sub> / ∂<i>z</i><sub><i>k</i></sub>) ∇<sub>φ</sub> <i>z</i><sub><i>k</i></sub>',
  words: {
    en: { label: 'Doubly reparameterized (DReG)', name: 'doubly reparameterized' },
    'zh-CN': { label: '双重重参数化（DReG）', name: '双重重参数化' },
  },
} as const satisfies EstimatorMeta
