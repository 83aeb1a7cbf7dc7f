import { describe, expect, test } from 'vitest'
import { gather, targetsOf, type ImageBatch } from '../math/targets.ts'
import { createBatches } from './batches.ts'

const PIXELS = 4
/** Image i is four pixels of intensity i. */
const split = (count: number) => ({
  images: Uint8Array.from({ length: count * PIXELS }, (_, i) => Math.floor(i / PIXELS)),
  labels: null,
  count,
})
const options = { seed: 3, batch: 32, targets: 'grey' } as const
const imagesOf = (batch: ImageBatch) => [...gather(batch)].filter((_, i) => i % PIXELS === 0)

describe('grey batches', () => {
  const batches = createBatches(split(100), options)
  const epoch = (n: number) => [0, 1, 2, 3].flatMap((k) => imagesOf(batches.at(4 * n + k)))

  test('each epoch visits every image once, in another order, the last batch being smaller', () => {
    expect(batches.stepsPerEpoch).toBe(4)
    expect(batches.at(3).indices.length).toBe(100 - 3 * 32)
    for (const n of [0, 1, 5]) expect(epoch(n).sort((a, b) => a - b)).toEqual([...Array(100).keys()])
    expect(epoch(0)).not.toEqual(epoch(1))
  })

  test('a batch depends on seed and step alone, not on what was asked before', () => {
    const fresh = createBatches(split(100), options)
    expect(fresh.at(21)).toEqual(batches.at(21))
    expect(fresh.at(2)).toEqual(batches.at(2))
    expect(createBatches(split(100), { ...options, seed: 4 }).at(0)).not.toEqual(batches.at(0))
  })

  test('grey targets are the intensities over 255', () => {
    const images = Uint8Array.of(0, 51, 204, 255)
    const batch = createBatches({ images, labels: null, count: 1 }, options).at(0)
    expect([...targetsOf(batch)]).toEqual([0, 0.2, 0.8, 1].map(Math.fround))
  })
})

test('binarized targets are 0 or 1, drawn afresh at each visit', () => {
  const grey = { images: new Uint8Array(64 * PIXELS).fill(128), labels: null, count: 64 }
  const batches = createBatches(grey, { ...options, targets: 'binarized' })
  const [first, next] = [targetsOf(batches.at(0)), targetsOf(batches.at(1))]
  expect([...first].every((value) => value === 0 || value === 1)).toBe(true)
  expect(first).not.toEqual(next)
})
