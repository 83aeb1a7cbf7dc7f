import { expect, test } from 'vitest'
import { toIntensities, toTargets } from './targets.ts'

test('intensities come back from the targets that they became', () => {
  const intensities = Uint8Array.from({ length: 256 }, (_, i) => i)
  expect(toIntensities(toTargets(intensities, 'grey', { seed: 1, stream: 1, step: 0 }))).toEqual(intensities)
})

test('what a decoder gives outside of [0, 1] is clipped, and what is between is rounded', () => {
  const means = Float32Array.of(-3, -0.001, 0.0019, 0.002, 0.5, 0.9985, 1.5, Infinity)
  expect([...toIntensities(means)]).toEqual([0, 0, 0, 1, 128, 255, 255, 255])
})
