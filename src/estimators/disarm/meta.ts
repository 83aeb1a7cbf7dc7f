/** Declared properties of the DisARM estimator; loads without TF.js. */
import type { EstimatorMeta } from '../meta.ts'

export const disarmMeta = {
  id: 'disarm',
  requires: ['antithetic-pairs'],
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
  derivation: 'disarm',
  formula: '½ (<i>f</i>(<i>z</i>) − <i>f</i>(<i>z̃</i>)) (<i>z</i> − <i>z̃</i>) σ(|γ|)',
  words: {
    en: { label: 'DisARM', name: 'DisARM' },
    'zh-CN': { label: 'DisARM', name: 'DisARM' },
  },
} as const satisfies EstimatorMeta
