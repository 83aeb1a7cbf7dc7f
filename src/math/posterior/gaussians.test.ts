/** Optimised Gaussians, ascent, and what is asked of the quadrature, against closed forms. */
import { describe, expect, test } from 'vitest'
import { integratePosteriors, type Pace } from '../exact/posterior.ts'
import { normalLogDensity } from '../normal.ts'
import { normal } from '../random.ts'
import { gaussianTarget, TILTED } from '../testing/gaussian-target.ts'
import { solve } from '../testing/linear-gaussian.ts'
import { ascend } from './ascent.ts'
import {
  normalCovariance,
  logDensities,
  normalKl,
  normalWith,
  placed,
  whitened,
  type Normal,
} from './normals.ts'
import { fitReverse } from './reverse-fit.ts'
import { trapezoidalRule } from './rule.ts'
import { drawsDistance, forwardKl, momentsOfTruth, piecesOf, reverseKl, truthOf } from './truth.ts'

const RULE = trapezoidalRule(2, 0.5, 6)
const START = normalWith([0, 0], Float64Array.of(1, 0, 0, 1))

function expectNormal(found: Normal, expected: Normal, digits = 5): void {
  found.mean.forEach((value, i) => expect(value).toBeCloseTo(expected.mean[i]!, digits))
  normalCovariance(found).forEach((value, i) =>
    expect(value).toBeCloseTo(normalCovariance(expected)[i]!, digits),
  )
}

describe('the best Gaussian by KL(q || p)', () => {
  test('with a full covariance it is a Gaussian posterior itself, and the bound its constant', async () => {
    const found = await fitReverse({
      target: gaussianTarget(TILTED, 3.25),
      start: START,
      shape: 'full',
      rule: RULE,
    })
    expectNormal(found.q, TILTED)
    expect(found.bound).toBeCloseTo(3.25, 5)
    expect(found.evaluations).toBeGreaterThanOrEqual((found.steps + 1) * RULE.weights.length)
  })

  test('a diagonal one has the conditional variances, and pays half the log of the ratio of the determinants', async () => {
    const found = await fitReverse({
      target: gaussianTarget(TILTED),
      start: START,
      shape: 'diagonal',
      rule: RULE,
    })
    const [a, b, , c] = normalCovariance(TILTED) as unknown as [number, number, number, number]
    const conditional = [a - (b * b) / c, c - (b * b) / a]
    expectNormal(found.q, normalWith(TILTED.mean, Float64Array.of(conditional[0]!, 0, 0, conditional[1]!)))
    const cost = -0.5 * Math.log(1 - (b * b) / (a * c))
    expect(-found.bound).toBeCloseTo(cost, 5)
    expect(normalKl(found.q, TILTED)).toBeCloseTo(cost, 8)
  })
})

test('KL of Gaussians: by its definition, on a rule under q', () => {
  const q = normalWith([0.2, -0.4], Float64Array.of(0.5, -0.1, -0.1, 0.3))
  const z = placed(q, RULE.points)
  const [logQ, logP] = [logDensities(q, z), logDensities(TILTED, z)]
  const direct = RULE.weights.reduce((sum, weight, i) => sum + weight * (logQ[i]! - logP[i]!), 0)
  expect(normalKl(q, TILTED)).toBeCloseTo(direct, 4)
  expect(normalKl(q, q)).toBeCloseTo(0, 12)
  whitened(q, z).forEach((value, i) => expect(value).toBeCloseTo(RULE.points[i]!, 9))
})

test('the ascent ends at the mode, and every step rises', async () => {
  const { path, values, evaluations } = await ascend({
    target: gaussianTarget(TILTED),
    start: [0, 0],
    length: 0.1,
  })
  const end = path.slice(-2)
  // Two nats fall per sigma^2; the last step gained less than 1e-5.
  expect(Math.max(...whitened(TILTED, end).map(Math.abs))).toBeLessThan(0.05)
  expect([...path.slice(0, 2)]).toEqual([0, 0])
  values.forEach((value, i) => i > 0 && expect(value).toBeGreaterThan(values[i - 1]!))
  expect(evaluations).toBeGreaterThanOrEqual(values.length)
})

describe('a linear-Gaussian model', () => {
  const known = solve({ weight: [1, 0.4, -0.3, 0.9, 0.6, 0.5], noise: 0.4, x: [0.7, -0.8, 0.2] })
  const { a, b, c } = known.precision
  const determinant = a * c - b * b
  const posterior = normalWith(
    known.mean,
    Float64Array.of(c / determinant, -b / determinant, -b / determinant, a / determinant),
  )
  const evaluate = (z: Float64Array) =>
    Float64Array.from({ length: z.length / 2 }, (_, i) => known.logLikelihood(z[2 * i]!, z[2 * i + 1]!))
  const pace: Pace = { points: () => 1e6, pause: async () => {} }
  const truth = async () =>
    truthOf(
      await integratePosteriors({
        posteriors: [{ mean: known.mean, sigma: known.sigma }],
        evaluate,
        pace,
        tolerance: 1e-6,
        hidden: 0.5,
        mostPoints: 1e6,
      }),
    )
  const others: readonly Normal[] = [
    posterior,
    normalWith(known.mean, Float64Array.of(known.conditional[0] ** 2, 0, 0, known.conditional[1] ** 2)),
    normalWith([known.mean[0] + 0.2, known.mean[1] - 0.5], Float64Array.of(0.3, 0.2, 0.2, 0.4)),
    normalWith([-1, 1], Float64Array.of(0.001, 0, 0, 0.002)),
  ]

  test('moments by quadrature', async () => expectNormal(momentsOfTruth(await truth()), posterior))

  test.each(others.map((q, i) => [i, q] as const))('KL both ways: %i', async (_, q) => {
    const exact = await truth()
    expect(forwardKl(exact, q) / (1 + normalKl(posterior, q))).toBeCloseTo(
      normalKl(posterior, q) / (1 + normalKl(posterior, q)),
      5,
    )
    const reverse = await reverseKl(exact, q, async (z) =>
      Float64Array.from(
        evaluate(z),
        (value, at) => value + normalLogDensity(z[2 * at]!) + normalLogDensity(z[2 * at + 1]!),
      ),
    )
    expect(Math.abs(reverse.kl - normalKl(q, posterior))).toBeLessThan(1e-5 * (1 + reverse.kl))
    expect(reverse.error).toBeLessThan(1e-5 * (1 + reverse.kl))
  })

  test('independent draws of it are as far from it as independent draws are; those of another Gaussian, further', async () => {
    const pieces = piecesOf(await truth())
    expect(pieces.masses.reduce((sum, mass) => sum + mass, 0)).toBeCloseTo(1, 6)
    expect(pieces.masses.length).toBeGreaterThan(20)
    const u = Float64Array.from(normal(20_000, { seed: 5, stream: 642, step: 0 }))
    const own = drawsDistance(pieces, placed(posterior, u))
    // 2 n KL is about chi-squared with as many degrees of freedom as pieces less one.
    const degrees = own.pieces - 1
    expect(own.ofIndependent).toBeCloseTo(degrees / 20_000, 9)
    expect(Math.abs(20_000 * own.kl - degrees)).toBeLessThan(4 * Math.sqrt(2 * degrees))
    const away = drawsDistance(pieces, placed(others[2]!, u))
    expect(away.kl).toBeGreaterThan(20 * own.kl)
    expect(away.kl).toBeLessThan(normalKl(others[2]!, posterior) + 0.05)
  })
})
