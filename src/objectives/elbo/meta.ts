/** Declares what the evidence lower bound accepts; loads without TF.js. */
import type { ObjectiveMeta } from '../meta.ts'

export const elboMeta = {
  id: 'elbo',
  words: { en: { label: 'ELBO' }, 'zh-CN': { label: 'ELBO' } },
} as const satisfies ObjectiveMeta
