/**
 * Antithetic noise with every family that has it, in plain numbers and in TF.js: means within 4.5 standard errors of the
 * gradient, variances against closed forms. A mean over a pair has of the function that is averaged only the variance of
 * the part that is the same at both ends: none of an odd one, the whole of an even one, which then costs twice as much.
 */
import '@tensorflow/tfjs-backend-cpu'
import { mul, scalar, setBackend, tensor1d, tensor2d, tidy, type Tensor2D } from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import type { PlainImage } from '../../src/estimators/reference.ts'
import { ESTIMATORS } from '../../src/estimators/registry.ts'
import { antitheticNoise } from '../../src/families/antithetic-noise.ts'
import { FAMILIES } from '../../src/families/registry.ts'
import { momentsOf } from '../../src/math/moments.ts'
import { estimatesAt, expectation, type Coordinate } from '../../src/math/one-dimension.ts'
import type { Decoder } from '../../src/model/decoder.ts'
import { GAUSSIAN, ELBO, PLAIN_ELBO, notEnumerated } from '../support/gaussian.ts'

const KEY = { seed: 21, stream: 900, step: 0 }
const REPLICATES = 20_000
const MU = 0.7
const SIGMA = 0.8

type Kind = 'reparameterized' | 'scoreFunction'
const IDS = { reparameterized: 'reparameterized', scoreFunction: 'score-function' } as const

/** f, its slope, and what of each estimator's variance is left. */
interface Case {
  readonly name: string
  readonly value: (z: number) => number
  readonly slope: (z: number) => number
  /** Of (mu, log sigma): whether an estimator's draw is an odd or an even function of the noise there. */
  readonly parity?: Readonly<Record<Kind, readonly ['odd' | 'even', 'odd' | 'even']>>
}
const CASES: readonly Case[] = [
  {
    name: 'linear in z',
    value: (z) => 3 * (z - MU),
    slope: () => 3,
    parity: { reparameterized: ['even', 'odd'], scoreFunction: ['even', 'odd'] },
  },
  {
    name: 'even about the mean',
    value: (z) => (z - MU) ** 2,
    slope: (z) => 2 * (z - MU),
    parity: { reparameterized: ['odd', 'even'], scoreFunction: ['odd', 'even'] },
  },
  { name: 'neither', value: (z) => Math.exp(z / 2), slope: (z) => Math.exp(z / 2) / 2 },
]

/** Of one draw and of a pair, by quadrature. */
function exact({ value, slope }: Case, kind: Kind, coordinate: Coordinate) {
  const one = (eps: number) => {
    const path = coordinate === 'mu' ? 1 : SIGMA * eps
    const score = coordinate === 'mu' ? eps / SIGMA : eps * eps - 1
    const z = MU + SIGMA * eps
    return kind === 'reparameterized' ? slope(z) * path : value(z) * score
  }
  const mean = expectation(one)
  const variance = (of: (eps: number) => number) => expectation((eps) => (of(eps) - mean) ** 2)
  return { mean, one: variance(one), pair: variance((eps) => (one(eps) + one(-eps)) / 2) }
}

const decoder = ({ value, slope }: Case): Decoder => ({
  enumerate: notEnumerated,
  evaluate(z) {
    const values = [...z.dataSync()]
    return {
      logLikelihood: tensor1d(values.map(value)),
      backward: (weights) => ({ layers: [], input: mul(tensor2d(values.map(slope), z.shape), weights) }),
    }
  },
})
const counts = (samples: number) => ({ images: REPLICATES, samples, together: 1 })
const gamma = [MU, 2 * Math.log(SIGMA)] as const
const { reference } = FAMILIES.gaussian
const plainGaussian = reference({ latents: 1, classes: 2 })

/** Minus the gradient of E f with respect to (mu, log sigma), a pair for each replicate: by tensors and by plain numbers. */
function drawn(one: Case, kind: Kind, samples: number) {
  const noise = antitheticNoise(plainGaussian, counts(samples), KEY)
  const options = { beta: 0, kl: 'closed-form', baseline: 'none', temperature: 1, dial: 1 } as const
  const tensors = tidy(() => {
    const gammas = tensor2d(Array.from({ length: REPLICATES }, () => [...gamma]))
    const targets = tensor2d(new Float32Array(REPLICATES), [REPLICATES, 1])
    const eps = tensor2d(noise, [REPLICATES * samples, 1])
    const { gradGamma } = ESTIMATORS[IDS[kind]].estimate({
      ...options,
      family: GAUSSIAN,
      objective: ELBO,
      drawn: GAUSSIAN.draw(gammas, eps),
      samples,
      targets,
      decoder: decoder(one),
      movingAverage: scalar(0),
    })
    return (gradGamma as Tensor2D).arraySync()
  })
  const images = Array.from({ length: 500 }, (_, image): PlainImage => ({
    gamma,
    noise: Array.from({ length: samples }, (__, l) => [noise[l * REPLICATES + image]!]),
    logLikelihood: ([z]) => ({ value: one.value(z!), gradient: [one.slope(z!)] }),
    trainDecoder: () => {},
  }))
  const plain = ESTIMATORS[IDS[kind]].reference(images, {
    ...options,
    family: plainGaussian,
    objective: PLAIN_ELBO,
    movingAverage: 0,
  })
  // Of the mean over the replicates, and by log sigma^2: back to one replicate, and to log sigma.
  return {
    tensors: tensors.map(([a, b]) => [-REPLICATES * a!, -2 * REPLICATES * b!]),
    plain: plain.map(([a, b]) => [-a!, -2 * b!]),
  }
}

beforeAll(() => setBackend('cpu'))

