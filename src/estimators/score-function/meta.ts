/** Declared properties of the score-function estimator; loads without TF.js. */
import type { EstimatorMeta } from '../meta.ts'
import { BASELINES } from '../options.ts'

export const scoreFunctionMeta = {
  id: 'score-function',
  requires: ['score'],
  requiresOfBound: ['mean-of-draws'],
  leastK: 1,
  isUnbiased: true,
  isExact: false,
  leastSamples: 1,
  mostSamples: 64,
  decodes: 1,
  usesTemperature: false,
  isRelaxed: false,
  isShownRefused: true,
  klModes: ['closed-form', 'monte-carlo'],
  baselines: BASELINES,
  derivation: 'score-function',
  column: 'score',
  formula: '(<i>f</i>(<i>z</i>) − <i>b</i>) ∇<sub>φ</sub> log <i>q</i><sub>φ</sub>(<i>z</i>|<i>x</i>)',
  words: {
    en: { label: 'Score function', name: 'score function' },
    'zh-CN': { label: '得分函数', name: '得分函数' },
  },
} as const satisfies EstimatorMeta
