import { describe, expect, test } from 'vitest'
import { normal } from '../../math/random.ts'
import type { Encodings } from '../../protocol/latent.ts'
import { along, ellipseOf, latentAxes, lineAxes, principalAxes, type Axes } from './axes.ts'
import { classMeans, indexPoints, mapPoints, outsideOf, mapReach, rowOf } from './map.ts'

const NONE = new Set<number>()
const LABELS = Uint8Array.from({ length: 400 }, (_, i) => i % 10)

/** Means drawn with standard deviations `spread`, one for each latent. */
function encodingsOf(spread: readonly number[], count = 400): Encodings {
  const latent = spread.length
  const draws = normal(count * latent, { seed: 1, stream: 1, step: 0 })
  const mean = draws.map((draw, i) => draw * spread[i % latent]!)
  const indices = Uint32Array.from({ length: count }, (_, i) => i)
  return {
    step: 7,
    count,
    indices,
    latent,
    mean,
    spread: new Float32Array(count * latent).fill(Math.exp(-1)),
  }
}

const directionOf = (axes: Axes, place: 0 | 1): readonly number[] => {
  const axis = axes[place]
  return axis.kind === 'principal' ? [...axis.direction] : []
}

describe('axes', () => {
  test('two latents are their own coordinates', () => {
    const [x, y] = latentAxes(2, 0)
    expect([along(x, [1, 2, 3]), along(y, [1, 2, 3])]).toEqual([3, 1])
  })

  test('principal ones lie where the means vary most, and say how much of it they show', () => {
    const axes = principalAxes(encodingsOf([0.1, 2, 0.1, 1]), null)
    expect(Math.abs(directionOf(axes, 0)[1]!)).toBeGreaterThan(0.98)
    expect(Math.abs(directionOf(axes, 1)[3]!)).toBeGreaterThan(0.98)
    const shares = axes.map((axis) => (axis.kind === 'principal' ? axis.share : NaN)) as [number, number]
    expect(shares[0]).toBeCloseTo(4 / 5.02, 1)
    expect(shares[1]).toBeCloseTo(1 / 5.02, 1)
  })

  test('they do not flip over while they turn', () => {
    const encodings = encodingsOf([0.1, 2, 1])
    const flipped = principalAxes(encodings, null).map((axis) =>
      axis.kind === 'principal' ? { ...axis, direction: axis.direction.map((value) => -value) } : axis,
    ) as unknown as Axes
    const next = principalAxes(encodings, flipped)
    expect(directionOf(next, 0)).toEqual(directionOf(flipped, 0))
    expect(directionOf(next, 1)).toEqual(directionOf(flipped, 1))
  })

  test('they go through the origin, not through the centre: the prior lies about 0', () => {
    const axes = principalAxes(encodingsOf([2, 1, 0.1]), null)
    expect(axes.map((axis) => along(axis, [0, 0, 0]))).toEqual([0, 0])
  })
})

describe('a posterior on the map', () => {
  test('along two latents has their standard deviations', () => {
    const { rx, ry, angle } = ellipseOf(latentAxes(0, 2), [2, 1, 0.5])
    expect([rx, ry, angle]).toEqual([2, 0.5, 0])
    const turned = ellipseOf(latentAxes(2, 0), [2, 1, 0.5])
    expect([turned.rx, turned.ry]).toEqual([2, 0.5])
    expect(Math.abs(turned.angle)).toBeCloseTo(Math.PI / 2, 12)
  })

  test('on turned axes is the projection of its covariance', () => {
    const angle = 0.4
    const direction = (place: number, x: number, y: number) =>
      ({ kind: 'principal', place, share: 0, direction: Float64Array.of(x, y) }) as const
    const axes: Axes = [
      direction(0, Math.cos(angle), Math.sin(angle)),
      direction(1, -Math.sin(angle), Math.cos(angle)),
    ]
    const found = ellipseOf(axes, [3, 1])
    expect(found.rx).toBeCloseTo(3, 12)
    expect(found.ry).toBeCloseTo(1, 12)
    expect(found.angle).toBeCloseTo(-angle, 12)
  })

  test('of one latent is a line', () => {
    expect(ellipseOf(lineAxes, [2])).toEqual({ rx: 2, ry: 0, angle: 0 })
  })
})

