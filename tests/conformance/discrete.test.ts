/**
 * Every estimator that a discrete code can be trained with, in plain numbers and in TF.js, against exact means and
 * variances: its mean within 4.5 exact standard errors, its variance as predicted. A biased one is held to ITS mean, and must
 * differ from the gradient where that does. One "image" of a batch is one independent replicate of the same problem.
 */
import '@tensorflow/tfjs-backend-cpu'
import { setBackend } from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { FAMILIES } from '../../src/families/registry.ts'
import { momentsOf } from '../../src/math/moments.ts'
import { estimatorsFor, metaOf } from '../../src/protocol/estimators.ts'
import { drawPlain, drawTensors, type Asked, type Problem } from './discrete-draws.ts'
import {
  leaveOneOutVariances,
  pairMoments,
  reinmaxVariances,
  scoreVariances,
  statesOfBits,
  statesOfClasses,
  straightThroughVariances,
} from './exact-variances.ts'
import {
  bitExact,
  BITS,
  CLASSES,
  LINEAR_BITS,
  logit,
  mupropExact,
  scoreTrace,
  type Exact,
} from './discrete-cases.ts'

interface Case extends Asked {
  readonly expected: Exact
}

const bitProblems = BITS.map((bit) => ({
  bit,
  problem: {
    name: `${bit.name} at ${bit.theta}`,
    family: 'bernoulli',
    latents: 1,
    classes: 2,
    gamma: [logit(bit.theta)],
    gradient: [bitExact.gradient(bit)],
    f: ([z]: readonly number[]) => bit.f(z!),
    slope: ([z]: readonly number[]) => [bit.slope(z!)],
  } satisfies Problem,
}))

const centred = (movingAverage: number) => ({ baseline: 'moving-average', movingAverage }) as const

const ofBits: Case[] = bitProblems.flatMap(({ bit, problem }): Case[] => [
  { problem, id: 'enumeration', expected: { mean: problem.gradient, trace: 0, variances: [0] } },
  { problem, id: 'score-function', expected: bitExact.score(bit, 0) },
  {
    problem,
    id: 'score-function',
    expected: bitExact.score(bit, bitExact.mean(bit)),
    ...centred(bitExact.mean(bit)),
  },
  ...[2, 4].map((samples): Case => ({
    problem,
    id: 'score-function',
    expected: bitExact.leaveOneOut(bit, samples),
    samples,
    baseline: 'leave-one-out',
  })),
  { problem, id: 'disarm', expected: bitExact.disarm(bit) },
  { problem, id: 'muprop', expected: bitExact.muprop(bit) },
  { problem, id: 'straight-through', expected: bitExact.straightThrough(bit) },
  { problem, id: 'reinmax', expected: bitExact.reinmax(bit) },
  ...[1, 0.5, 0.1].map((temperature): Case => ({
    problem,
    id: 'gumbel-softmax',
    expected: bitExact.gumbelSoftmax(bit, temperature),
    temperature,
  })),
  ...[1, 0.5].map((temperature): Case => ({
    problem,
    id: 'st-gumbel-softmax',
    expected: bitExact.stGumbelSoftmax(bit, temperature),
    temperature,
  })),
])

const ofSeveralBits: Case[] = LINEAR_BITS.flatMap(({ theta, delta, f0, trace }): Case[] => {
  const gradient = theta.map((p, j) => p * (1 - p) * delta[j]!)
  const mean = theta.reduce((sum, p, j) => sum + p * delta[j]!, f0)
  const problem: Problem = {
    name: `${f0} + ${delta.join(', ')} at ${theta.join(', ')}`,
    family: 'bernoulli',
    latents: theta.length,
    classes: 2,
    gamma: theta.map(logit),
    gradient,
    f: (z) => z.reduce((sum, value, j) => sum + delta[j]! * value, f0),
    slope: () => [...delta],
  }
  const states = statesOfBits(theta)
  const like = (own: number, variances: readonly number[]): Exact => ({
    mean: gradient,
    trace: own,
    variances,
  })
  const none = theta.map(() => 0)
  return [
    { problem, id: 'enumeration', expected: like(0, none) },
    { problem, id: 'score-function', expected: like(trace.score, scoreVariances(states, problem.f, 0)) },
    {
      problem,
      id: 'score-function',
      expected: like(trace.centred, scoreVariances(states, problem.f, mean)),
      ...centred(mean),
    },
    ...([2, 4, 8] as const).map((samples): Case => ({
      problem,
      id: 'score-function',
      expected: like(trace.leaveOneOut[samples], leaveOneOutVariances(states, problem.f, samples)),
      samples,
      baseline: 'leave-one-out',
    })),
    { problem, id: 'disarm', expected: like(trace.disarm, pairMoments(theta, problem.f).disarm) },
    // The tangent of a linear f is f.
    { problem, id: 'muprop', expected: like(0, none) },
  ]
})

