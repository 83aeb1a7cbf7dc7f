/** Declares what the categorical family is and offers; loads without TF.js. */
import type { FamilyMeta } from '../meta.ts'

export const categoricalMeta = {
  id: 'categorical',
  widths({ latents, classes }) {
    const all = latents * classes
    return { gamma: all, code: all, noise: all }
  },
  symbols: ['γ'],
  offers: ['score', 'simplex', 'states', 'antithetic-noise'],
  whyNot: { pathwise: 'discrete-codes' },
  isRandom: true,
  countStates: ({ latents, classes }) => classes ** latents,
  exactPosterior: 'enumeration',
  latentKind: 'class',
  words: {
    en: {
      label: 'Categorical',
      name: 'a categorical posterior',
      model: 'categorical codes',
      parts: ['logits γ'],
    },
    'zh-CN': { label: '类别', name: '类别分布', model: '类别编码', parts: ['对数概率（未归一化）γ'] },
  },
} as const satisfies FamilyMeta
