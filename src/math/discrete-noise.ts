/**
 * Noise of discrete draws, in float64 and then rounded: the same numbers whichever backend uses them. Each number takes two
 * words of the sequence, so that both of its tails have full float32 precision.
 */
import { fillWords, type NoiseKey } from './philox.ts'

const STEP = 2 ** -52

/** Two words as a number strictly between 0 and 1, an odd multiple of 2^-53. */
const toOpenUnit = (high: number, low: number): number => (high * 2 ** 20 + (low >>> 12) + 0.5) * STEP

/** Calls `make` with the two words of each number. */
function fromPairs(length: number, key: NoiseKey, make: (high: number, low: number) => number): Float32Array {
  const words = fillWords(new Uint32Array(2 * length), key)
  const out = new Float32Array(length)
  for (let i = 0; i < length; i++) out[i] = make(words[2 * i]!, words[2 * i + 1]!)
  return out
}

/** A standard logistic draw, log u - log(1 - u): its size from a tail in (0, 1/2), its sign from the lowest bit. */
export function logisticOf(high: number, low: number): number {
  const tail = toOpenUnit(high, low) / 2
  const size = Math.log((1 - tail) / tail)
  return low & 1 ? size : -size
}

/** A standard Gumbel draw, -log(-log u). */
export const gumbelOf = (high: number, low: number): number => -Math.log(-Math.log(toOpenUnit(high, low)))

/** log(1 - exp(-e)) of e > 0, with full precision where exp(-e) is near 0 and where it is near 1. */
const logOneMinusExp = (e: number): number =>
  e > Math.LN2 ? Math.log1p(-Math.exp(-e)) : Math.log(-Math.expm1(-e))

/** That of 1 - u where the noise is that of u; the rounding of each of the two to single precision is all that is lost. */
export const oppositeGumbel = (noise: Float32Array): Float32Array =>
  noise.map((value) => -Math.log(-logOneMinusExp(Math.exp(-value))))

/** Independent draws from the standard logistic distribution. */
export const logistic = (length: number, key: NoiseKey): Float32Array => fromPairs(length, key, logisticOf)

/** Independent draws from the standard Gumbel distribution. */
export const gumbel = (length: number, key: NoiseKey): Float32Array => fromPairs(length, key, gumbelOf)
