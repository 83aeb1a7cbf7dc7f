/** Declares what the Bernoulli family is and offers; loads without TF.js. */
import type { FamilyMeta } from '../meta.ts'

export const bernoulliMeta = {
  id: 'bernoulli',
  widths: ({ latents }) => ({ gamma: latents, code: latents, noise: latents }),
  symbols: ['γ'],
  offers: ['score', 'simplex', 'states', 'antithetic-pairs', 'antithetic-noise'],
  whyNot: { pathwise: 'discrete-codes' },
  isRandom: true,
  countStates: ({ latents }) => 2 ** latents,
  exactPosterior: 'enumeration',
  latentKind: 'bit',
  words: {
    en: { label: 'Bernoulli', name: 'a Bernoulli posterior', model: 'binary codes', parts: ['logits γ'] },
    'zh-CN': { label: '伯努利', name: '伯努利分布', model: '二值编码', parts: ['对数几率 γ'] },
  },
} as const satisfies FamilyMeta
