/** Declares what the point family, a plain autoencoder, is and offers; loads without TF.js. */
import { gaussianMeta } from '../gaussian/meta.ts'
import type { FamilyMeta } from '../meta.ts'

export const pointMeta = {
  id: 'point',
  // The encoder keeps its output for log sigma^2, so that a run can change between the two.
  widths: gaussianMeta.widths,
  symbols: gaussianMeta.symbols,
  offers: ['pathwise'],
  whyNot: { score: 'autoencoder-and-beta' },
  isRandom: false,
  countStates: () => null,
  exactPosterior: null,
  latentKind: 'real',
  words: {
    en: {
      label: 'point',
      name: 'a point (the autoencoder)',
      model: 'autoencoder',
      parts: gaussianMeta.words.en.parts,
    },
    'zh-CN': {
      label: '点',
      name: '点（自编码器）',
      model: '自编码器',
      parts: gaussianMeta.words['zh-CN'].parts,
    },
  },
} as const satisfies FamilyMeta