describe.each(CASES)('f $name', (one) => {
  describe.each(['reparameterized', 'scoreFunction'] as const)('%s', (kind) => {
    test.each([2, 4])('L = %i: mean and variance', (samples) => {
      const { tensors, plain } = drawn(one, kind, samples)
      for (const [place, coordinate] of (['mu', 'log-sigma'] as const).entries()) {
        const { mean, one: ofOne, pair } = exact(one, kind, coordinate)
        const parity = one.parity?.[kind][place]
        if (parity === 'odd') expect(pair).toBeLessThan(1e-9)
        // What two independent draws leave is half of it: the pair leaves twice as much.
        if (parity === 'even') expect(pair).toBeCloseTo(ofOne, 8)
        const moments = momentsOf(tensors.map((row) => row[place]!))
        const expected = pair / (samples / 2)
        const scale = Math.max(ofOne, 1)
        expect(Math.abs(moments.mean - mean)).toBeLessThan(
          4.5 * Math.sqrt(expected / REPLICATES) + 1e-3 * Math.sqrt(scale),
        )
        expect(Math.abs(moments.variance - expected)).toBeLessThan(4.5 * moments.varianceError + 1e-5 * scale)
        plain.forEach((row, i) =>
          expect(Math.abs(row[place]! - tensors[i]![place]!)).toBeLessThan(2e-3 * Math.sqrt(scale)),
        )
      }
    })
  })
})

test('the same as the one-dimensional bench’s draws at eps and -eps', () => {
  const problem = {
    family: 'cosine',
    k: 2,
    mu: MU,
    sigma: SIGMA,
    coordinate: 'mu',
    baseline: 0,
  } as const
  const one: Case = { name: '', value: (z) => Math.cos(2 * z), slope: (z) => -2 * Math.sin(2 * z) }
  const noise = antitheticNoise(plainGaussian, counts(2), KEY)
  const { plain } = drawn(one, 'scoreFunction', 2)
  plain.forEach(([mu], image) => {
    const eps = noise[image]!
    const both = [eps, -eps].map((value) => estimatesAt(problem, value).scoreFunction)
    expect(mu).toBeCloseTo((both[0]! + both[1]!) / 2, 5)
  })
})

/** Two latents; f is a number of each state. */
const DISCRETE = {
  bernoulli: { shape: { latents: 2, classes: 2 }, gamma: [0.4, -1.3] },
  categorical: { shape: { latents: 2, classes: 3 }, gamma: [0.3, -1.2, 0.5, 2, 0, -1] },
} as const

describe.each(['bernoulli', 'categorical'] as const)('%s', (id) => {
  const { shape, gamma: logits } = DISCRETE[id]
  const family = FAMILIES[id].reference(shape)
  const f = (z: readonly number[]) => z.reduce((sum, value, i) => sum + value * Math.sin(3 * i + 1), 0) ** 2
  const images = 20_000
  const noise = antitheticNoise(family, { images, samples: 2, together: 1 }, KEY)
  const width = noise.length / (2 * images)
  const draw = (row: number) => {
    const eps = [...noise.subarray(row * width, (row + 1) * width)]
    const z = family.draw(logits, eps)
    return { gamma: logits, noise: eps, z }
  }
  const exactly = () => {
    const states = family.states!()
    const gradient = logits.map(() => 0)
    for (const z of states) {
      const mass = Math.exp(family.logRatioToPrior({ gamma: logits, noise: [], z })) / states.length
      family.score!({ gamma: logits, noise: [], z }).forEach((one, i) => (gradient[i]! += mass * f(z) * one))
    }
    return gradient
  }

  test('the score function’s mean over pairs is the gradient, and pairs are correlated', () => {
    const pairs = Array.from({ length: images }, (_, image) =>
      [image, images + image].map((row) => {
        const one = draw(row)
        return family.score!(one).map((score) => score * f(one.z))
      }),
    )
    exactly().forEach((expected, i) => {
      const { mean, meanError } = momentsOf(pairs.map(([a, b]) => (a![i]! + b![i]!) / 2))
      expect(Math.abs(mean - expected)).toBeLessThan(4.5 * meanError)
    })
    const agree = pairs.filter((_, image) => draw(image).z.join() === draw(images + image).z.join()).length
    const states = family.states!()
    const chance = states
      .map((z) => Math.exp(family.logRatioToPrior({ gamma: logits, noise: [], z })) / states.length)
      .reduce((sum, mass) => sum + mass ** 2, 0)
    // Independent draws agree by chance; opposite ones less often.
    expect(agree / images).toBeLessThan(chance)
  })

  test('one bit: both draws of a pair are 1 with probability max(0, 2 theta - 1)', () => {
    if (id !== 'bernoulli') return
    const theta = 1 / (1 + Math.exp(-logits[0]!))
    const both = Array.from({ length: images }, (_, image) => draw(image).z[0]! * draw(images + image).z[0]!)
    const { mean, meanError } = momentsOf(both)
    expect(Math.abs(mean - (2 * theta - 1))).toBeLessThan(4.5 * meanError)
  })
})

test('draws that are taken together stay independent: pairs are across the L estimates', () => {
  const [images, samples, together] = [3, 4, 5]
  const noise = antitheticNoise(plainGaussian, { images, samples, together }, KEY)
  const at = (k: number, l: number, b: number) => noise[(k * samples + l) * images + b]!
  for (let k = 0; k < together; k++)
    for (let l = 0; l < 2; l++) for (let b = 0; b < images; b++) expect(at(k, l + 2, b)).toBe(-at(k, l, b))
  expect(new Set(noise.map(Math.abs)).size).toBe(noise.length / 2)
  expect(() => antitheticNoise(plainGaussian, { images, samples: 3, together }, KEY)).toThrow(/even L/)
})
