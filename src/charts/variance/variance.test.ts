import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CoordinateReport, Interval, ProbeReport } from '../../protocol/variance.ts'
import { SAMPLES_SERIES, againstSamplesChart, fall, samplesAt, seriesPoints } from './against-samples.ts'
import { overBatches } from './batches.ts'
import { decades } from '../axis.ts'
import { comparisonOf, hasStilledIn } from './comparison.ts'
import { DEFAULT_SETTINGS } from '../../protocol/settings.ts'
import { byLayerChart, layerWidths } from './by-layer.ts'
import { arrowsOf, coordinateDraws, arrowReach } from './coordinates.ts'
import { functionChart } from './function.ts'
import { histogram, wholeRange } from './histogram.ts'
import { OVER_TIME, overTimeChart } from './over-time.ts'

const interval = (value: number): Interval => ({ value, lo: value / 2, hi: value * 2 })
const variance = (layers: readonly number[]) => ({
  total: interval(layers.reduce((a, b) => a + b)),
  layers: layers.map(interval),
})

const report = (change: Partial<ProbeReport> = {}): ProbeReport => ({
  step: 1,
  draws: 16,
  images: 64,
  samples: 1,
  kl: 'closed-form',
  baseline: 'none',
  estimators: { reparameterized: variance([0.03, 0.01]), 'score-function': variance([30, 20]) },
  minibatch: 0.5,
  seconds: 0.1,
  ...change,
})

describe('decades', () => {
  test('hold every positive value, and are whole', () => {
    const values = fc.array(fc.double({ min: 1e-12, max: 1e12, noNaN: true }), { minLength: 1 })
    fc.assert(
      fc.property(values, (ys) => {
        const [low, high] = decades([{ xs: ys, ys }])!
        expect(low).toBeLessThanOrEqual(Math.min(...ys) * (1 + 1e-9))
        expect(high).toBeGreaterThanOrEqual(Math.max(...ys) * (1 - 1e-9))
        for (const end of [low, high]) expect(Math.log10(end)).toBeCloseTo(Math.round(Math.log10(end)))
      }),
    )
  })

  test('of nothing positive are none', () => {
    expect(decades([{ xs: [1, 2], ys: [NaN, 0] }])).toBeNull()
  })
})

describe('over time', () => {
  test('has a column for each name, both estimators in every report', () => {
    const { aligned, range } = overTimeChart([report(), report({ step: 40 })])
    expect(aligned.columns).toHaveLength(OVER_TIME.length)
    expect(aligned.xs).toEqual([1, 40])
    const column = (name: (typeof OVER_TIME)[number]) => aligned.columns[OVER_TIME.indexOf(name)]
    expect(column('reparameterized')).toEqual([0.04, 0.04])
    expect(column('score-function-lo')).toEqual([25, 25])
    expect(column('score-function-hi')).toEqual([100, 100])
    expect(column('minibatch')).toEqual([0.5, 0.5])
    expect(range).toEqual([0.01, 100])
  })

  test('of two reports of one step the newer counts', () => {
    const { aligned } = overTimeChart([report(), report({ minibatch: 0.7 })])
    expect(aligned.columns[0]).toEqual([0.7])
  })

  test('an interval over any number of decades is drawn, and does not stretch the axis', () => {
    const wide = { ...variance([0.03, 0.01]), total: { value: 0.04, lo: 1e-19, hi: 1e11 } }
    const estimators = { ...report().estimators, reparameterized: wide }
    const { aligned, range } = overTimeChart([report({ estimators })])
    expect(aligned.columns[OVER_TIME.indexOf('reparameterized-hi')]).toEqual([1e11])
    expect(range!.map(Math.log10).map(Math.round)).toEqual([-4, 2])
  })

  test('what a log axis cannot show is a gap', () => {
    expect(overTimeChart([report({ minibatch: 0 })]).aligned.columns[0]).toEqual([null])
    expect(overTimeChart([]).range).toBeNull()
  })
})

describe('by layer', () => {
  test('the estimators stand beside each other at each layer', () => {
    const { aligned } = byLayerChart(report())
    expect(aligned.xs.map((x) => Math.abs(Math.round(x)))).toEqual([0, 0, 1, 1])
    expect(aligned.columns[0]).toEqual([0.03, undefined, 0.01, undefined])
    expect(aligned.columns[3]).toEqual([undefined, 30, undefined, 20])
  })

  test('of no report is empty', () => {
    expect(byLayerChart(undefined).range).toBeNull()
  })

  test('widths', () => {
    expect(layerWidths({ ...DEFAULT_SETTINGS, hidden: [400, 200] })).toEqual([784, 400, 200, 40])
  })
})

