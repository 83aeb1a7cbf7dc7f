import { expect, test } from 'vitest'
import { cellSquares, labelsOfCodes, purityOf } from './code-map.ts'

/** Labels by index in the test set; the images are its places 4, 0, 3, 1, 2. */
const images = { indices: Uint32Array.of(4, 0, 3, 1, 2), labels: Uint8Array.of(7, 1, 1, 7, 3) }
const codebook = { codes: Uint32Array.of(2, 0, 0, 0, 2), mass: Float64Array.of(0.6, 0, 0.4) }

test('counts the classes of each code, by the places of the images in the test set', () => {
  const labels = labelsOfCodes(codebook, images)!
  expect(labels.present).toEqual([1, 3, 7])
  expect(labels.counts).toEqual([{ 7: 2, 1: 1 }, {}, { 3: 1, 1: 1 }])
  expect(purityOf(labels)).toBeCloseTo(3 / 5, 12)
})

test('the area of a square is its number of images, and its parts are the shares of the classes', () => {
  const [first, second, third] = cellSquares(labelsOfCodes(codebook, images)!)
  expect(first!.side).toBe(1)
  expect(first!.parts.map(({ label }) => label)).toEqual([1, 7])
  expect(first!.parts[0]!.to).toBeCloseTo(1 / 3, 12)
  expect(first!.parts[1]!.to).toBeCloseTo(1, 12)
  expect(second).toEqual({ side: 0, parts: [] })
  expect(third!.side ** 2).toBeCloseTo(2 / 3, 12)
})

test('without labels all are of one class; before the images are there, nothing', () => {
  const nameless = labelsOfCodes(codebook, { ...images, labels: null })!
  expect(nameless).toMatchObject({ isLabelled: false, counts: [{ 0: 3 }, {}, { 0: 2 }] })
  expect(labelsOfCodes(codebook, { ...images, indices: Uint32Array.of(4) })).toBeNull()
  expect(purityOf({ counts: [{}] })).toBeNull()
})
