/** Declared properties of VIMCO; loads without TF.js. */
import type { EstimatorMeta } from '../meta.ts'

export const vimcoMeta = {
  id: 'vimco',
  requires: ['score'],
  requiresOfBound: ['importance-weights'],
  leastK: 2,
  isUnbiased: true,
  isExact: false,
  leastSamples: 1,
  mostSamples: 64,
  decodes: 1,
  usesTemperature: false,
  isRelaxed: false,
  isShownRefused: false,
  klModes: ['closed-form', 'monte-carlo'],
  baselines: [],
  derivation: 'vimco',
  formula:
    'Σ<sub><i>k</i></sub> (<i>L̂</i> − <i>L̂</i><sub>−<i>k</i></sub> − β <i>w̃</i><sub><i>k</i></sub>) ∇<sub>φ</sub> log <i>q</i>(<i>z</i><sub><i>k</i></sub>|<i>x</i>)',
  words: {
    en: { label: 'VIMCO', name: 'VIMCO' },
    'zh-CN': { label: 'VIMCO', name: 'VIMCO' },
  },
} as const satisfies EstimatorMeta