const ofClasses: Case[] = CLASSES.flatMap((one): Case[] => {
  const problem: Problem = {
    name: one.name,
    family: 'categorical',
    latents: 1,
    classes: 3,
    gamma: one.pi.map(Math.log),
    gradient: one.gradient,
    f: one.f,
    slope: one.slope,
  }
  const states = statesOfClasses(one.pi)
  const mean = states.reduce((sum, { probability, code }) => sum + probability * one.f(code), 0)
  const like = (trace: number, variances: readonly number[]): Exact => ({
    mean: one.gradient,
    trace,
    variances,
  })
  return [
    { problem, id: 'enumeration', expected: like(0, [0, 0, 0]) },
    { problem, id: 'score-function', expected: like(one.score.zero, scoreVariances(states, one.f, 0)) },
    {
      problem,
      id: 'score-function',
      expected: like(one.score.centred, scoreVariances(states, one.f, mean)),
      ...centred(mean),
    },
    ...([2, 4] as const).map((samples): Case => ({
      problem,
      id: 'score-function',
      expected: like(one.leaveOneOut[samples], leaveOneOutVariances(states, one.f, samples)),
      samples,
      baseline: 'leave-one-out',
    })),
    { problem, id: 'muprop', expected: mupropExact(one, one.pi, one.gradient) },
    {
      problem,
      id: 'straight-through',
      expected: { ...one.straightThrough, variances: straightThroughVariances(one.pi, one.slope) },
    },
    {
      problem,
      id: 'reinmax',
      expected: { ...one.reinmax, variances: reinmaxVariances(one.pi, one.slope) },
    },
    { problem, id: 'gumbel-softmax', expected: one.gumbelSoftmax, temperature: 0.5 },
    { problem, id: 'st-gumbel-softmax', expected: one.stGumbelSoftmax, temperature: 0.5 },
  ]
})

const CASES = [...ofBits, ...ofSeveralBits, ...ofClasses]

function noiseOf(one: Case, replicates: number, step: number): Float32Array {
  return FAMILIES[one.problem.family]
    .reference(one.problem)
    .noise(replicates * (one.samples ?? 1), { seed: 3, stream: 130, step })
}

const REPLICATES = { tensors: 4_000, plain: 3_000 }
const Z = 4.5
/** Six digits of the expected numbers, and float32. */
const ROUNDING = 3e-6

/**
 * The mean within 4.5 exact standard errors: as a vector, from the trace of the covariance, and coordinate by coordinate, where
 * the variances of the coordinates are known; else in the standard errors of the sample. Then the trace itself.
 */
function check(rows: readonly (readonly number[])[], { expected }: Pick<Case, 'expected'>): void {
  const columns = expected.mean.map((_, j) => momentsOf(rows.map((row) => row[j]!)))
  const errors = columns.map(({ mean }, j) => Math.abs(mean - expected.mean[j]!))
  const exactError = (variance: number) => Math.sqrt(Math.max(variance, 0) / rows.length)
  expect(Math.hypot(...errors)).toBeLessThanOrEqual(
    Z * exactError(expected.trace) + ROUNDING * Math.sqrt(errors.length),
  )
  columns.forEach(({ meanError }, j) => {
    const variance = expected.variances?.[j]
    const standardError = variance === undefined ? meanError : exactError(variance)
    expect(errors[j]!).toBeLessThanOrEqual(Z * standardError + ROUNDING)
  })
  const squares = rows.map((row) => row.reduce((sum, value, j) => sum + (value - columns[j]!.mean) ** 2, 0))
  const { mean: trace, meanError } = momentsOf(squares)
  expect(Math.abs(trace - expected.trace)).toBeLessThanOrEqual(Z * meanError + 3 * ROUNDING)
}

