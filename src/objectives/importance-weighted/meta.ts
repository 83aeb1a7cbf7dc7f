/** Declares what the importance-weighted bound offers; loads without TF.js. */
import type { ObjectiveMeta } from '../meta.ts'

export const importanceWeightedMeta = {
  id: 'importance-weighted',
  offers: ['importance-weights'],
  usesK: true,
  derivation: 'importance-weighting',
  words: {
    en: { label: 'Importance-weighted', name: 'the importance-weighted bound' },
    'zh-CN': { label: '重要性加权', name: '重要性加权下界' },
  },
} as const satisfies ObjectiveMeta
