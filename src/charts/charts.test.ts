import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { logStride, type TrainRow } from '../protocol/metrics.ts'
import { align } from './align.ts'
import { bound, boundIndices } from './bound.ts'
import { elboChart, latest, type ElboView } from './elbo.ts'
import { logTicks, powerTicks, yRange } from './axis.ts'
import { rememberedBy, smooth } from './smooth.ts'

const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 })

const row = (step: number, recon: number, kl: number | null): TrainRow => ({
  step,
  epoch: step / 469,
  seconds: step / 60,
  estimator: 'reparameterized',
  samples: 1,
  beta: 1,
  recon,
  kl,
})

/** Logged rows of these values: of every step, then of every tenth, and so on. */
const logged = (ys: readonly number[]) => {
  let step = 0
  return { xs: ys.map(() => (step += logStride(step + 1))), ys }
}

describe('smooth', () => {
  test('leaves a constant alone from its first value on', () => {
    fc.assert(
      fc.property(finite, fc.double({ min: 0, max: 0.99, noNaN: true }), (value, weight) => {
        for (const out of smooth(logged([value, value, value, value]), weight))
          expect(out).toBeCloseTo(value, 6)
      }),
    )
  })

  test('is the weighted mean it says', () => {
    const [first, second] = smooth(logged([1, 3]), 0.5)
    expect([first, second]).toEqual([1, expect.closeTo((0.5 * 1 + 3) / 1.5, 12)])
    expect(smooth(logged([4, 2, 7]), 0)).toEqual([4, 2, 7])
    // A mean of four steps weighs as these four would.
    const one = smooth({ xs: [1, 2, 3, 4, 5, 6], ys: [8, 8, 5, 5, 5, 5] }, 0.8).at(-1)!
    expect(smooth({ xs: [1, 2, 6], ys: [8, 8, 5] }, 0.8).at(-1)).toBeCloseTo(one, 12)
  })

  test('remembers as large a part of the run before a change of the rows as after it', () => {
    const xs = logged(Array.from({ length: 4000 }, () => 0)).xs
    /** How many steps after a jump the smoothed values have come nine tenths of the way, as a part of the steps before it. */
    const lag = (jump: number) => {
      const out = smooth({ xs, ys: xs.map((step) => Number(step > jump)) }, 0.9)
      const near = xs[out.findIndex((value) => value > 0.9)]!
      return (near - jump) / jump
    }
    const lags = [400, 600, 990, 1010, 3000, 9800, 10_200, 50_000, 99_000, 101_000].map(lag)
    const expected = Math.exp(Math.log(0.1) / Math.log(0.9) / 300) - 1
    for (const one of lags) expect(Math.abs(one / expected - 1)).toBeLessThan(0.2)
    expect(Math.max(...lags) / Math.min(...lags)).toBeLessThan(1.25)
  })

  test('its last value depends on no more than the values it remembers', () => {
    const values = fc.array(fc.oneof({ weight: 50, arbitrary: finite }, fc.constant(NaN)), {
      minLength: 1,
      maxLength: 3000,
      size: 'max',
    })
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 0.99, noNaN: true }), (ys, weight) => {
        const { xs } = logged(ys)
        const count = rememberedBy(
          weight,
          xs.map((step) => ({ step })),
        )
        const last = smooth({ xs, ys }, weight).at(-1)!
        const size = Math.max(...ys.filter(Number.isFinite).map(Math.abs), 1)
        const own = smooth({ xs: xs.slice(-count), ys: ys.slice(-count) }, weight).at(-1)!
        if (Number.isNaN(last)) expect(own).toBeNaN()
        else expect(Math.abs(own - last) / size).toBeLessThan(1e-12)
      }),
      { numRuns: 50 },
    )
    expect(rememberedBy(0, [{ step: 1 }, { step: 2 }])).toBe(1)
    const many = Array.from({ length: 900 }, (_, i) => ({ step: i + 1 }))
    expect(rememberedBy(0.5, many)).toBeLessThan(300)
  })

  test('begins anew after what is not finite', () => {
    expect(smooth(logged([1, NaN, Infinity, 3]), 0.9)).toEqual([1, NaN, NaN, 3])
  })
})

