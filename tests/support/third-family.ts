/**
 * A third latent family, for tests alone: q(z|x) = N(mu, I), without a path for gradients. Its gamma, code and noise have
 * other widths than the Gaussian's, so that whoever assumes those is found out.
 */
import {
  add,
  mul,
  neg,
  reshape,
  slice,
  square,
  sub,
  sum,
  type Rank,
  type Tensor2D,
} from '@tensorflow/tfjs-core'
import type { FamilyMeta, LatentShape } from '../../src/families/meta.ts'
import type { PlainFamily } from '../../src/families/reference.ts'
import type { FamilyEntry } from '../../src/families/registry.ts'
import { normal } from '../../src/math/random.ts'
import { normalNoise } from '../../src/ops/inputs.ts'
import { repeatRows, samplesOf, sumOverSamples } from '../../src/ops/rows.ts'

export const UNIT = 'unit'

export const unitMeta: FamilyMeta = {
  id: UNIT,
  widths: ({ latents }) => ({ gamma: latents, code: latents, noise: 2 * latents }),
  symbols: ['m'],
  offers: ['score'],
  isRandom: true,
  countStates: () => null,
  exactPosterior: null,
  latentKind: 'real',
  words: {
    en: { label: 'Unit', name: 'a density of unit width', model: 'unit posterior', parts: ['centres m'] },
    'zh-CN': { label: '单位', name: '单位宽度的密度', model: '单位后验', parts: ['中心 m'] },
  },
}

/** eps = (a + b) / sqrt 2 is N(0, 1). */
const epsOf = (noise: readonly number[]): number[] =>
  noise.slice(0, noise.length / 2).map((a, j) => (a + noise[j + noise.length / 2]!) / Math.SQRT2)

const reference = ({ latents }: LatentShape): PlainFamily => ({
  noise: (rows, key) => normal(2 * rows * latents, key),
  antithetic: null,
  prior: (rows, key) => normal(rows * latents, key),
  draw: (gamma, noise) => epsOf(noise).map((eps, j) => gamma[j]! + eps),
  kl: (gamma) => gamma.reduce((total, mu) => total + (mu * mu) / 2, 0),
  klGradient: (gamma, weight) => gamma.map((mu) => weight * mu),
  logRatioToPrior: ({ gamma, z }) =>
    z.reduce((total, value, j) => total + (value * value - (value - gamma[j]!) ** 2) / 2, 0),
  score: ({ gamma, z }) => z.map((value, j) => value - gamma[j]!),
  path: null,
  simplex: null,
  states: null,
  pair: null,
  widened: null,
  summary(gamma) {
    const mean = Array.from(gamma)
    return { mean, spread: mean.map(() => 1), mode: mean, kl: mean.map((mu) => mu ** 2 / 2) }
  },
})

const means = (gamma: Tensor2D, noise: Tensor2D) => repeatRows(gamma, samplesOf(gamma, noise))

export const unit: FamilyEntry = {
  reference,
  family: ({ latents }) => ({
    noise: (rows, key) => normalNoise(rows, 2 * latents, key),
    antithetic: neg,
    draw(gamma, noise) {
      const [rows, twice] = noise.shape
      const [a, b] = [0, twice / 2].map((from) => slice(noise, [0, from], [rows, twice / 2]))
      const z = add<Tensor2D>(means(gamma, noise), mul(add(a!, b!), Math.SQRT1_2))
      return { gamma, noise, z, kl: mul(sum(square(gamma), 1), 0.5) }
    },
    centre: (gamma) => gamma,
    logRatioToPrior: ({ gamma, noise, z }) =>
      mul(sum(sub(square(z), square(sub(z, means(gamma, noise)))), 1), 0.5),
    klGradient: (gamma, weight) => mul(gamma, weight),
    scoreGradient({ gamma, noise, z }, weight, exactKl) {
      const scores = mul<Tensor2D>(sub(z, means(gamma, noise)), reshape<Rank.R2>(weight, [-1, 1]))
      return add(sumOverSamples(scores, samplesOf(gamma, noise)), mul(gamma, exactKl))
    },
    paths: { exact: null, weighted: null },
    simplex: null,
    states: null,
    pairs: null,
  }),
}
