import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DensityMap, GapReport } from '../../protocol/latent.ts'
import { ticksIn } from '../axis.ts'
import { posteriorBars } from './posterior-bars.ts'
import { gapChart } from './posterior-gaps.ts'
import { SHARES, massOf, stepOf, thresholds } from './posterior-regions.ts'

/** N(mean, diag sd^2) on a square. */
function gaussian(mean: readonly number[], sd: readonly number[], side = 101): DensityMap {
  const width = 12 * Math.max(...sd)
  const [left, bottom] = [mean[0]! - width / 2, mean[1]! - width / 2]
  const at = (i: number) => (i * width) / (side - 1)
  const logDensity = Float32Array.from({ length: side * side }, (_, i) => {
    const x = (left + at(i % side) - mean[0]!) / sd[0]!
    const y = (bottom + at(Math.floor(i / side)) - mean[1]!) / sd[1]!
    return -0.5 * (x * x + y * y) - Math.log(2 * Math.PI * sd[0]! * sd[1]!)
  })
  return { left, bottom, width, side, logDensity }
}

describe('regions of the highest density', () => {
  test('of a Gaussian are known: a share m lies within a radius of sqrt(-2 log(1 - m))', () => {
    const sd = [0.3, 0.2]
    const map = gaussian([1, -2], sd)
    const peak = -Math.log(2 * Math.PI * sd[0]! * sd[1]!)
    thresholds(map).forEach((threshold, s) => {
      const radius = Math.sqrt(2 * (peak - threshold))
      expect(Math.abs(radius - Math.sqrt(-2 * Math.log(1 - SHARES[s]!)))).toBeLessThan(0.03)
    })
  })

  test('lie within each other', () => {
    const [all, most, half] = thresholds(gaussian([0, 0], [1, 1], 33))
    expect(all).toBeLessThan(most!)
    expect(most).toBeLessThan(half!)
  })

  test('the mass of the map is told', () => {
    expect(massOf(gaussian([0, 0], [1, 0.4]))).toBeCloseTo(1, 5)
    const map = gaussian([0, 0], [1, 1], 41)
    expect(stepOf(map)).toBeCloseTo(0.3, 10)
    // A quarter of the plane: the square from the mean upwards.
    const half = 21
    const quarter = map.logDensity.filter((_, i) => i % 41 >= 20 && Math.floor(i / 41) >= 20)
    expect(massOf({ left: 0, bottom: 0, width: 6, side: half, logDensity: quarter })).toBeCloseTo(0.25, 5)
  })
})

describe('bars', () => {
  const finite = fc.double({ min: -500, max: 500, noNaN: true })
  const positive = fc.double({ min: 0, max: 100, noNaN: true })

  test('add up: each begins where the one before ends', () => {
    fc.assert(
      fc.property(finite, positive, positive, (recon, kl, gap) => {
        const elbo = recon - kl
        const terms = { recon, kl, elbo, gap, logEvidence: elbo + gap }
        const { bars, whole, near } = posteriorBars(terms)
        const [reconBar, klBar, elboBar, gapBar, evidence] = bars
        expect(klBar!.from).toBe(reconBar!.to)
        expect(klBar!.to).toBe(elboBar!.to)
        expect(gapBar!.from).toBe(elboBar!.to)
        expect(gapBar!.to).toBe(evidence!.to)
        expect(klBar!.from - klBar!.to).toBeCloseTo(kl, 6)
        expect(gapBar!.to - gapBar!.from).toBeCloseTo(gap, 6)
        for (const { from, to } of bars)
          for (const end of [from, to]) {
            expect(end).toBeGreaterThanOrEqual(whole[0])
            expect(end).toBeLessThanOrEqual(whole[1])
          }
        for (const end of [recon, elbo, elbo + gap]) {
          expect(end).toBeGreaterThan(near[0])
          expect(end).toBeLessThan(near[1])
        }
      }),
    )
  })

  test('ticks are round and within', () => {
    expect(ticksIn([-140.3, -131.9], 3)).toEqual([-140, -138, -136, -134, -132])
    expect(ticksIn([2, 2], 3)).toEqual([2])
    expect(ticksIn([-204.5, -195.4], 3)).toEqual([-204, -202, -200, -198, -196])
    expect(ticksIn([-140.3, -109], 3)).toEqual([-140, -130, -120, -110])
    expect(ticksIn([-0.31, 0.3], 4)).toEqual([-0.2, 0, 0.2])
    expect(ticksIn([1, 9], 8)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  })
})

describe('the gap over time', () => {
  const report = (step: number, gap: number, standardError = 0.1): GapReport => ({
    step,
    images: 32,
    logEvidence: -150,
    elbo: -150 - gap,
    gap,
    standardError,
  })

  test('the mean and its interval, from 0', () => {
    const { aligned, range } = gapChart([report(0, 20), report(100, 4, 0.5)])
    expect(aligned.xs).toEqual([0, 100])
    const [mean, low, high] = aligned.columns.map((column) => column[1])
    expect(mean).toBe(4)
    expect(low).toBeCloseTo(4 - 0.97998, 5)
    expect(high).toBeCloseTo(4 + 0.97998, 5)
    expect(range![0]).toBe(0)
    expect(range![1]).toBeGreaterThan(20.2)
  })

  test('measured again at one step, the newer counts', () => {
    const { aligned } = gapChart([report(5, 3), report(5, 2)])
    expect(aligned.xs).toEqual([5])
    expect(aligned.columns[0]).toEqual([2])
  })

  test('nothing yet', () => {
    expect(gapChart([]).range).toBeNull()
  })
})
