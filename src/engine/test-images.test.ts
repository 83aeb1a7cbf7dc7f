import { describe, expect, test } from 'vitest'
import { uniform } from '../math/random.ts'
import { targetsOf } from '../math/targets.ts'
import { DEFAULT_SETTINGS, type Settings } from '../protocol/settings.ts'
import { EVALUATION_SLICE, testBatch } from './evaluation.ts'
import { createTestImages } from './test-images.ts'
import { PIXELS } from './training.ts'

const COUNT = 300
/**
 * The first images are nearly black, the last ones nearly white: an extreme case of images in order of
 * difficulty.
 */
const images = Uint8Array.from(
  uniform(COUNT * PIXELS, 0, 1, { seed: 4, stream: 1, step: 0 }),
  (value, i) => (255 * (value + Math.floor(i / PIXELS) / COUNT)) / 2,
)
const split = { images, count: COUNT, labels: Uint8Array.from({ length: COUNT }, (_, i) => i % 10) }
const of = (change: Partial<Settings> = {}) => createTestImages(split, { ...DEFAULT_SETTINGS, ...change })

describe('some of them', () => {
  test('each once, more of them begin with the same ones, and there are no more than all', () => {
    const test = of()
    const all = test.some(1e6)
    expect([...all].sort((a, b) => a - b)).toEqual(Array.from({ length: COUNT }, (_, i) => i))
    for (const count of [1, 48, 299]) expect(test.some(count)).toEqual(all.slice(0, count))
    expect(of().some(COUNT)).toEqual(all)
  })

  test('are others with another seed', () => {
    expect(of({ seed: 2 }).some(20)).not.toEqual(of({ seed: 1 }).some(20))
  })

  test('stand for all: their mean is that of all to its standard error; that of the first ones is not', () => {
    const greys = Array.from({ length: COUNT }, (_, i) => {
      const own = images.subarray(i * PIXELS, (i + 1) * PIXELS)
      return own.reduce((sum, value) => sum + value, 0) / PIXELS
    })
    const mean = (some: ArrayLike<number>) =>
      Array.from(some).reduce((sum, image) => sum + greys[image]!, 0) / some.length
    const everything = Array.from({ length: COUNT }, (_, i) => i)
    const sd = Math.sqrt(greys.reduce((sum, grey) => sum + (grey - mean(everything)) ** 2, 0) / COUNT)
    const errors = (some: ArrayLike<number>) =>
      Math.abs(mean(some) - mean(everything)) / (sd / Math.sqrt(some.length))
    for (let seed = 1; seed <= 20; seed++) expect(errors(of({ seed }).some(50))).toBeLessThan(4.5)
    expect(errors(everything.slice(0, 50))).toBeGreaterThan(8)
  })
})

test.each(['grey', 'binarized'] as const)(
  '%s targets are those with which each image is evaluated',
  (targets) => {
    const settings = { ...DEFAULT_SETTINGS, targets }
    const test = of(settings)
    const some = test.some(40)
    const found = test.targets(some)
    const evaluated = [0, 1, 2].map((slice) =>
      targetsOf(testBatch(split, settings, slice * EVALUATION_SLICE)),
    )
    some.forEach((image, i) => {
      const slice = evaluated[Math.floor(image / EVALUATION_SLICE)]!
      const place = image % EVALUATION_SLICE
      expect(found.subarray(i * PIXELS, (i + 1) * PIXELS)).toEqual(
        slice.subarray(place * PIXELS, (place + 1) * PIXELS),
      )
    })
    // Whatever was asked for before, and whether or not all are there in the end.
    for (const [start, end] of [
      [10, 17],
      [0, 40],
      [25, 40],
    ] as const)
      expect(targetsOf(test.batch(start, end))).toEqual(found.subarray(start * PIXELS, end * PIXELS))
    expect(test.batch(0, 40).isWhole).toBe(false)
    expect(test.batch(0, COUNT).isWhole).toBe(true)
    const bytes = test.intensities(Uint32Array.of(7, 7, 299))
    expect(bytes.subarray(2 * PIXELS)).toEqual(images.subarray(299 * PIXELS))
  },
)
