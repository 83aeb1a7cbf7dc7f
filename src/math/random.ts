/**
 * Distributions on top of Philox, in float64 and then rounded: the same numbers whichever backend uses them.
 */
import { fillWords, philoxWords, type NoiseKey } from './philox.ts'

const TWO_PI = 2 * Math.PI
const PER_WORD = 2 ** -32

/** A word as a number strictly between 0 and 1. */
const toOpenUnit = (word: number): number => (word + 0.5) * PER_WORD

/** Independent draws from U(low, high). */
export function uniform(length: number, low: number, high: number, key: NoiseKey): Float32Array {
  const words = fillWords(new Uint32Array(length), key)
  return Float32Array.from(words, (word) => low + (high - low) * toOpenUnit(word))
}

/** Independent draws from N(0, 1), by Box and Muller (1958): four words give four normals. */
export function normal(length: number, key: NoiseKey): Float32Array {
  const out = new Float32Array(length)
  const words = new Uint32Array(4)
  for (let i = 0; i < length; i += 4) {
    philoxWords(words, i >>> 2, key)
    for (let pair = 0; pair < 4 && i + pair < length; pair += 2) {
      const radius = Math.sqrt(-2 * Math.log(toOpenUnit(words[pair]!)))
      const angle = TWO_PI * toOpenUnit(words[pair + 1]!)
      out[i + pair] = radius * Math.cos(angle)
      if (i + pair + 1 < length) out[i + pair + 1] = radius * Math.sin(angle)
    }
  }
  return out
}

/** A uniformly random order of 0..length-1 (Fisher and Yates; the bias of scaling a 32-bit word is under length/2^32). */
export function permutation(length: number, key: NoiseKey): Uint32Array {
  const order = new Uint32Array(length)
  for (let i = 0; i < length; i++) order[i] = i
  const words = fillWords(new Uint32Array(length), key)
  for (let i = length - 1; i > 0; i--) {
    const j = Math.floor(words[i]! * PER_WORD * (i + 1))
    const held = order[i]!
    order[i] = order[j]!
    order[j] = held
  }
  return order
}

/**
 * One Bernoulli draw a pixel, with probability intensity / 255: out[i] is 0 or 1. Each block of words serves eight
 * pixels with 16 bits each and is skipped where all eight are certain, as four fifths of MNIST's are. `from`, a multiple of
 * eight: how many pixels of the sequence come before.
 */
export function bernoulliPixels(
  out: Float32Array,
  intensities: Uint8Array,
  key: NoiseKey,
  from = 0,
): Float32Array {
  if (from % 8 !== 0) throw new Error(`bernoulliPixels: expected a multiple of 8, got ${from}`)
  const words = new Uint32Array(4)
  const halves = new Uint16Array(words.buffer)
  for (let i = 0; i < intensities.length; i += 8) {
    const end = Math.min(i + 8, intensities.length)
    let certain = true
    for (let j = i; j < end; j++) {
      const intensity = intensities[j]!
      out[j] = intensity === 255 ? 1 : 0
      certain &&= intensity === 0 || intensity === 255
    }
    if (certain) continue
    philoxWords(words, (from + i) >>> 3, key)
    for (let j = i; j < end; j++) out[j] = halves[j - i]! * 255 < intensities[j]! * 65536 ? 1 : 0
  }
  return out
}