beforeAll(() => setBackend('cpu'))

const titled = CASES.map((one, step) => ({
  title: `${one.problem.family}, ${one.problem.name}: ${one.id}, L = ${one.samples ?? 1}, ${one.baseline ?? ''} ${one.temperature ?? ''}`,
  one,
  step,
}))

test.each(titled)('TF.js: $title', ({ one, step }) => {
  check(drawTensors(one, noiseOf(one, REPLICATES.tensors, step), REPLICATES.tensors), one)
})

// TF.js is held to the same table.
test.each(titled)('plain: $title', { tags: 'thorough' }, ({ one, step }) => {
  check(drawPlain(one, noiseOf(one, REPLICATES.plain, step), REPLICATES.plain), one)
})

test('every estimator of a discrete code has cases', () => {
  for (const family of ['bernoulli', 'categorical'] as const)
    for (const id of estimatorsFor({ family, latent: 2, classes: 3 }))
      expect(CASES.filter(({ problem, ...one }) => problem.family === family && one.id === id)).not.toEqual(
        [],
      )
})

describe('bias', () => {
  const far = ({ problem, expected }: Case) =>
    Math.hypot(...expected.mean.map((value, j) => value - problem.gradient[j]!))

  test('only an estimator that is declared biased has one, and each of those has one somewhere', () => {
    for (const one of CASES) if (metaOf(one.id).isUnbiased) expect(far(one)).toBeLessThan(ROUNDING)
    const biased = estimatorsFor({ family: 'bernoulli', latent: 1, classes: 2 }).filter(
      (id) => !metaOf(id).isUnbiased,
    )
    for (const id of biased)
      expect(Math.max(...CASES.filter((one) => one.id === id).map(far))).toBeGreaterThan(0.01)
  })

  const biased = titled.filter(({ one }) => far(one) > 0.05)
  test.each(biased)('is seen: $title', ({ one, step }) => {
    const rows = drawTensors(one, noiseOf(one, REPLICATES.tensors, step), REPLICATES.tensors)
    const unbiased: Case = { ...one, expected: { ...one.expected, mean: one.problem.gradient } }
    expect(() => check(rows, unbiased)).toThrow('expected')
  })

  test('straight-through may have the wrong sign where ReinMax is exact, and ReinMax may be further off', () => {
    const [square, , cube] = BITS
    expect(bitExact.straightThrough(square!).mean[0]).toBeCloseTo(-0.08, 9)
    expect(bitExact.reinmax(square!).mean[0]).toBeCloseTo(bitExact.gradient(square!), 12)
    const off = ({ mean: [mean] }: Exact) => Math.abs(mean! - bitExact.gradient(cube!))
    expect(off(bitExact.reinmax(cube!))).toBeGreaterThan(off(bitExact.straightThrough(cube!)))
  })
})

