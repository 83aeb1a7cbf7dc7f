import { describe, expect, test } from 'vitest'
import { gumbel, gumbelOf, oppositeGumbel } from './discrete-noise.ts'

/** -log(1 - exp(-e)) by its series in exp(-e), or in e where that is small: no log1p and no expm1. */
function logTail(e: number): number {
  let sum = 0
  if (e > Math.LN2) {
    for (let k = 400; k > 0; k--) sum += Math.exp(-k * e) / k
    return sum
  }
  for (let k = 30, factor = 1; k > 0; k--) sum = (factor - sum) * (e / k)
  return -Math.log(sum)
}

/** The Gumbel noise of 1 - u, from that of u. */
const expectedOf = (noise: number): number => -Math.log(logTail(Math.exp(-noise)))

/** Relative: half a unit in the last place of single precision. */
const HALF_ULP = 2 ** -24

/** The least and the greatest noise that the generator can give. */
const ENDS = [gumbelOf(0, 0), gumbelOf(0xffff_ffff, 0xffff_ffff)] as const

describe('the opposite of Gumbel noise', () => {
  const [least, most] = ENDS
  const noise = Float32Array.from({ length: 20_001 }, (_, i) => least + ((most - least) * i) / 20_000)
  const tail = Float32Array.from({ length: 2_001 }, (_, i) => least + (i / 2_000) * 1.5)

  test('the range is that of u from 2^-53 to 1 - 2^-53', () => {
    expect(least).toBeCloseTo(-Math.log(53 * Math.LN2), 12)
    expect(most).toBeCloseTo(53 * Math.LN2, 12)
  })

  test.each([
    ['over the whole range', noise],
    ['in the lower tail', tail],
    ['of draws', gumbel(20_000, { seed: 1, stream: 2, step: 3 })],
  ])('is rounded to single precision, and nothing else is lost: %s', (_, given) => {
    const found = oppositeGumbel(given)
    given.forEach((value, i) => {
      const expected = expectedOf(value)
      expect(Math.abs(found[i]! - expected)).toBeLessThanOrEqual(
        HALF_ULP * (1 + 1e-6) * Math.abs(expected) + 1e-14,
      )
    })
  })

  test('known values, and its own opposite', () => {
    const [middle] = oppositeGumbel(Float32Array.of(gumbelOf(0x8000_0000, 0)))
    expect(middle).toBeCloseTo(-Math.log(Math.LN2), 6)
    // u = exp(-e): the opposite is -log(-log(1 - u)), about e.
    const [far] = oppositeGumbel(Float32Array.of(-3.5))
    expect(far).toBeCloseTo(Math.exp(3.5), 5)
    const values = Float32Array.of(-3.5, -2, -0.3, 0, 0.3665, 2, 30)
    oppositeGumbel(oppositeGumbel(values)).forEach((value, i) => expect(value).toBeCloseTo(values[i]!, 5))
  })
})