describe('bound', () => {
  const anyPoints = fc.array(finite, { maxLength: 300 }).map((ys) => ({ xs: ys.map((_, i) => i ** 2), ys }))

  test('keeps the ends and the extremes, in order, and no more than promised', () => {
    fc.assert(
      fc.property(anyPoints, fc.integer({ min: 1, max: 20 }), (points, buckets) => {
        const kept = boundIndices(points, buckets)
        expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b))
        expect(kept.length).toBeLessThanOrEqual(4 * buckets)
        const { ys } = bound(points, buckets)
        if (points.ys.length === 0) return
        expect([ys[0], ys.at(-1)]).toEqual([points.ys[0], points.ys.at(-1)])
        expect([Math.min(...ys), Math.max(...ys)]).toEqual([Math.min(...points.ys), Math.max(...points.ys)])
      }),
    )
  })
})

test('bound: what is no number hides no extreme', () => {
  const points = { xs: [0, 1, 2, 3, 4, 5, 6, 7], ys: [NaN, 5, 1, 9, 2, 3, NaN, NaN] }
  expect(bound(points, 1)).toEqual({ xs: [0, 2, 3, 7], ys: [NaN, 1, 9, NaN] })
})

describe('align', () => {
  test('puts every point at its step, and nothing elsewhere', () => {
    const { xs, columns } = align([
      { xs: [1, 3], ys: [10, NaN] },
      { xs: [2, 3], ys: [20, 30] },
    ])
    expect(xs).toEqual([1, 2, 3])
    expect(columns).toEqual([
      [10, null, null],
      [undefined, 20, 30],
    ])
  })

  test('whatever the steps: each in some curve once, in order, and every value at its own', () => {
    const anySteps = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 20 })
    const anyCurve = anySteps.map((steps) => {
      const xs = [...steps].sort((a, b) => a - b)
      return { xs, ys: xs.map((x) => 10 * x) }
    })
    fc.assert(
      fc.property(fc.array(anyCurve, { maxLength: 5 }), fc.boolean(), (curves, isShared) => {
        const all = isShared
          ? [...curves, ...curves.map(({ xs, ys }) => ({ xs, ys: ys.map((y) => -y) }))]
          : curves
        const { xs, columns } = align(all)
        expect(xs).toEqual([...new Set(all.flatMap((curve) => curve.xs))].sort((a, b) => a - b))
        columns.forEach((column, c) => {
          const { xs: own, ys } = all[c]!
          expect(column).toEqual(xs.map((x) => ys[own.indexOf(x)]))
        })
      }),
    )
  })

  test('a gap reaches from the point before to the point after', () => {
    const { columns } = align([
      { xs: [1, 3, 5, 7, 9], ys: [10, 11, NaN, 12, 13] },
      { xs: [1, 2, 3, 4, 5, 6, 7, 8, 9], ys: new Array<number>(9).fill(0) },
    ])
    expect(columns[0]).toEqual([10, undefined, 11, null, null, null, 12, undefined, 13])
  })
})