describe('points', () => {
  test('of one latent stand in rows by class, the same every time', () => {
    const encodings = encodingsOf([1])
    const points = mapPoints(encodings, lineAxes, LABELS)
    expect(points.ys).toEqual(mapPoints(encodings, lineAxes, LABELS).ys)
    points.ys.forEach((y, i) => expect(Math.abs(y - rowOf(i % 10, points.present))).toBeLessThanOrEqual(0.28))
    expect(rowOf(0, points.present)).toBeGreaterThan(rowOf(9, points.present))
  })

  test('have no classes where there are fewer labels than images', () => {
    expect(mapPoints(encodingsOf([1, 1]), latentAxes(0, 1), LABELS.slice(0, 10)).classes).toBeNull()
    expect(mapPoints(encodingsOf([1, 1]), latentAxes(0, 1), null).classes).toBeNull()
  })

  test('means of the classes', () => {
    const points = mapPoints(encodingsOf([1, 1], 20), latentAxes(0, 1), LABELS)
    const [first] = classMeans(points)
    expect(first).toEqual({
      label: 0,
      x: (points.xs[0]! + points.xs[10]!) / 2,
      y: (points.ys[0]! + points.ys[10]!) / 2,
    })
    expect(classMeans({ ...points, classes: null })).toEqual([])
  })
})

describe('the reach', () => {
  const reachFor = (spread: number, before = 4) =>
    mapReach(mapPoints(encodingsOf([spread, spread]), latentAxes(0, 1), null), 1, before)

  test('holds the prior, and nearly all points, wherever they are', () => {
    expect(reachFor(0.1)).toBe(4)
    expect(reachFor(20)).toBeGreaterThanOrEqual(48)
    const wide = mapPoints(encodingsOf([20, 20]), latentAxes(0, 1), null)
    expect(outsideOf(wide, reachFor(20), 1)).toBeLessThanOrEqual(2)
  })

  test('does not tremble: it becomes smaller only when every point is within', () => {
    const needed = reachFor(2)
    expect(needed).toBeGreaterThan(4)
    expect(reachFor(2, needed)).toBe(needed)
    expect(reachFor(0.5, 24)).toBe(4)
    const outlier = encodingsOf([0.5, 0.5])
    outlier.mean[0] = 9
    const points = mapPoints(outlier, latentAxes(0, 1), null)
    expect(mapReach(points, 1, 24)).toBe(10)
    expect(mapReach(points, 1, 4)).toBe(4)
  })
})

describe('the nearest image', () => {
  const points = mapPoints(encodingsOf([1, 1]), latentAxes(0, 1), LABELS)
  const slow = (x: number, y: number, hidden = NONE) => {
    const order = Array.from(points.xs, (_, i) => i).filter((i) => !hidden.has(i % 10))
    const distance = (i: number) => Math.hypot(points.xs[i]! - x, points.ys[i]! - y)
    return order.reduce((best, i) => (distance(i) < distance(best) ? i : best))
  }

  test('is the one that looking at all of them finds', () => {
    const nearest = indexPoints(points, 4, NONE)
    const places = normal(200, { seed: 2, stream: 1, step: 0 })
    for (let i = 0; i < places.length; i += 2) {
      const [x, y] = [places[i]!, places[i + 1]!]
      expect(nearest.find(x, y, 10)).toBe(slow(x, y))
    }
  })

  test('is not one further away than asked, nor one that is hidden', () => {
    const hidden = new Set([3, 4])
    const nearest = indexPoints(points, 4, hidden)
    expect(nearest.find(50, 50, 1)).toBeNull()
    expect(nearest.find(points.xs[3]!, points.ys[3]!, 10)).toBe(slow(points.xs[3]!, points.ys[3]!, hidden))
  })
})
