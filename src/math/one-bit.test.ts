import { describe, expect, test } from 'vitest'
import { logistic } from './discrete-noise.ts'
import { momentsOf } from './moments.ts'
import {
  BIT_ESTIMATORS,
  bitBaselines,
  cubicThrough,
  CUBIC_KNOTS,
  drawBitEstimates,
  estimateOf,
  exactGradient,
  exactMomentsOf,
  MOVED,
  relaxedDensity,
  UNMOVED,
  varianceTimesTemperature,
  type BitEstimator,
  type BitProblem,
  type CubicValues,
  type BitPath,
} from './one-bit.ts'

const SQUARE: BitPath = { value: (z) => (z - 0.45) ** 2, slope: (z) => 2 * (z - 0.45) }
const CUBE: BitPath = { value: (z) => z ** 3, slope: (z) => 3 * z * z }
const LINE: BitPath = { value: (z) => 2 * z + 5, slope: () => 2 }

const at = (path: BitPath, theta: number, changes: Partial<BitProblem> = {}): BitProblem => ({
  path,
  theta,
  temperature: 1,
  baseline: 0,
  ...changes,
})

const CASES = {
  square: at(SQUARE, 0.2),
  exp: at({ value: Math.exp, slope: Math.exp }, 0.7),
  cube: at(CUBE, 0.3),
  line: at(LINE, 0.1),
} as const
type Case = keyof typeof CASES

// Mean and variance of one draw, to six digits.
const GOLDEN: readonly (readonly [Case, BitEstimator, number | null, number, number])[] = [
  ['square', 'score-function', null, 0.016, 0.012769],
  ['exp', 'score-function', null, 0.360839, 0.482306],
  ['cube', 'score-function', null, 0.21, 0.1029],
  ['line', 'score-function', null, 0.18, 4.1616],
  ['square', 'arm', null, 0.016, 0.000397],
  ['exp', 'arm', null, 0.360839, 0.100089],
  ['cube', 'arm', null, 0.21, 0.0339],
  ['line', 'arm', null, 0.18, 0.130267],
  ['square', 'disarm', null, 0.016, 0.000384],
  ['exp', 'disarm', null, 0.360839, 0.086803],
  ['cube', 'disarm', null, 0.21, 0.0294],
  ['line', 'disarm', null, 0.18, 0.1296],
  ['square', 'muprop', null, 0.016, 0.043264],
  ['exp', 'muprop', null, 0.360839, 0.019822],
  ['cube', 'muprop', null, 0.21, 0.067037],
  ['line', 'muprop', null, 0.18, 0],
  ['square', 'straight-through', null, -0.08, 0.016384],
  ['exp', 'straight-through', null, 0.462587, 0.027343],
  ['cube', 'straight-through', null, 0.189, 0.083349],
  ['line', 'straight-through', null, 0.18, 0],
  ['square', 'reinmax', 1, 0.016, 0.044944],
  ['exp', 'reinmax', 1, 0.39042, 0.0007],
  ['cube', 'reinmax', 1, 0.315, 0.231525],
  ['line', 'reinmax', 1, 0.18, 0.0576],
  ['square', 'gumbel-softmax', 1, -0.023125, 0.003312],
  ['exp', 'gumbel-softmax', 1, 0.284897, 0.017619],
  ['cube', 'gumbel-softmax', 1, 0.103544, 0.012251],
  ['line', 'gumbel-softmax', 1, 0.209962, 0.025313],
  ['square', 'gumbel-softmax', 0.5, -0.018832, 0.009335],
  ['exp', 'gumbel-softmax', 0.5, 0.347859, 0.095642],
  ['cube', 'gumbel-softmax', 0.5, 0.144563, 0.04408],
  ['line', 'gumbel-softmax', 0.5, 0.201366, 0.087015],
  ['square', 'gumbel-softmax', 0.1, 0.006552, 0.054399],
  ['exp', 'gumbel-softmax', 0.1, 0.366165, 0.934245],
  ['cube', 'gumbel-softmax', 0.1, 0.196535, 0.387083],
  ['line', 'gumbel-softmax', 0.1, 0.181337, 0.568886],
  ['square', 'st-gumbel-softmax', 1, -0.050117, 0.021258],
  ['exp', 'st-gumbel-softmax', 1, 0.328994, 0.042404],
  ['cube', 'st-gumbel-softmax', 1, 0.162149, 0.074913],
  ['line', 'st-gumbel-softmax', 1, 0.209962, 0.025313],
  ['square', 'st-gumbel-softmax', 0.5, -0.035756, 0.049934],
  ['exp', 'st-gumbel-softmax', 0.5, 0.388772, 0.164376],
  ['cube', 'st-gumbel-softmax', 0.5, 0.224066, 0.204236],
  ['line', 'st-gumbel-softmax', 0.5, 0.201366, 0.087015],
]

const MILLIONTH = 1.01e-6

test.each(GOLDEN)(
  '%s, %s at temperature %s: mean %f, variance %f',
  (name, id, temperature, mean, variance) => {
    const problem = { ...CASES[name], ...(temperature !== null && { temperature }) }
    const exact = exactMomentsOf(id, problem)
    expect(Math.abs(exact.mean - mean)).toBeLessThan(MILLIONTH)
    expect(Math.abs(exact.variance - variance)).toBeLessThan(MILLIONTH)
  },
)

