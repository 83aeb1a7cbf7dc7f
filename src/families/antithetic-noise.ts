/**
 * Noise in antithetic pairs, for any family whose noise has an opposite and for any estimator: the second half of an image's
 * L samples has the opposites of the first half's noise. Each draw has the distribution that it had, so that means of
 * draws keep their expectation; of the function that is averaged only the part that is the same at both ends has variance left.
 *
 * Reference: Owen, "Monte Carlo theory, methods and examples", 2013, section 8.2.
 */
import type { NoiseKey } from '../math/philox.ts'
import type { PlainFamily } from './reference.ts'

interface Counts {
  readonly images: number
  /** Samples of an image, L: even. */
  readonly samples: number
  /** Draws that the objective takes together, K. Those of one estimate stay independent: pairs are across estimates. */
  readonly together: number
}

/** [K, L B, noise] in row-major order. */
export function antitheticNoise(
  family: Pick<PlainFamily, 'noise' | 'antithetic'>,
  { images, samples, together }: Counts,
  key: NoiseKey,
): Float32Array {
  if (!family.antithetic || samples % 2 !== 0)
    throw new Error(`antitheticNoise: expected noise with an opposite and an even L, got L = ${samples}`)
  const first = family.noise((together * samples * images) / 2, key)
  const second = family.antithetic(first)
  const half = first.length / together
  const noise = new Float32Array(2 * first.length)
  for (let k = 0; k < together; k++) {
    noise.set(first.subarray(k * half, (k + 1) * half), 2 * k * half)
    noise.set(second.subarray(k * half, (k + 1) * half), (2 * k + 1) * half)
  }
  return noise
}