describe('yRange', () => {
  test('holds every settled value, but not the fall of the first steps', () => {
    const xs = Array.from({ length: 1000 }, (_, i) => i)
    const curve = { xs, ys: xs.map((x) => -100 - 400 * Math.exp(-x / 10)) }
    const [min, max] = yRange([curve], 'linear') as [number, number]
    expect(max).toBeGreaterThanOrEqual(-100)
    expect(min).toBeGreaterThan(-120)
    expect(min).toBeLessThanOrEqual(curve.ys[50] as number)
  })

  test('of a log axis holds the peaks, but not a KL that begins at nearly nothing', () => {
    const [min, max] = yRange([{ xs: [1, 2, 50, 100], ys: [540, 0.001, 3, 4] }], 'log') as [number, number]
    expect(min).toBeLessThan(3)
    expect(min).toBeGreaterThan(1)
    expect(max).toBeGreaterThan(540)
  })

  test('ticks of a log axis', () => {
    expect(logTicks([3, 540])).toEqual([5, 10, 20, 50, 100, 200, 500])
    expect(logTicks([0.1, 1000])).toEqual([0.1, 1, 10, 100, 1000])
  })

  test('ticks of many decades', () => {
    expect(powerTicks([0.01, 100])).toEqual([0.01, 0.1, 1, 10, 100])
    expect(powerTicks([1e-6, 1e6])).toEqual([1e-6, 1e-4, 1e-2, 1, 100, 1e4, 1e6])
    expect(powerTicks([0.5, 300])).toEqual([1, 10, 100])
  })

  test('of nothing is none', () => {
    expect(yRange([{ xs: [], ys: [] }], 'linear')).toBeNull()
    expect(yRange([{ xs: [1], ys: [NaN] }], 'log')).toBeNull()
  })
})

