/** Declared properties of the noise transplant; loads without TF.js. */
import type { EstimatorMeta } from '../meta.ts'
import { BASELINES } from '../options.ts'

export const noiseTransplantMeta = {
  id: 'noise-transplant',
  requires: ['pathwise', 'score'],
  requiresOfBound: ['mean-of-draws'],
  leastK: 1,
  isUnbiased: true,
  isExact: false,
  leastSamples: 1,
  mostSamples: 16,
  decodes: 1,
  drawsBeside: (samples: number) => 2 * samples,
  intervention: true,
  usesTemperature: false,
  isRelaxed: false,
  isShownRefused: false,
  klModes: ['closed-form', 'monte-carlo'],
  baselines: BASELINES,
  derivation: 'interventions',
  formula: '<i>g</i><sub>rp</sub> + (<i>g</i><sub>sf</sub> − <i>g</i>′<sub>sf</sub>) / √2',
  words: {
    en: { label: 'Noise transplant', name: 'noise transplant' },
    'zh-CN': { label: '噪声移植', name: '噪声移植' },
  },
} as const satisfies EstimatorMeta
