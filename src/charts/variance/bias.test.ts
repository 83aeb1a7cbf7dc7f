import { describe, expect, test } from 'vitest'
import type { Interval, ProbeReport } from '../../protocol/variance.ts'
import {
  bandedFor,
  biasedFor,
  errorChart,
  errorPoints,
  layerErrors,
  logRoom,
  mostOfSquare,
  mostShare,
  tellsFromZero,
  truthOfBias,
} from './bias.ts'

const interval = (value: number, lo = value / 2, hi = value * 2): Interval => ({ value, lo, hi })

const report = (change: Partial<ProbeReport> = {}, square = interval(3)): ProbeReport => ({
  step: 1,
  draws: 16,
  images: 64,
  samples: 1,
  kl: 'closed-form',
  baseline: 'none',
  estimators: {
    disarm: { total: interval(9), layers: [interval(9)] },
    'straight-through': {
      total: interval(5),
      layers: [interval(4), interval(1)],
      bias: {
        square,
        cosine: interval(0.5),
        layers: [
          { square: interval(2), cosine: null },
          { square: interval(1), cosine: null },
        ],
      },
    },
  },
  minibatch: 0.5,
  seconds: 0.1,
  ...change,
})

test('only what a family can be trained with and has a bias', () => {
  expect(biasedFor({ family: 'gaussian', latent: 8, classes: 2 })).toEqual([])
  expect(biasedFor({ family: 'bernoulli', latent: 8, classes: 2 })).toEqual([
    'gumbel-softmax',
    'straight-through',
    'st-gumbel-softmax',
    'reinmax',
  ])
})

const BIASED = ['gumbel-softmax', 'straight-through', 'st-gumbel-softmax', 'reinmax']

test('an unbiased one has bands where the truth is another: an exact one, or at least two', () => {
  const bits = { family: 'bernoulli', latent: 8, classes: 2, noise: 'independent' } as const
  expect(bandedFor({ ...bits, family: 'gaussian' })).toEqual([])
  expect(bandedFor(bits)).toEqual([...BIASED, 'score-function', 'disarm', 'muprop'])
  expect(bandedFor({ ...bits, latent: 20 })).toEqual([...BIASED, 'score-function', 'disarm', 'muprop'])
  expect(bandedFor({ ...bits, latent: 20, noise: 'antithetic' })).toEqual([
    ...BIASED,
    'score-function',
    'muprop',
  ])
})

test('what the truth is', () => {
  const of = (by: 'enumeration' | 'pooled' | 'disarm') =>
    truthOfBias(report({ signal: { by, square: interval(1) } }))
  expect([of('enumeration'), of('pooled'), of('disarm')]).toEqual(['exact', 'pooled', 'one'])
  expect(truthOfBias(report())).toBeNull()
})

test('a bias that is not found: what it is below, never less than nothing', () => {
  expect(mostOfSquare({ value: 1, lo: -1, hi: 3 })).toBe(3)
  expect(mostOfSquare({ value: -5, lo: -6, hi: -4 })).toBe(1)
  const bias = { square: { value: 1, lo: -2, hi: 4 }, cosine: null }
  expect(mostShare(bias, { by: 'pooled', square: { value: 30, lo: 25, hi: 35 } })).toBeCloseTo(0.4, 12)
  expect(mostShare(bias, { by: 'pooled', square: { value: 1, lo: -1, hi: 3 } })).toBeNull()
  expect(mostShare(bias, undefined)).toBeNull()
})

describe('stacked', () => {
  const points = errorPoints([report({ step: 40 }), report()], 'straight-through', ({ step }) => step)
  test('in the order of x, without what has no bias', () => {
    expect(points.map(({ x }) => x)).toEqual([1, 40])
    expect(errorPoints([report()], 'disarm', ({ step }) => step)).toEqual([])
  })
  test('the sum stands on the bias, and its ends are those of both', () => {
    const [sum, sumLo, sumHi, bias, biasLo, biasHi] = errorChart(points, null).aligned.columns
    expect([sum![0], sumLo![0], sumHi![0]]).toEqual([8, 4, 16])
    expect([bias![0], biasLo![0], biasHi![0]]).toEqual([3, 1.5, 6])
  })
  test('a bias that is not told from 0 is drawn as none, with the end that it may reach', () => {
    for (const value of [-1, 1]) {
      const [point] = errorPoints(
        [report({}, interval(value, -4, 2))],
        'straight-through',
        ({ step }) => step,
      )
      expect(tellsFromZero(point!.bias)).toBe(false)
      const { columns } = errorChart([point!], null).aligned
      expect(columns.map((column) => column[0])).toEqual([5, 2.5, 12, 0, 0, 2])
    }
  })
  test('the ends of the sum are those that were measured, where they were', () => {
    const errorOf = (error: Interval, square: Interval) =>
      errorChart([{ x: 1, variance: interval(5), bias: { square, error, cosine: null } }], null)
    const [sum, lo, hi] = errorOf({ value: 8, lo: 6, hi: 11 }, interval(3)).aligned.columns
    expect([sum![0], lo![0], hi![0]]).toEqual([8, 6, 11])
    const below = errorOf({ value: 3, lo: -1, hi: 4 }, { value: -2, lo: -5, hi: 1 }).aligned.columns
    expect(below.map((column) => column[0]).slice(0, 3)).toEqual([5, 0, 5])
  })
  test('long whiskers do not flatten what they belong to', () => {
    const wide = { x: 1, variance: interval(1, 0.1, 1000), bias: { square: interval(1), cosine: null } }
    expect(errorChart([wide], null).range![1]).toBeCloseTo(1.08 * 4, 9)
    expect(errorChart([], null).range).toBeNull()
    expect(logRoom([])).toBeNull()
  })
})

test('by layer: each at its place, none in reports of older versions', () => {
  expect(layerErrors(report(), 'straight-through').map(({ x, variance }) => [x, variance.value])).toEqual([
    [0, 4],
    [1, 1],
  ])
  expect(layerErrors(report(), 'disarm')).toEqual([])
  expect(layerErrors(undefined, 'straight-through')).toEqual([])
})
