/** The ways to a posterior with several modes, known exactly: what each finds wherever the encoder's q is, and what it says. */
import { describe, expect, test } from 'vitest'
import { mixtureTarget, mixtureTruth, type Part } from '../testing/mixture-target.ts'
import { ascendFromAll } from './ascent.ts'
import { chainNoise, runChains } from './chains.ts'
import { diagnosticsOf } from './diagnostics.ts'
import { KERNELS, SAMPLERS, type KernelName } from './kernels.ts'
import { diagonalOf } from './matrix.ts'
import { highestNode, modesOf } from './modes.ts'
import { normalCovariance, normalWith } from './normals.ts'
import { fitFromAll, fitReverse } from './reverse-fit.ts'
import { trapezoidalRule } from './rule.ts'
import { chainStarts, fitStarts } from './starts.ts'
import { drawsDistance, massBeyond, momentsOfTruth, piecesOf } from './truth.ts'
import { normal } from '../random.ts'

const RULE = trapezoidalRule(2, 0.5, 6)
const CHAINS = 4

const round = (weight: number, mean: readonly [number, number], sigma: number): Part => ({
  weight,
  normal: normalWith(mean, diagonalOf([sigma * sigma, sigma * sigma])),
})
const tilted = (weight: number, mean: readonly [number, number], covariance: readonly number[]): Part => ({
  weight,
  normal: normalWith(mean, Float64Array.from(covariance)),
})

interface Case {
  readonly name: string
  /** The encoder's q is about the first. */
  readonly parts: readonly Part[]
}

const APART: readonly Case[] = [
  { name: '0.2 and 0.8', parts: [round(0.2, [0.6, 0.2], 0.15), round(0.8, [-0.8, -0.9], 0.15)] },
  { name: '0.8 and 0.2', parts: [round(0.8, [-0.8, -0.9], 0.15), round(0.2, [0.6, 0.2], 0.15)] },
  { name: '0.05, far away', parts: [round(0.05, [2.1, -1.7], 0.1), round(0.95, [-1.5, 1.9], 0.2)] },
  {
    name: 'tilted ones',
    parts: [
      tilted(0.3, [1, 1], [0.04, 0.035, 0.035, 0.04]),
      tilted(0.7, [-0.9, 0.4], [0.03, -0.02, -0.02, 0.02]),
    ],
  },
  {
    name: 'three',
    parts: [round(0.1, [0, 1.6], 0.12), round(0.35, [1.2, -0.7], 0.2), round(0.55, [-1.3, -0.8], 0.15)],
  },
]

async function solve({ parts }: Case) {
  const target = mixtureTarget(parts)
  const { mean, factor } = parts[0]!.normal
  const sigma = [factor[0]!, Math.hypot(factor[2]!, factor[3]!)] as const
  const encoder = normalWith(mean, diagonalOf(sigma.map((own) => own * own)))
  const truth = await mixtureTruth(target, { mean: [mean[0]!, mean[1]!], sigma })
  return { target, encoder, truth, moments: momentsOfTruth(truth), modes: modesOf(truth) }
}

type Solved = Awaited<ReturnType<typeof solve>>

async function drawn(
  name: KernelName,
  { target, truth, moments }: Solved,
  start: Float64Array,
  areApart: boolean,
) {
  const [warmup, draws] = [300, 1000]
  const key = (step: number) => ({ seed: 1, stream: 643, step })
  const chains = await runChains({
    target,
    kernel: KERNELS[name],
    start,
    scale: diagonalOf([0.15, 0.15]),
    areApart,
    warmup,
    draws,
    noise: chainNoise(warmup + draws, CHAINS, 2, { normals: key(0), uniforms: key(1) }),
  })
  const along = [0, 1].map((axis) => chains.z.filter((_, i) => i % 2 === axis))
  const rHat = Math.max(...along.map((own) => diagnosticsOf(own, CHAINS).r_hat))
  const errors = along.map((own, axis) => {
    const mean = own.reduce((sum, value) => sum + value, 0) / own.length
    return Math.abs(mean - moments.mean[axis]!) / diagnosticsOf(own, CHAINS).mcse_mean
  })
  return { rHat, errors: Math.max(...errors), ...drawsDistance(piecesOf(truth), chains.z) }
}
const startNoise = normal(2 * CHAINS, { seed: 1, stream: 644, step: 0 })