describe('the expected numbers', () => {
  test.each([
    ['score, b = 0', (i: number) => bitExact.score(BITS[i]!, 0).trace, [0.012769, 0.482306, 0.1029, 4.1616]],
    [
      'leave-one-out, 4',
      (i: number) => bitExact.leaveOneOut(BITS[i]!, 4).trace,
      [0.000187, 0.046502, 0.01575, 0.063],
    ],
    ['DisARM', (i: number) => bitExact.disarm(BITS[i]!).trace, [0.000384, 0.086803, 0.0294, 0.1296]],
    [
      'straight-through',
      (i: number) => bitExact.straightThrough(BITS[i]!).mean[0]!,
      [-0.08, 0.462587, 0.189, 0.18],
    ],
    ['ReinMax', (i: number) => bitExact.reinmax(BITS[i]!).trace, [0.044944, 0.0007, 0.231525, 0.0576]],
    [
      'Gumbel-Softmax, mean at 0.5',
      (i: number) => bitExact.gumbelSoftmax(BITS[i]!, 0.5).mean[0]!,
      [-0.018832, 0.347859, 0.144563, 0.201366],
    ],
    [
      'Gumbel-Softmax, variance at 0.1',
      (i: number) => bitExact.gumbelSoftmax(BITS[i]!, 0.1).trace,
      [0.054399, 0.934245, 0.387083, 0.568886],
    ],
    [
      'straight-through Gumbel-Softmax, mean at 1',
      (i: number) => bitExact.stGumbelSoftmax(BITS[i]!, 1).mean[0]!,
      [-0.050117, 0.328994, 0.162149, 0.209962],
    ],
    [
      'straight-through Gumbel-Softmax, variance at 0.5',
      (i: number) => bitExact.stGumbelSoftmax(BITS[i]!, 0.5).trace,
      [0.049934, 0.164376, 0.204236, 0.087015],
    ],
  ] as const)('of one bit, %s, are those of the closed forms', (_, at, numbers) => {
    numbers.forEach((expected, i) => expect(Math.abs(at(i) - expected)).toBeLessThan(1e-6))
  })

  test('of each coordinate add up to the traces, and are known for all but relaxed classes', () => {
    const unknown = CASES.filter(({ expected }) => !expected.variances)
    for (const { problem, id } of unknown)
      expect([problem.family, id]).toEqual(['categorical', expect.stringContaining('gumbel-softmax')])
    for (const { expected } of CASES)
      if (expected.variances)
        expect(
          Math.abs(expected.variances.reduce((sum, value) => sum + value, 0) - expected.trace),
        ).toBeLessThan(ROUNDING)
    // DisARM is not better coordinate by coordinate.
    const { theta, delta, f0 } = LINEAR_BITS[1]!
    const f = (z: readonly number[]) => z.reduce((sum, value, j) => sum + delta[j]! * value, f0)
    const close = (found: readonly number[], wanted: readonly number[]) =>
      wanted.forEach((value, j) => expect(found[j]!).toBeCloseTo(value, 6))
    close(leaveOneOutVariances(statesOfBits(theta), f, 2), [0.344, 0.4925, 0.4365])
    close(pairMoments(theta, f).disarm, [0.4096, 0.1375, 0.4698])
  })

  test.each(LINEAR_BITS)('of ARM, DisARM’s parent: $theta', ({ theta, delta, f0, trace }) => {
    const f = (z: readonly number[]) => z.reduce((sum, value, j) => sum + delta[j]! * value, f0)
    const { mean, arm } = pairMoments(theta, f)
    const gradient = theta.map((p, j) => p * (1 - p) * delta[j]!)
    mean.forEach((value, j) => expect(value).toBeCloseTo(gradient[j]!, 12))
    expect(Math.abs(arm.reduce((sum, value) => sum + value, 0) - trace.arm)).toBeLessThan(1e-6)
    // And as it is drawn: u is the uniform number whose logit is the noise.
    const noise = FAMILIES.bernoulli
      .reference({ latents: theta.length, classes: 2 })
      .noise(REPLICATES.plain, { seed: 3, stream: 131, step: theta.length })
    const rows = Array.from({ length: REPLICATES.plain }, (_, i) => {
      const u = theta.map((__, j) => 1 / (1 + Math.exp(-noise[i * theta.length + j]!)))
      const difference =
        f(u.map((one, j) => Number(one > 1 - theta[j]!))) - f(u.map((one, j) => Number(one < theta[j]!)))
      return u.map((one) => difference * (one - 0.5))
    })
    check(rows, { expected: { mean: gradient, trace: trace.arm, variances: arm } })
  })

  test('of several bits are those of enumeration', () => {
    for (const one of LINEAR_BITS) {
      const mean = one.theta.reduce((sum, p, j) => sum + p * one.delta[j]!, one.f0)
      expect(scoreTrace(one, 0)).toBeCloseTo(one.trace.score, 6)
      expect(scoreTrace(one, mean)).toBeCloseTo(one.trace.centred, 6)
    }
  })
})