describe('against L', () => {
  const at = (samples: number, baseline: ProbeReport['baseline'], v: number) =>
    report({
      samples,
      baseline,
      estimators: { reparameterized: variance([1 / samples]), 'score-function': variance([v]) },
    })
  const reports = [at(1, 'none', 8), at(2, 'none', 4), at(4, 'none', 2), at(2, 'leave-one-out', 1)]

  test('series by estimator and baseline', () => {
    const points = SAMPLES_SERIES.map((one) => seriesPoints(reports, one).map(({ samples }) => samples))
    expect(points.slice(0, 4)).toEqual([[1, 2, 4], [1, 2, 4], [], [2]])
    expect(points.slice(4).flat()).toEqual([])
  })

  test('the line is 1/L through the first point, and needs a second one', () => {
    const { aligned } = againstSamplesChart(reports)
    const slopes = aligned.columns
      .slice(0, SAMPLES_SERIES.length)
      .map((column) => column.filter((cell) => typeof cell === 'number'))
    expect(slopes.slice(0, 4)).toEqual([[1, 0.25], [8, 2], [], []])
    expect(slopes.slice(4).flat()).toEqual([])
  })

  test('points beside each other belong to their L', () => {
    const { aligned } = againstSamplesChart(reports)
    expect(new Set(aligned.xs.map(samplesAt))).toEqual(new Set([1, 2, 4]))
  })

  test('how far it falls', () => {
    expect(fall(seriesPoints(reports, SAMPLES_SERIES[1]!))).toEqual({ factor: 4, expected: 4 })
    expect(fall(seriesPoints(reports, SAMPLES_SERIES[3]!))).toBeNull()
  })
})

describe('histogram', () => {
  const sample = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 1, maxLength: 100 })

  test('every value is in one bin, or outside', () => {
    fc.assert(
      fc.property(sample, fc.integer({ min: 1, max: 40 }), (values, bins) => {
        const { aligned, outside } = histogram([values], bins, [-20, 20])
        const counted = (aligned.columns[0] as number[]).slice(0, bins).reduce((a, b) => a + b)
        expect(counted + outside[0]!).toBe(values.length)
        expect(aligned.xs).toHaveLength(bins + 1)
      }),
    )
  })

  test('over the whole extent nothing is outside', () => {
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        expect(histogram([a, b], 30, wholeRange([a, b])).outside).toEqual([0, 0])
      }),
    )
  })

  test('the last bin holds its end', () => {
    expect(histogram([[0, 1, 2]], 2, [0, 2]).aligned).toEqual({ xs: [0, 1, 2], columns: [[1, 2, 2]] })
  })
})

describe('coordinates', () => {
  const rows = Float32Array.from([1, 2, 3, 4, 5, 6, 7, 8]) // 2 draws of (mu1, mu2, ls1, ls2)
  const both = { reparameterized: rows, 'score-function': rows }
  const drawn: CoordinateReport = { step: 1, draws: 2, latent: 2, batch: both, image: both }

  test('one of the batch’s', () => {
    expect([...coordinateDraws(drawn, 'score-function', 2)]).toEqual([3, 7])
  })

  test('arrows with respect to mu', () => {
    expect(arrowsOf(drawn, 'reparameterized', 1)).toEqual({ draws: [[1, 2]], mean: [3, 4] })
  })

  test('the reach is round and holds the mean', () => {
    expect(arrowReach({ draws: [[0, 30]], mean: [0, 1] })).toBe(30)
    expect(arrowReach({ draws: [[0, 0]], mean: [0, 7] })).toBe(8)
    expect(arrowReach({ draws: [], mean: [0, 0] })).toBe(1)
  })
})

test('f and the density', () => {
  const { aligned, x, range } = functionChart({
    family: 'square',
    k: 1,
    mu: 1,
    sigma: 0.5,
    coordinate: 'mu',
    baseline: 0,
  })
  expect(x).toEqual([-1, 3])
  const [density, f] = aligned.columns as number[][]
  expect([Math.min(...f!), Math.max(...f!)]).toEqual([0, 4])
  expect(Math.max(...density!)).toBe(4)
  expect(range[0]).toBeLessThan(0)
})

describe('over several batches', () => {
  const withRatio = (ratio: number) =>
    report({
      step: 70,
      estimators: { reparameterized: variance([2]), 'score-function': variance([2 * ratio]) },
    })
  const ratios = [100, 110, 120, 90, 105]
  const reports = ratios.map((ratio) => withRatio(ratio))

  test('the geometric mean with its interval, and how far the batches differ', () => {
    const { mean, spread, ...rest } = overBatches(reports, 'reparameterized')!
    expect(rest).toEqual({
      step: 70,
      batches: 5,
      images: 64,
      least: expect.closeTo(90, 9),
      greatest: expect.closeTo(120, 9),
    })
    const logs = ratios.map(Math.log)
    const centre = logs.reduce((a, b) => a + b) / 5
    const sd = Math.sqrt(logs.reduce((sum, value) => sum + (value - centre) ** 2, 0) / 4)
    expect(mean.value).toBeCloseTo(Math.exp(centre), 9)
    expect(spread).toBeCloseTo(Math.exp(sd) - 1, 9)
    expect(Math.log(mean.hi / mean.value) / ((2.7764 * sd) / Math.sqrt(5))).toBeCloseTo(1, 3)
    expect(mean.value / mean.lo).toBeCloseTo(mean.hi / mean.value, 9)
  })

  test('one batch, none, or a gradient that is not finite say nothing', () => {
    for (const few of [[], reports.slice(0, 1), [...reports, withRatio(NaN)]])
      expect(overBatches(few, 'reparameterized')).toBeNull()
  })
})

test('codes that have saturated are told from settings that only one estimator goes with', () => {
  const still = { total: { value: 0, lo: 0, hi: 0 }, layers: [] }
  expect(hasStilledIn(report())).toBe(false)
  expect(hasStilledIn(report({ estimators: { enumeration: still } }))).toBe(false)
  const estimators = { enumeration: still, 'score-function': still, reinmax: variance([1]) }
  expect(hasStilledIn(report({ estimators }))).toBe(true)
  expect(comparisonOf(report({ estimators }), 'reinmax')).toBeNull()
})
