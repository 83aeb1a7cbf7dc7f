/** Declares what the evidence lower bound offers; loads without TF.js. */
import type { ObjectiveMeta } from '../meta.ts'

export const elboMeta = {
  id: 'elbo',
  offers: ['mean-of-draws'],
  usesK: false,
  derivation: 'elbo-terms',
  words: { en: { label: 'ELBO', name: 'the ELBO' }, 'zh-CN': { label: 'ELBO', name: 'ELBO' } },
} as const satisfies ObjectiveMeta
