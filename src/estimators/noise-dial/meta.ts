/** Declared properties of the noise dial; loads without TF.js. */
import type { EstimatorMeta } from '../meta.ts'
import { BASELINES } from '../options.ts'

/** M, the pathwise draws that stand for the exact mean; the L samples are the first of them. */
export const MEAN_DRAWS = 16

export const noiseDialMeta = {
  id: 'noise-dial',
  requires: ['pathwise', 'score'],
  requiresOfBound: ['mean-of-draws'],
  leastK: 1,
  isUnbiased: true,
  isExact: false,
  leastSamples: 1,
  mostSamples: MEAN_DRAWS,
  decodes: 1,
  // The rest of the mean's draws, and two sets of L for the noise.
  drawsBeside: (samples: number) => MEAN_DRAWS - samples + 2 * samples,
  intervention: true,
  usesTemperature: false,
  usesDial: true,
  isRelaxed: false,
  isShownRefused: false,
  klModes: ['closed-form', 'monte-carlo'],
  baselines: BASELINES,
  derivation: 'interventions',
  formula: 'E<i>g</i> + <i>d</i> (<i>g</i><sub>sf</sub> − <i>g</i>′<sub>sf</sub>) / √2',
  words: {
    en: { label: 'Noise dial', name: 'noise dial' },
    'zh-CN': { label: '噪声旋钮', name: '噪声旋钮' },
  },
} as const satisfies EstimatorMeta
