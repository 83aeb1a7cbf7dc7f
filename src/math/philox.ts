/**
 * Philox4x32-10, a counter-based generator: the k-th number of (seed, stream, step) is a pure function of these, so a
 * run repeats on every backend and a resumed run continues exactly. No state, nothing drawn inside other modules.
 *
 * Reference: Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
 */
const M0 = 0xd2511f53
const M1 = 0xcd9e8d57
const WEYL0 = 0x9e3779b9
const WEYL1 = 0xbb67ae85
const ROUNDS = 10

/** High 32 bits of the 64-bit product of two unsigned 32-bit integers. */
function mulHigh(a: number, b: number): number {
  const aHigh = a >>> 16
  const aLow = a & 0xffff
  const bHigh = b >>> 16
  const bLow = b & 0xffff
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16)
  const carry = aLow * bHigh + (middle & 0xffff)
  return (aHigh * bHigh + (middle >>> 16) + (carry >>> 16)) >>> 0
}

export type Words4 = readonly [number, number, number, number]

/** One block: four random words from a counter of four words and a key of two. Writes to out[at..at+3]. */
export function philoxBlock(out: Uint32Array, at: number, counter: Words4, key0: number, key1: number): void {
  let [c0, c1, c2, c3] = counter
  for (let round = 0; round < ROUNDS; round++) {
    const high0 = mulHigh(M0, c0)
    const high1 = mulHigh(M1, c2)
    const low0 = Math.imul(M0, c0)
    const low1 = Math.imul(M1, c2)
    c0 = (high1 ^ c1 ^ key0) >>> 0
    c1 = low1 >>> 0
    c2 = (high0 ^ c3 ^ key1) >>> 0
    c3 = low0 >>> 0
    key0 = (key0 + WEYL0) >>> 0
    key1 = (key1 + WEYL1) >>> 0
  }
  out[at] = c0
  out[at + 1] = c1
  out[at + 2] = c2
  out[at + 3] = c3
}

/** Which sequence is meant: `stream` separates uses (noise, shuffle, ...), `step` the steps of one use. */
export interface NoiseKey {
  readonly seed: number
  readonly stream: number
  readonly step: number
}

/** Words `block * 4` to `block * 4 + 3` of the sequence. Step may exceed 32 bits. */
export function philoxWords(out: Uint32Array, block: number, { seed, stream, step }: NoiseKey): void {
  const counter: Words4 = [block >>> 0, step >>> 0, Math.floor(step / 2 ** 32) >>> 0, 0]
  philoxBlock(out, 0, counter, seed >>> 0, stream >>> 0)
}

/** Fills `out` with the first words of the sequence. */
export function fillWords(out: Uint32Array, key: NoiseKey): Uint32Array {
  const words = new Uint32Array(4)
  for (let i = 0; i < out.length; i += 4) {
    philoxWords(words, i >>> 2, key)
    out.set(i + 4 <= out.length ? words : words.subarray(0, out.length - i), i)
  }
  return out
}