describe.each(APART)('modes of mass $name', (one) => {
  const { parts } = one
  const heaviest = parts.toSorted((a, b) => b.weight - a.weight)

  test('are found, each with its mass, mean and covariance', async () => {
    const { modes } = await solve(one)
    expect(modes).toHaveLength(parts.length)
    heaviest.forEach((part, i) => {
      const { mass, normal: own } = modes[i]!
      expect(mass).toBeCloseTo(part.weight, 3)
      part.normal.mean.forEach((value, axis) => expect(own.mean[axis]).toBeCloseTo(value, 2))
      const covariance = normalCovariance(part.normal)
      normalCovariance(own).forEach((value, at) => expect(value).toBeCloseTo(covariance[at]!, 3))
    })
  })

  test('the best Gaussian is that of the heaviest mode, and pays for the others; all starts are counted', async () => {
    const { target, encoder, truth, moments, modes } = await solve(one)
    const options = { target, shape: 'full', rule: RULE, tolerance: 1e-5 } as const
    const starts = fitStarts(encoder, moments, modes)
    const best = await fitFromAll(starts, options)
    const { weight, normal: own } = heaviest[0]!
    expect(-best.bound).toBeCloseTo(-Math.log(weight), 2)
    own.mean.forEach((value, axis) => expect(best.q.mean[axis]).toBeCloseTo(value, 2))
    const each = await Promise.all(starts.map((start) => fitReverse({ ...options, start })))
    expect(best.evaluations).toBe(each.reduce((sum, { evaluations }) => sum + evaluations, 0))
    expect(massBeyond(truth, best.q, 4)).toBeCloseTo(1 - weight, 2)
    // A diagonal one may do with another mode, but not worse than the best of them by its own mass and correlation.
    const diagonal = await fitFromAll(starts, { ...options, shape: 'diagonal' })
    const costs = parts.map(({ weight: mass, normal: { factor } }) => {
      const [a, b, c] = [factor[0]!, factor[2]!, factor[3]!]
      return -Math.log(mass) - 0.5 * Math.log(1 - (a * b) ** 2 / (a * a * (b * b + c * c)))
    })
    expect(-diagonal.bound).toBeLessThan(Math.min(...costs) + 1e-3)
  })

  test('the maximum is the highest of all, wherever the ascent from the prior’s mean ends', async () => {
    const { target, truth } = await solve(one)
    const starts = [[0, 0], highestNode(truth)]
    const found = await ascendFromAll(starts, { target, length: 0.15 })
    const peaks = await Promise.all(parts.map(async ({ normal: { mean } }) => (await target.value(mean))[0]!))
    expect(found.values.at(-1)! - Math.max(...peaks)).toBeGreaterThan(-0.01)
    expect([...found.path.slice(0, 2)]).toEqual([...starts[found.start]!])
    expect(found.above).toBeGreaterThanOrEqual(0)
  })
})

describe.each([APART[0]!, APART[2]!, APART[4]!])('chains on modes of mass $name', (one) => {
  const isTold = ({ rHat, errors, missed }: Awaited<ReturnType<typeof drawn>>) =>
    rHat > 1.01 || errors > 4 || missed > 0.01

  test.each(SAMPLERS)(
    '%s, begun in one mode: by r_hat all is well, the mass without a draw tells',
    async (name) => {
      const solved = await solve(one)
      const found = await drawn(name, solved, chainStarts(startNoise, one.parts[0]!.normal, []), false)
      // A random walk may leap from mode to mode while it looks for its step size.
      if (name === 'metropolis') return expect(isTold(found) || found.kl < 0.05).toBe(true)
      expect(found.rHat).toBeLessThan(1.01)
      expect(found.errors).toBeGreaterThan(100)
      expect(Math.abs(found.missed - (1 - one.parts[0]!.weight))).toBeLessThan(0.03)
    },
  )

  test.each(SAMPLERS)('%s, begun in each mode: r_hat tells that the chains stay apart', async (name) => {
    const solved = await solve(one)
    const { moments, modes } = solved
    const found = await drawn(name, solved, chainStarts(startNoise, moments, modes), true)
    if (name === 'metropolis') return expect(isTold(found) || found.kl < 0.05).toBe(true)
    expect(found.rHat).toBeGreaterThan(1.5)
    expect(found.missed).toBeLessThan(0.01)
  })
})

test('the measured failure: with q on the small mode, a fit from q alone pays 1.609, from all starts 0.223', async () => {
  const { target, encoder, moments, modes } = await solve(APART[0]!)
  for (const shape of ['diagonal', 'full'] as const) {
    const options = { target, shape, rule: RULE, tolerance: 1e-5 }
    expect(-(await fitReverse({ ...options, start: encoder })).bound).toBeCloseTo(-Math.log(0.2), 3)
    expect(-(await fitFromAll(fitStarts(encoder, moments, modes), options)).bound).toBeCloseTo(
      -Math.log(0.8),
      3,
    )
  }
})

describe('a posterior with one mode', () => {
  const ONE: readonly Case[] = [
    { name: 'a round one', parts: [round(1, [0.4, -0.3], 0.2)] },
    { name: 'a narrow tilted one', parts: [tilted(1, [-1.1, 0.6], [0.25, 0.238, 0.238, 0.23])] },
    {
      name: 'two that have grown together',
      parts: [round(0.5, [0.15, 0], 0.2), round(0.5, [-0.15, 0], 0.2)],
    },
    { name: 'a broad foot', parts: [round(0.6, [0, 0], 0.1), round(0.4, [0.1, 0], 0.4)] },
  ]
  test.each(ONE)('$name: one mode with its moments, no more starts than those', async (one) => {
    const { encoder, moments, modes, target, truth } = await solve(one)
    expect(modes).toHaveLength(1)
    expect(modes[0]!.mass).toBeCloseTo(1, 3)
    modes[0]!.normal.mean.forEach((value, axis) => expect(value).toBeCloseTo(moments.mean[axis]!, 3))
    expect(fitStarts(encoder, moments, modes)).toEqual([encoder, moments])
    const found = await ascendFromAll([[0, 0], highestNode(truth)], { target, length: 0.1 })
    expect(found.start).toBe(0)
  })

  test('the chains begin twice as wide as it is', () => {
    const moments = normalWith([1, -2], Float64Array.of(0.04, 0.03, 0.03, 0.09))
    const u = Float64Array.of(1, 0, 0, 1, -1, 0.5, 2, -2)
    const starts = chainStarts(u, moments, [])
    const { factor } = moments
    expect(starts[0]).toBeCloseTo(1 + 2 * factor[0]!, 12)
    expect(starts[1]).toBeCloseTo(-2 + 2 * factor[2]!, 12)
    expect(starts[3]).toBeCloseTo(-2 + 2 * factor[3]!, 12)
  })
})
