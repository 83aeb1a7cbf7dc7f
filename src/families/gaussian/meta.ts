/** Declares what the Gaussian family is and offers; loads without TF.js. */
import type { FamilyMeta } from '../meta.ts'

export const gaussianMeta = {
  id: 'gaussian',
  widths: ({ latents }) => ({ gamma: 2 * latents, code: latents, noise: latents }),
  symbols: ['μ', 'log σ²'],
  offers: ['pathwise', 'score', 'antithetic-noise'],
  isRandom: true,
  countStates: () => null,
  exactPosterior: 'quadrature',
  latentKind: 'real',
  words: {
    en: {
      label: 'Gaussian',
      name: 'a Gaussian posterior',
      model: 'Gaussian posterior',
      parts: ['means μ', 'log-variances log σ²'],
    },
    'zh-CN': { label: '高斯', name: '高斯分布', model: '高斯后验', parts: ['均值 μ', '对数方差 log σ²'] },
  },
} as const satisfies FamilyMeta
