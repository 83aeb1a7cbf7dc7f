import { expect, test } from 'vitest'
import { readHash } from '../../store/url.ts'
import { sketchedEstimators } from './sketched.ts'

test.each([
  ['', { noisy: 'score-function', calm: 'reparameterized' }],
  ['#objective=importance-weighted&k=5', { noisy: 'vimco', calm: 'reparameterized' }],
  ['#objective=importance-weighted&k=1', { calm: 'reparameterized' }],
  ['#family=bernoulli&latent=8', { noisy: 'score-function', calm: 'disarm' }],
  ['#family=bernoulli&estimator=vimco&objective=importance-weighted&k=5', { noisy: 'vimco' }],
  ['#family=point', {}],
])('the sketch shows what will be measured: %s', (hash, estimators) => {
  const { settings, conflicts } = readHash(hash)
  expect(conflicts).toEqual([])
  expect(sketchedEstimators(settings)).toEqual(estimators)
})
