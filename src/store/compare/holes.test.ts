import { expect, test } from 'vitest'
import { normal } from '../../math/random.ts'
import type { Encodings } from '../../protocol/latent.ts'
import { HOLE_IMAGES, holesOf } from './holes.ts'

/** Codes of images that are draws from N(0, scale^2 I). */
function encodingsOf(count: number, seed: number, scale = 1): Encodings {
  const mean = normal(2 * count, { seed, stream: 1, step: 0 }).map((value) => scale * value)
  const spread = new Float32Array(2 * count)
  return { step: 1, count, indices: new Uint32Array(count), latent: 2, mean, spread }
}

test('the error is what the share differs by from one set of draws to another', async () => {
  const found = await Promise.all(Array.from({ length: 12 }, (_, i) => holesOf(encodingsOf(HOLE_IMAGES, i))))
  const meanSquare = found.reduce((sum, { error }) => sum + error! ** 2, 0) / found.length
  // For one set of 500 and 500 in a plane: 0.0244, by simulation.
  expect(Math.sqrt(meanSquare) / (0.0244 / Math.sqrt(5))).toBeGreaterThan(0.7)
  expect(Math.sqrt(meanSquare) / (0.0244 / Math.sqrt(5))).toBeLessThan(1.3)
  for (const { share, error, sets, draws } of found) {
    expect([sets, draws]).toEqual([5, 500])
    expect(Math.abs(share - 499 / 999)).toBeLessThan(6 * error!)
  }
})

test('with fewer images the sets are smaller; with very few there is one, without an error, or nothing', async () => {
  expect(await holesOf(encodingsOf(128, 1))).toMatchObject({ sets: 5, draws: 25 })
  expect(await holesOf(encodingsOf(23, 1))).toMatchObject({ sets: 1, draws: 23, error: null })
  for (const count of [1, 2, 9])
    expect(await holesOf(encodingsOf(count, 1))).toMatchObject({ share: NaN, error: null })
})

test('each set has images and draws of its own', async () => {
  const same = encodingsOf(HOLE_IMAGES, 3)
  const { mean } = same
  for (let set = 1; set < 5; set++) mean.copyWithin(set * 1000, 0, 1000)
  const repeated = await holesOf(same)
  expect(repeated.error).toBeGreaterThan(0) // the draws from the prior differ
  expect(repeated.share).not.toBe((await holesOf(encodingsOf(HOLE_IMAGES, 3))).share)
})
