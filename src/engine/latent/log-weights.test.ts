/** Defensive weights in a model that is known: z ~ N(0, 1), x|z ~ N(z, 1), x = 2, so that p(z|x) = N(1, 1/2). */
import { describe, expect, test } from 'vitest'
import { bernoulliReference } from '../../families/bernoulli/reference.ts'
import type { PlainFamily } from '../../families/reference.ts'
import { gaussianReference } from '../../families/gaussian/reference.ts'
import { pointReference } from '../../families/point/reference.ts'
import { momentsOf } from '../../math/moments.ts'
import { drawLogWeights, evaluationsOf, type WeightsRequest } from './log-weights.ts'

const LOG_P = -Math.log(4 * Math.PI) / 2 - 1
const LATENT = { latents: 1, classes: 2 }

function counting(logLikelihood: (z: number) => number) {
  const counted = { points: 0 }
  const slices: WeightsRequest['slices'] = {
    evaluate: (z) => {
      counted.points += z.length
      return Promise.resolve(Float32Array.from(z, logLikelihood))
    },
    points: () => 300,
    expect: () => {},
    pause: () => Promise.resolve(),
    took: () => {},
  }
  return { slices, counted }
}

const normalModel = (z: number) => -((2 - z) ** 2) / 2 - Math.log(2 * Math.PI) / 2

/** w / p(x) of one image, whose mean over the draws is to be 1. */
async function relativeWeights(gamma: readonly number[], image: number, draws = 1000) {
  const { slices } = counting(normalModel)
  const { own, defensive } = await drawLogWeights({
    reference: gaussianReference(LATENT),
    gamma,
    draws,
    seed: 4,
    image,
    slices,
  })
  const relative = (weights: Float64Array) => weights.map((value) => Math.exp(value - LOG_P))
  return { own: relative(own), defensive: relative(defensive!) }
}

/** gamma of a q with the posterior's mean, so many times as wide. */
const asWide = (times: number) => [1, 2 * Math.log(times * Math.SQRT1_2)]

test('the posterior itself: equal weights with q alone, none beyond twice that with the mixture', async () => {
  const { own, defensive } = await relativeWeights(asWide(1), 0)
  for (const weight of own) expect(Math.abs(weight - 1)).toBeLessThan(1e-5)
  for (const weight of defensive) expect(weight).toBeLessThan(2 + 1e-5)
})

test.each([0.2, 0.5, 1, 2])(
  'q is %d times as wide as the posterior: the mean is p(x) within its error',
  async (times) => {
    const means: number[] = []
    for (let image = 0; image < 50; image++)
      means.push(momentsOf([...(await relativeWeights(asWide(times), image)).defensive]).mean)
    const { mean, meanError } = momentsOf(means)
    expect(Math.abs(mean - 1)).toBeLessThan(4.5 * meanError)
    expect(meanError).toBeLessThan(0.01)
  },
)

test('where q is a fifth as wide, its own draws miss the largest weights and the mixture has them', async () => {
  const { own, defensive } = await relativeWeights(asWide(0.2), 1, 5000)
  expect(momentsOf([...own]).mean).toBeLessThan(0.9)
  expect(Math.abs(momentsOf([...defensive]).mean - 1)).toBeLessThan(4.5 * momentsOf([...defensive]).meanError)
})

describe('which draws', () => {
  const drawn = async (reference: PlainFamily, draws: number) => {
    const { slices, counted } = counting(normalModel)
    const weights = await drawLogWeights({ reference, gamma: [0.3, 0.1], draws, seed: 4, image: 2, slices })
    expect(counted.points).toBe(evaluationsOf(reference, draws))
    return weights
  }

  test.each([4, 5, 7, 8, 1001])(
    '%i: as many with the mixture, whose first half are those of q',
    async (draws) => {
      const { own, defensive } = await drawn(gaussianReference(LATENT), draws)
      expect([own.length, defensive!.length]).toEqual([draws, draws])
      // Of one draw q's density is at least half of the mixture's.
      for (let i = 0; i < draws / 2; i++)
        expect(defensive![i]).toBeLessThanOrEqual(own[i]! + Math.LN2 + 1e-12)
    },
  )

  test('none of a wider q where there are fewer than four, and where the family has none', async () => {
    expect((await drawn(gaussianReference(LATENT), 3)).defensive).toBeNull()
    const { slices } = counting(normalModel)
    const point = { reference: pointReference(LATENT), gamma: [0.3, 0], draws: 8, seed: 4, image: 0, slices }
    expect((await drawLogWeights(point)).defensive).toBeNull()
  })
})

test('a bit whose q is nearly certain of the wrong value', async () => {
  // p(x|0) = 1e-4, p(x|1) = 1
  const { slices } = counting((z) => (z === 1 ? 0 : Math.log(1e-4)))
  const request = { reference: bernoulliReference(LATENT), gamma: [-12], draws: 5000, seed: 4, slices }
  const { own, defensive } = await drawLogWeights({ ...request, image: 0 })
  const mean = (weights: Float64Array) => momentsOf([...weights.map(Math.exp)])
  const truth = (1 + 1e-4) / 2
  expect(mean(own).mean).toBeLessThan(truth / 10)
  const { mean: found, meanError } = mean(defensive!)
  expect(Math.abs(found - truth)).toBeLessThan(4.5 * meanError)
  expect(meanError).toBeLessThan(0.1)
})
