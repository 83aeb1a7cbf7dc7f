import { describe, expect, test } from 'vitest'
import { normal } from '../../../math/random.ts'
import type { Encodings } from '../../../protocol/latent.ts'
import { pairOf, type MapChoices } from './choices.ts'
import { mapScale } from './draw.ts'
import { createFollower } from './scene.ts'

const CHOICES: MapChoices = {
  kind: 'principal',
  axes: null,
  hidden: new Set(),
  showsMeans: false,
  showsEllipses: false,
}

function encodingsOf(latent: number, spread: number): Encodings {
  const draws = normal(200 * latent, { seed: latent, stream: 1, step: 0 })
  const mean = draws.map((draw, i) => draw * spread * (1 + (i % latent)))
  const indices = Uint32Array.from({ length: 200 }, (_, i) => i)
  return { step: 1, count: 200, indices, latent, mean, spread: new Float32Array(200 * latent).fill(1) }
}

const orderOf = (latent: number) => Array.from({ length: latent }, (_, j) => latent - 1 - j)
const wanted = (latent: number, spread: number, choices: MapChoices = CHOICES) => ({
  encodings: encodingsOf(latent, spread),
  labels: null,
  order: orderOf(latent),
  choices,
})

describe('the scene', () => {
  test.each([
    [1, 'latent,class'],
    [2, 'latent,latent'],
    [5, 'principal,principal'],
  ] as const)('of %i latents lies along %s', (latent, kinds) => {
    const { points } = createFollower().follow(wanted(latent, 1))
    expect(points.axes.map(({ kind }) => kind).join()).toBe(kinds)
  })

  test('is the same however often it is asked for', () => {
    const follower = createFollower()
    const wish = wanted(5, 3)
    const first = follower.follow(wish)
    const second = follower.follow(wish)
    expect(second.points).toEqual(first.points)
    expect(second.reach).toBe(first.reach)
  })

  test('reaches as far as it did, until its axes are others', () => {
    const follower = createFollower()
    const pair = (x: number, y: number): MapChoices => ({ ...CHOICES, kind: 'latents', axes: [x, y] })
    const wide = follower.follow(wanted(3, 1, pair(1, 2))).reach
    expect(wide).toBeGreaterThan(6)
    const still = { ...wanted(3, 1, pair(1, 2)), encodings: encodingsOf(3, 0.98) }
    expect(follower.follow(still).reach).toBe(wide)
    expect(follower.follow(wanted(3, 0.1, pair(0, 1))).reach).toBe(4)
  })
})

test('a pair that a smaller model does not have gives way to the most active ones', () => {
  const chosen: MapChoices = { ...CHOICES, axes: [7, 1] }
  expect(pairOf(chosen, orderOf(8))).toEqual([7, 1])
  expect(pairOf(chosen, [2, 0, 1])).toEqual([2, 0])
  expect(pairOf(CHOICES, [2, 0, 1])).toEqual([2, 0])
})

test('places on the canvas and numbers of the map are one another’s', () => {
  const place = mapScale({ width: 300, height: 200 }, 4)
  expect(place.fromX(place.x(1.25))).toBeCloseTo(1.25, 12)
  expect(place.fromY(place.y(-3))).toBeCloseTo(-3, 12)
  expect(place.y(4)).toBeCloseTo(0, 12)
  expect(place.x(1) - place.x(0)).toBeCloseTo(place.y(0) - place.y(1), 12)
})
