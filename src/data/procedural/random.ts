/**
 * Small fast dice for drawing digits: integers only, so every engine throws the same numbers.
 * NOT the noise of training (that is math/philox) and NOT cryptographic.
 */

/** One round of a full-period 32-bit mixer: nearby inputs give unrelated outputs. */
const mix = (value: number): number => {
  let h = value | 0
  h = Math.imul(h ^ (h >>> 16), 0x21f0aaad)
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97)
  return (h ^ (h >>> 15)) >>> 0
}

/** The sfc32 generator, reseeded for every image: image i is the same whatever was drawn before it. */
export class Dice {
  #a = 0
  #b = 0
  #c = 0
  #count = 1

  constructor(seed: number, stream: number, index: number) {
    this.#a = mix(seed ^ 0x9e3779b9)
    this.#b = mix(this.#a ^ Math.imul(stream + 1, 0x85ebca6b))
    this.#c = mix(this.#b ^ Math.imul(index + 1, 0xc2b2ae35))
    for (let i = 0; i < 8; i++) this.integer()
  }

  /** Uniform over 0 .. 2^32 - 1. */
  integer(): number {
    const sum = (this.#a + this.#b + this.#count) | 0
    this.#count = (this.#count + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0
    return sum >>> 0
  }

  /** Uniform on [low, high). */
  uniform(low = 0, high = 1): number {
    return low + (high - low) * (this.integer() / 4294967296)
  }

  /** Bell-shaped with this mean and standard deviation, never further than three of them away. */
  near(mean: number, deviation: number): number {
    // The sum of three uniforms instead of Box-Muller: logarithms and cosines differ between engines.
    return mean + deviation * 2 * (this.uniform() + this.uniform() + this.uniform() - 1.5)
  }

  chance(probability: number): boolean {
    return this.uniform() < probability
  }

  /** An index, drawn in proportion to the weights. */
  pick(weights: readonly number[]): number {
    let left = this.uniform() * weights.reduce((sum, weight) => sum + weight, 0)
    for (let i = 0; i < weights.length - 1; i++) if ((left -= weights[i] ?? 0) < 0) return i
    return weights.length - 1
  }
}