describe('elboChart', () => {
  const run = {
    rows: [row(1, -500, 2), row(2, -300, 10), row(3, -200, 20)],
    evaluations: [{ step: 3, recon: -190, kl: 21, images: 10_000 }],
  }
  const view: ElboView = { tab: 'terms', scale: 'linear', smoothing: 0 }
  const find = (chart: ReturnType<typeof elboChart>, quantity: string, split: string, age = 0) =>
    chart.curves.find((curve) => curve.quantity === quantity && curve.split === split && curve.age === age)

  test('shows ELBO = recon - KL, the signs as everywhere', () => {
    const chart = elboChart([run], view)
    expect(find(chart, 'elbo', 'train')?.ys).toEqual([-502, -310, -220])
    expect(find(chart, 'elbo', 'test')).toMatchObject({ xs: [3], ys: [-211], style: 'dots' })
  })

  test('on a log axis shows what is positive, and counts the rest', () => {
    const gaussian = { rows: [row(1, -500, 2), row(2, 300, 10)], evaluations: [] }
    const chart = elboChart([gaussian], { ...view, scale: 'log' })
    expect(find(chart, 'elbo', 'train')?.ys).toEqual([502, NaN])
    expect(find(chart, 'kl', 'train')?.ys).toEqual([2, 10])
    expect(chart.notShown).toBe(2)
  })

  test('has curves more for each run beside it, of what it trains, below those of the present one', () => {
    for (const [tab, earlier] of [
      ['terms', [2, 2, 1, 1]],
      ['held-out', [2, 1]],
    ] as const) {
      const shape = (runs: number) =>
        elboChart(new Array(runs).fill(run), { ...view, tab }).curves.map(({ age }) => age)
      expect(shape(3)).toEqual([...earlier, ...shape(1)])
      expect(shape(0)).toEqual(shape(1))
    }
  })

  test('on the held-out tab the axis follows the evaluations', () => {
    const [min] = elboChart([run], { ...view, tab: 'held-out' }).range ?? [NaN]
    expect(min).toBeGreaterThan(-300)
  })

  test('latest is the end of the smoothed curves', () => {
    const { train, test: held, testStep } = latest(run, 0.5)
    expect(train.elbo).toBeCloseTo((0.25 * -502 + 0.5 * -310 - 220) / 1.75)
    expect([held.elbo, testStep]).toEqual([-211, 3])
    expect(latest({ rows: [], evaluations: [] }, 0.5).train.elbo).toBeUndefined()
  })

  describe('of a relaxed objective, which is no bound', () => {
    const relaxed = (step: number) => ({ ...row(step, -100, 10), estimator: 'gumbel-softmax' })
    const switched = { ...run, rows: [row(1, -200, 20), relaxed(2), relaxed(3)] }
    const drawn = (chart: ReturnType<typeof elboChart>, quantity: string) =>
      chart.curves.filter((one) => one.quantity === quantity && one.split === 'train').map(({ ys }) => ys)

    test('its values are a curve of their own, and the ELBO has a gap there', () => {
      for (const tab of ['terms', 'held-out'] as const) {
        const chart = elboChart([switched], { ...view, tab })
        expect(drawn(chart, 'elbo'), tab).toEqual([[-220, NaN, NaN]])
        expect(drawn(chart, 'relaxed'), tab).toEqual([[NaN, -110, -110]])
        expect(find(chart, 'elbo', 'test')?.ys, tab).toEqual([-211])
      }
    })

    test('also of a run or a lane beside it', () => {
      const lane = { ...switched, lane: 2, step: 1 }
      const { curves } = elboChart([run, switched], view, [lane])
      const of = (quantity: string) => curves.filter((one) => one.quantity === quantity)
      expect(of('relaxed').find(({ age }) => age === 1)?.ys).toEqual([NaN, -110, -110])
      expect(of('relaxed').find((one) => one.lane === 2)?.ys).toEqual([NaN, -110, -110])
      expect(of('elbo').find((one) => one.lane === 2)?.ys).toEqual([-220, NaN, NaN])
    })

    test('latest has no training ELBO, and the held-out one', () => {
      const { train, test: held, isRelaxed, isBound } = latest(switched, 0.5)
      expect([train.elbo, train.relaxed, held.elbo]).toEqual([undefined, -110, -211])
      expect([isRelaxed, isBound]).toEqual([true, true])
    })

    test('what decodes hard codes is no relaxed objective', () => {
      for (const estimator of ['straight-through', 'st-gumbel-softmax', 'reinmax']) {
        const hard = { ...run, rows: run.rows.map((one) => ({ ...one, estimator })) }
        expect(latest(hard, 0), estimator).toMatchObject({ isRelaxed: false, train: { elbo: -220 } })
      }
    })
  })

  describe('of a point posterior, which has no KL', () => {
    const point = {
      rows: [row(1, -500, null), row(2, -90, null)],
      evaluations: [{ step: 2, recon: -95, kl: null, images: 10_000 }],
    }
    const switched = {
      rows: [row(1, -200, 20), row(2, -150, null), row(3, -140, 30)],
      evaluations: [...run.evaluations, { step: 5, recon: -95, kl: null, images: 10_000 }],
    }

    test('only the reconstruction is drawn', () => {
      for (const tab of ['terms', 'held-out'] as const) {
        const { curves, range } = elboChart([point], { ...view, tab })
        const drawn = curves.filter(({ ys }) => ys.some(Number.isFinite))
        expect(new Set(drawn.map(({ quantity }) => quantity))).toEqual(new Set(['recon']))
        expect(range?.[1]).toBeLessThan(100) // no invented KL above it
      }
    })

    test('a missing value is not one that a log axis cannot show', () => {
      expect(elboChart([point], { ...view, scale: 'log' }).notShown).toBe(0)
    })

    test('between two stretches with a bound the curves have a gap', () => {
      const { curves, aligned } = elboChart([switched], view)
      const column = (quantity: string) =>
        aligned.columns[curves.findIndex((one) => one.quantity === quantity && one.age === 0)]
      expect(column('elbo')?.slice(0, 3)).toEqual([-220, null, -170])
      expect(column('kl')?.slice(0, 3)).toEqual([20, null, 30])
      expect(column('recon')?.slice(0, 3)).toEqual([-200, -150, -140])
    })

    test('latest has a reconstruction and no bound, and no evaluation from before a switch', () => {
      expect(latest(point, 0)).toEqual({
        train: { elbo: undefined, relaxed: undefined, recon: -90, kl: undefined },
        test: { elbo: undefined, relaxed: undefined, recon: -95, kl: undefined },
        testStep: 2,
        trainStep: 2,
        isBound: false,
        isRelaxed: false,
      })
      expect(latest(switched, 0)).toMatchObject({ isBound: true, testStep: 3, test: { elbo: -211 } })
      const back = { ...switched, rows: switched.rows.slice(0, 2) }
      expect(latest(back, 0)).toMatchObject({ isBound: false, testStep: 5, train: { recon: -150 } })
    })
  })
})
