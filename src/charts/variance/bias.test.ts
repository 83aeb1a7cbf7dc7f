import { describe, expect, test } from 'vitest'
import type { Interval, ProbeReport } from '../../protocol/variance.ts'
import { biasedFor, errorChart, errorPoints, layerErrors, logRoom, tellsFromZero } from './bias.ts'

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
    const [point] = errorPoints([report({}, interval(-1, -4, 2))], 'straight-through', ({ step }) => step)
    expect(tellsFromZero(point!.bias)).toBe(false)
    const { columns } = errorChart([point!], null).aligned
    expect(columns.map((column) => column[0])).toEqual([5, 2.5, 12, 0, 0, 2])
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
