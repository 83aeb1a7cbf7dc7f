/** Two bits and three pixels, by hand: the figures are those of an enumeration in double precision elsewhere. */
import { expect, test } from 'vitest'
import { FAMILIES } from '../../families/registry.ts'
import { enumeratePosterior } from './enumeration.ts'

interface Tiny {
  readonly gamma: readonly number[]
  readonly weights: readonly (readonly number[])[]
  readonly bias: readonly number[]
  readonly x: readonly number[]
  readonly logEvidence: number
  readonly elbo: number
  readonly gap: number
}

const CASES: readonly Tiny[] = [
  {
    gamma: [0.5, -1],
    weights: [
      [1, -2, 0.5],
      [-1, 1.5, 2],
    ],
    bias: [0.2, -0.3, 0],
    x: [1, 0, 1],
    logEvidence: -1.379805,
    elbo: -1.485501,
    gap: 0.105696,
  },
  {
    gamma: [0, 2],
    weights: [
      [2, 0, -1],
      [0.5, -0.5, 3],
    ],
    bias: [-1, 0.4, 0.1],
    x: [1, 1, 0],
    logEvidence: -2.212403,
    elbo: -4.084309,
    gap: 1.871907,
  },
]

const softplus = (value: number) => Math.log1p(Math.exp(value))

/** log p(x|s) with logits s W + c. */
const logLikelihoodOf = ({ weights, bias, x }: Tiny, state: readonly number[]) =>
  x.reduce((sum, pixel, i) => {
    const logit = bias[i]! + state.reduce((all, bit, j) => all + bit * weights[j]![i]!, 0)
    return sum + pixel * logit - softplus(logit)
  }, 0)

const bernoulli = FAMILIES.bernoulli.reference({ latents: 2, classes: 2 })
const states = bernoulli.states!()
const logGuessOf = (gamma: readonly number[]) =>
  states.map((z) => bernoulli.logRatioToPrior({ gamma, noise: [], z }) - Math.log(states.length))

test.for(CASES)('the tiny VAE, x = $x: log p(x) = ELBO + gap', (tiny) => {
  const found = enumeratePosterior(
    states.map((state) => logLikelihoodOf(tiny, state)),
    logGuessOf(tiny.gamma),
  )
  expect(found.logEvidence).toBeCloseTo(tiny.logEvidence, 6)
  expect(found.elbo).toBeCloseTo(tiny.elbo, 6)
  expect(found.gap).toBeCloseTo(tiny.gap, 6)
  expect(found.elbo + found.gap).toBeCloseTo(found.logEvidence, 12)
  expect(found.kl).toBeCloseTo(bernoulli.kl(tiny.gamma), 12)
  for (const shares of [found.posterior, found.guess])
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
})

test('the first one has the reconstruction and the KL of the table', () => {
  const tiny = CASES[0]!
  const { recon, kl } = enumeratePosterior(
    states.map((state) => logLikelihoodOf(tiny, state)),
    logGuessOf(tiny.gamma),
  )
  expect(recon).toBeCloseTo(-1.344257, 6)
  expect(kl).toBeCloseTo(0.141244, 6)
})

test('q that is the posterior has no gap', () => {
  const logLikelihood = states.map((state) => logLikelihoodOf(CASES[0]!, state))
  const { posterior } = enumeratePosterior(logLikelihood, logGuessOf([0, 0]))
  expect(enumeratePosterior(logLikelihood, [...posterior].map(Math.log)).gap).toBeCloseTo(0, 12)
})

test('states without any probability under q do not matter, and likelihoods may be tiny', () => {
  const { gap, elbo, logEvidence } = enumeratePosterior([-900, -1200], [0, -Infinity])
  expect(elbo).toBeCloseTo(-900 - Math.log(2), 10)
  expect(logEvidence).toBeCloseTo(-900 - Math.log(2), 10)
  expect(gap).toBe(0)
})
