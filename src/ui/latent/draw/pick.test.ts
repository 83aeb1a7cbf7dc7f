import { expect, test } from 'vitest'
import type { TestImages } from '../../../protocol/latent.ts'
import { anyOf, nextOfClass, testOf } from './pick.ts'

/** All are picked from, though only two of them are there to be seen. */
const images = (labels: readonly number[] | null, total = labels?.length ?? 5): TestImages => ({
  total,
  indices: Uint32Array.of(4, 1),
  images: { pixels: new Uint8Array(784 * 2), count: 2 },
  labels: labels && Uint8Array.from(labels),
})
const some = images([7, 2, 1, 7, 0])

test('the next and the previous, round the end', () => {
  expect([0, 3, 4].map((from) => nextOfClass(some, from, 1, null))).toEqual([1, 4, 0])
  expect([0, 3].map((from) => nextOfClass(some, from, -1, null))).toEqual([4, 2])
  expect([-1, -1].map((from, i) => nextOfClass(some, from, i === 0 ? 1 : -1, null))).toEqual([0, 4])
})

test('of a class', () => {
  expect(nextOfClass(some, 0, 1, 7)).toBe(3)
  expect(nextOfClass(some, 3, 1, 7)).toBe(0)
  expect(nextOfClass(some, 2, 1, 1)).toBe(2)
  expect(nextOfClass(some, 0, 1, 9)).toBeNull()
  expect(anyOf(some, 9, 0)).toBeNull()
  for (let turn = 0; turn < 20; turn++) expect([0, 3]).toContain(anyOf(some, 7, turn))
})

test('at random each has its turn, and the same turn gives the same', () => {
  const seen = Array.from({ length: 60 }, (_, turn) => anyOf(some, null, turn))
  expect(new Set(seen)).toEqual(new Set([0, 1, 2, 3, 4]))
  expect(Array.from({ length: 60 }, (_, turn) => anyOf(some, null, turn))).toEqual(seen)
})

test('without labels only the classes are missing', () => {
  expect(nextOfClass(images(null), 1, 1, null)).toBe(2)
  expect(testOf({ test: 3 })).toBe(3)
  expect(testOf({ pixels: new Uint8Array(784) })).toBe(-1)
  expect(testOf(null)).toBe(-1)
})
