import { expect, test } from 'vitest'
import { blend, distance, interpolate } from './blend.ts'

const image = (...pixels: readonly number[]) => ({ pixels: Uint8Array.from(pixels), count: 1 })

test('images fade from one to the other', () => {
  const { pixels, count } = blend(image(0, 255, 100), image(255, 0, 100), 3)
  expect(count).toBe(3)
  expect([...pixels]).toEqual([0, 255, 100, 128, 128, 100, 255, 0, 100])
})

test('only the first of several images is meant', () => {
  const two = { pixels: Uint8Array.of(10, 20, 99, 99), count: 2 }
  expect([...blend(two, image(30, 40), 2).pixels]).toEqual([10, 20, 30, 40])
})

test('points and their distance', () => {
  expect(interpolate([0, 2], [4, 0], 0.25)).toEqual([1, 1.5])
  expect(interpolate([0.1, 2], [4, 0.3], 0)).toEqual([0.1, 2])
  expect(interpolate([0.1, 2], [4, 0.3], 1)).toEqual([4, 0.3])
  expect(distance([0, 0], [3, 4])).toBe(5)
})
