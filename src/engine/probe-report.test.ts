/** Reports of draws in two layers, with known signal and noise. */
import { describe, expect, test } from 'vitest'
import { normal } from '../math/random.ts'
import type { LayerSquares } from '../variance/encoder-norms.ts'
import type { GradientNorms } from '../variance/probe.ts'
import { summarise } from './probe-report.ts'

const R = 64
const IMAGES = 8
const WIDTHS = [20, 12] as const
const all = WIDTHS[0] + WIDTHS[1]
/** |g|^2 is 0.5. */
const mean = (j: number) => Math.sqrt(0.5 / all) * (j % 2 ? 1 : -1)

/** Draws around the mean, each coordinate with this standard deviation, in the format of the probe. */
function layersOf(sd: number, stream: number): LayerSquares[] {
  const noise = normal(R * all, { seed: 10, stream, step: 0 })
  const value = (r: number, j: number) => mean(j) + sd * noise[r * all + j]!
  return WIDTHS.map((width, layer) => {
    const from = layer === 0 ? 0 : WIDTHS[0]
    const places = Array.from({ length: width }, (_, j) => from + j)
    const draws = Array.from({ length: R }, (_, r) => r)
    const centre = places.map((j) => draws.reduce((sum, r) => sum + value(r, j) / R, 0))
    const over = (r: number, of: (away: number, j: number) => number) =>
      places.reduce((sum, j, i) => sum + of(value(r, j) - centre[i]!, i), 0)
    return {
      squares: Float64Array.from(draws, (r) => over(r, (away) => away ** 2)),
      projections: Float64Array.from(draws, (r) => over(r, (away, i) => away * centre[i]!)),
      meanSquare: centre.reduce((sum, one) => sum + one ** 2, 0),
      imageSquares: new Float64Array(IMAGES).fill(0.25),
    }
  })
}

/** As the probe measures two unbiased estimators, of which `reference` is the less noisy. */
const normsOf = (
  squares: Record<'reparameterized' | 'score-function', LayerSquares[]>,
  reference: 'reparameterized' | 'score-function',
): GradientNorms => ({
  squares,
  reference,
  truth: { by: reference, layers: squares[reference] },
  beside: {},
})

const report = (reparameterized: number, score: number) =>
  summarise(
    normsOf(
      { reparameterized: layersOf(reparameterized, 1), 'score-function': layersOf(score, 2) },
      reparameterized < score ? 'reparameterized' : 'score-function',
    ),
    IMAGES,
  )

type Complete = Required<ReturnType<typeof report>['estimators']>

test('draws that were all the same have no variance, whatever rounding says, and nothing is compared with them', () => {
  const still = layersOf(0.2, 1).map((layer) => ({ ...layer, squares: layer.squares.map(() => 1e-17) }))
  const { estimators } = summarise(
    normsOf({ reparameterized: still, 'score-function': layersOf(20, 2) }, 'reparameterized'),
    IMAGES,
  )
  expect(estimators.reparameterized).toEqual({
    total: { value: 0, lo: 0, hi: 0 },
    layers: WIDTHS.map(() => ({ value: 0, lo: 0, hi: 0 })),
  })
  expect(estimators['score-function']!.ratio!.value).toBeCloseTo(1, 12)
})

const holds = ({ lo, hi }: { lo: number; hi: number }, value: number) => lo <= value && value <= hi

describe('noise over signal', () => {
  test('is of the less noisy one’s signal, whichever that is', () => {
    const usual = report(0.2, 20)
    expect(usual.signal).toMatchObject({ by: 'reparameterized' })
    expect(holds(usual.signal!.square, 0.5)).toBe(true)
    const { reparameterized, 'score-function': score } = usual.estimators as Complete
    expect(holds(reparameterized.noiseToSignal!, (all * 0.2 ** 2) / 0.5)).toBe(true)
    expect(holds(score.noiseToSignal!, (all * 20 ** 2) / 0.5)).toBe(true)
    expect(score.noiseToSignal!.value / reparameterized.noiseToSignal!.value).toBeCloseTo(
      score.ratio!.value,
      8,
    )
    expect(report(20, 0.2)).toMatchObject({ signal: { by: 'score-function' } })
  })

  test('is nothing where neither finds a signal', () => {
    const { estimators, signal } = report(10, 20)
    expect(signal!.square.lo).toBeLessThan(0)
    expect(Object.values(estimators).map(({ noiseToSignal }) => noiseToSignal)).toEqual([null, null])
  })
})

test('the layers’ variances add up, and each interval holds the truth', () => {
  const { estimators, minibatch } = report(0.2, 2)
  const { reparameterized, 'score-function': score } = estimators as Complete
  for (const [{ total, layers }, sd] of [
    [reparameterized, 0.2],
    [score, 2],
  ] as const) {
    expect(layers.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(total.value, 8)
    expect(holds(total, all * sd ** 2)).toBe(true)
    layers.forEach((layer, i) => expect(holds(layer, WIDTHS[i]! * sd ** 2)).toBe(true))
  }
  expect(holds(score.ratio!, 100)).toBe(true)
  expect(reparameterized.ratio).toEqual({ value: 1, lo: 1, hi: 1 })
  expect(minibatch).toBeGreaterThan(0)
})