test.each([
  ['square', 0.000576],
  ['exp', 0.099204],
  ['cube', 0.0336],
  ['line', 0.2304],
] as const)(
  '%s: the score function with baseline E f has variance %f; with the best one, none',
  (name, variance) => {
    const problem = CASES[name]
    const { mean, best } = bitBaselines(problem)
    expect(
      Math.abs(exactMomentsOf('score-function', { ...problem, baseline: mean }).variance - variance),
    ).toBeLessThan(MILLIONTH)
    expect(exactMomentsOf('score-function', { ...problem, baseline: best }).variance).toBeLessThan(1e-20)
  },
)

describe('draws', () => {
  const count = 20_000
  const noise = logistic(count, { seed: 1, stream: 301, step: 0 })
  const PROBLEMS = [
    ...Object.values(CASES),
    at(SQUARE, 0.2, { temperature: 0.1, baseline: 0.3 }),
    at(CUBE, 0.97, { temperature: 0.5 }),
    at(CUBE, 0.02, { temperature: 2 }),
  ]
  /** Of what does not vary, and of its mean, in float64. */
  const ROUNDING = 1e-12
  test.each(BIT_ESTIMATORS)('%s: as exact in mean and variance', (id) => {
    for (const problem of PROBLEMS) {
      const measured = momentsOf(Float64Array.from(noise, (one) => estimateOf(id, problem, one)))
      const exact = exactMomentsOf(id, problem)
      const margin = 4.5 * Math.sqrt(Math.max(exact.variance, 0) / count) + ROUNDING
      expect(Math.abs(measured.mean - exact.mean)).toBeLessThan(margin)
      expect(Math.abs(measured.variance - exact.variance)).toBeLessThan(
        4.5 * measured.varianceError + ROUNDING,
      )
    }
  })
  test('all see the same noise', () => {
    const key = { seed: 7, stream: 2, step: 3 }
    const drawn = drawBitEstimates(CASES.cube, 50, key)
    for (const id of BIT_ESTIMATORS)
      expect([...drawn[id]]).toEqual([...logistic(50, key)].map((one) => estimateOf(id, CASES.cube, one)))
  })
})

describe('f between 0 and 1', () => {
  const through = (values: CubicValues) => at(cubicThrough(values), 0.3, { temperature: 0.7 })
  const before = through([0.2, -0.4, 0.9, 1.1])
  const after = through([0.2, 1.3, -0.7, 1.1])
  test('moves what goes through slopes, and the mean of nothing else', () => {
    for (const id of UNMOVED)
      expect(exactMomentsOf(id, after).mean).toBeCloseTo(exactMomentsOf(id, before).mean, 12)
    for (const id of MOVED)
      expect(Math.abs(exactMomentsOf(id, after).mean - exactMomentsOf(id, before).mean)).toBeGreaterThan(0.05)
  })
  test('means of the unbiased are the gradient, at every theta', () => {
    for (const theta of [0.01, 0.2, 0.5, 0.83, 0.99])
      for (const id of UNMOVED)
        expect(exactMomentsOf(id, { ...before, theta }).mean).toBeCloseTo(
          exactGradient({ ...before, theta }),
          12,
        )
  })
})

test('a cubic meets its four values, and its slope is that of its values', () => {
  const values = [0.3, -1.2, 0.8, 0.1] as const
  const { value, slope } = cubicThrough(values)
  CUBIC_KNOTS.forEach((z, i) => expect(value(z)).toBeCloseTo(values[i]!, 12))
  for (const z of [0, 0.2, 0.5, 0.9, 1])
    expect(slope(z)).toBeCloseTo((value(z + 1e-5) - value(z - 1e-5)) / 2e-5, 6)
  const cube = cubicThrough([0, 1 / 27, 8 / 27, 1])
  for (const z of [0.1, 0.45, 0.77]) expect(cube.value(z)).toBeCloseTo(z ** 3, 12)
})

test('as the temperature falls, bias vanishes and tau times the variance has a limit', () => {
  const gradient = exactGradient(CASES.cube)
  const of = (temperature: number) => exactMomentsOf('gumbel-softmax', { ...CASES.cube, temperature })
  const bias = [1, 0.5, 0.1, 0.05].map((temperature) => Math.abs(of(temperature).mean - gradient))
  expect(bias).toEqual([...bias].sort((a, b) => b - a))
  // 0.21 * 9 / 42 for z^3.
  expect(varianceTimesTemperature(CASES.cube)).toBeCloseTo(0.045, 9)
  expect(0.001 * of(0.001).variance).toBeCloseTo(0.045, 3)
})

test('the density of the relaxed bit is one in all, and has the mean of the draws', () => {
  const cells = 20_000
  const zs = Array.from({ length: cells }, (_, i) => (i + 0.5) / cells)
  const problem = { theta: 0.3, temperature: 1.4 }
  const total = zs.reduce((sum, z) => sum + relaxedDensity(problem, z), 0) / cells
  expect(total).toBeCloseTo(1, 3)
})
