import { describe, expect, test } from 'vitest'
import { covarianceOf } from './latent-statistics.ts'
import { principalDirections, projectOnto, symmetricEigen } from './principal.ts'
import { normal } from './random.ts'

const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0)

test('a line in three dimensions: one direction has it all', () => {
  const { directions, shares, variances, centre } = principalDirections([0, 0, 1, -2, -1, -1, 2, 1, 3], 3)
  const unit = [2, 1, 2].map((value) => value / 3)
  unit.forEach((value, j) => expect(directions[0]![j]).toBeCloseTo(value, 12))
  expect([...shares]).toEqual([expect.closeTo(1, 12), expect.closeTo(0, 12), expect.closeTo(0, 12)])
  expect(variances[0]).toBeCloseTo(6, 12)
  expect([...centre]).toEqual([0, 0, 1])
})

describe.each([2, 20, 64])('a random cloud in %i dimensions', (latent) => {
  const rows = 4 * latent
  const cloud = normal(rows * latent, { seed: 3, stream: 400, step: latent }).map(
    (value, i) => value * (1 + (i % latent)) + (i % 5),
  )
  const found = principalDirections(cloud, latent)

  test('directions are orthonormal eigenvectors by falling variance', () => {
    const covariance = covarianceOf(cloud, latent)
    found.directions.forEach((direction, i) => {
      found.directions.forEach((other, j) => expect(dot(direction, other)).toBeCloseTo(i === j ? 1 : 0, 12))
      for (let row = 0; row < latent; row++) {
        const turned = dot(covariance.subarray(row * latent, (row + 1) * latent), direction)
        expect(Math.abs(turned - found.variances[i]! * direction[row]!)).toBeLessThan(
          1e-11 * found.variances[0]!,
        )
      }
      if (i > 0) expect(found.variances[i]!).toBeLessThanOrEqual(found.variances[i - 1]!)
    })
    expect(found.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
  })

  test('the variance along a direction is that of the projections', () => {
    for (const k of [0, latent - 1]) {
      const along = projectOnto(cloud, latent, found, k)
      const variance = along.reduce((sum, value) => sum + value * value, 0) / rows
      expect(variance / found.variances[k]!).toBeCloseTo(1, 9)
    }
  })

  test('of each direction the largest component is positive', () => {
    for (const direction of found.directions) {
      const most = direction.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a))
      expect(most).toBeGreaterThan(0)
    }
  })
})

test('equal eigenvalues, a diagonal matrix, and a point', () => {
  expect([...symmetricEigen(Float64Array.of(2, 0, 0, 2), 2).values]).toEqual([2, 2])
  expect([...symmetricEigen(Float64Array.of(1, 0, 0, 5), 2).values]).toEqual([5, 1])
  expect([...principalDirections([1, 2, 1, 2], 2).shares]).toEqual([0, 0])
})
