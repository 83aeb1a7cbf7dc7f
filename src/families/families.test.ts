/**
 * Every family of the registry: its tensors against its plain numbers, its KL against a mean of draws, its score, its
 * path and its KL's gradient against finite differences. A family without `CASES` fails the suite.
 */
import '@tensorflow/tfjs-backend-cpu'
import { memory, setBackend, tensor1d, tensor2d, tidy, type Tensor } from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { momentsOf } from '../math/moments.ts'
import { codesOf, formOf } from '../protocol/codes.ts'
import { FAMILY_METAS, type FamilyId } from './metas.ts'
import type { FamilyMeta } from './meta.ts'
import { KL_MODES } from './options.ts'
import type { PlainDraw } from './reference.ts'
import { FAMILIES } from './registry.ts'

/** Values of gamma for two latents. */
const CASES: Readonly<Record<FamilyId, readonly (readonly number[])[]>> = {
  gaussian: [
    [0.3, -1.2, -0.5, 0.8],
    [0, 2, 0, -3],
  ],
  point: [[0.3, -1.2, -0.5, 0.8]],
  bernoulli: [
    [0.3, -1.2],
    [4, 0],
    [-7, 7],
  ],
  categorical: [
    [0.3, -1.2, 0.5, 2, 0, -1],
    [0, 0, 0, 5, -5, 1],
  ],
}
const SHAPE = { latents: 2, classes: 3 }
const H = 1e-5
const KEY = { seed: 12, stream: 700, step: 0 }

const rowsOf = (values: Float32Array, rows: number): number[][] => {
  const width = values.length / rows
  return Array.from({ length: rows }, (_, i) => [...values.subarray(i * width, (i + 1) * width)])
}

/** Central differences of f at gamma. */
const slopes = (gamma: readonly number[], f: (gamma: readonly number[]) => number): number[] =>
  gamma.map((_, j) => {
    const at = (step: number) => f(gamma.map((value, i) => (i === j ? value + step : value)))
    return (at(H) - at(-H)) / (2 * H)
  })

const expectNear = (actual: ArrayLike<number>, expected: readonly number[], tolerance: number) => {
  expect(actual).toHaveLength(expected.length)
  expected.forEach((value, i) => expect(Math.abs(actual[i]! - value)).toBeLessThan(tolerance))
}

beforeAll(() => setBackend('cpu'))

describe.each(FAMILY_METAS.map(({ id }) => id))('%s', (id) => {
  const [family, reference] = [FAMILIES[id].family(SHAPE), FAMILIES[id].reference(SHAPE)]
  const meta: FamilyMeta = FAMILY_METAS.find((one) => one.id === id)!
  const cases = CASES[id]
  const samples = 3
  const widths = meta.widths(SHAPE)
  const noiseOf = (rows: number, step = 0) => reference.noise(rows, { ...KEY, step })
  const drawOf = (gamma: readonly number[], noise: readonly number[]): PlainDraw => ({
    gamma,
    noise,
    z: reference.draw(gamma, noise),
  })

  test('has cases, of the widths that it declares', () => {
    expect(cases.length).toBeGreaterThan(0)
    for (const gamma of cases) expect(gamma).toHaveLength(widths.gamma)
    expect(noiseOf(5)).toHaveLength(5 * widths.noise)
    expect(reference.prior(5, KEY)).toHaveLength(5 * widths.code)
    expect(drawOf(cases[0]!, [...noiseOf(1)]).z).toHaveLength(widths.code)
    expect(reference.summary(cases[0]!).mean).toHaveLength(SHAPE.latents)
  })

  test('its summary: the KL of the latents adds up, and the mode is the code without noise', () => {
    for (const gamma of cases) {
      const { kl, mode } = reference.summary(gamma)
      const total = kl.reduce((sum, nats) => sum + nats, 0)
      if (meta.isRandom) expect(total).toBeCloseTo(reference.kl(gamma), 10)
      else expect(total).toBe(Infinity)
      const form = formOf({ family: id, latent: SHAPE.latents, classes: SHAPE.classes })
      const centre = tidy(() => family.centre(tensor2d([[...gamma]])).dataSync())
      expect([...codesOf(mode, form)]).toEqual([...centre])
    }
  })

  test('a wider q: standard deviations times the factor; codes nearer to equal probabilities', () => {
    const { widened } = reference
    expect(widened !== null).toBe(meta.isRandom)
    for (const gamma of widened ? cases : []) {
      expectNear(widened!(gamma, 1), [...gamma], 1e-12)
      const [once, twice, often] = [1, 2, 1e6].map((factor) => reference.summary(widened!(gamma, factor)))
      if (reference.states) {
        for (const [j, nats] of once!.kl.entries()) expect(twice!.kl[j]! <= nats).toBe(true)
        for (const nats of often!.kl) expect(nats).toBeLessThan(1e-9)
      } else
        expectNear(
          twice!.spread,
          once!.spread.map((own) => 2 * own),
          1e-12,
        )
    }
  })

  test('offers what it declares', () => {
    expect(meta.offers.includes('score')).toBe(reference.score !== null)
    expect(meta.offers.includes('pathwise')).toBe(reference.path !== null)
    expect(meta.offers.includes('pathwise')).toBe(family.paths.exact !== null)
    expect(meta.offers.includes('simplex')).toBe(family.simplex !== null)
    expect(meta.offers.includes('states')).toBe(family.states !== null)
    expect(meta.offers.includes('antithetic-pairs')).toBe(family.pairs !== null)
    expect(meta.offers.includes('antithetic-noise')).toBe(reference.antithetic !== null)
    const varied = new Set(rowsOf(noiseOf(20), 20).map((noise) => drawOf(cases[0]!, noise).z.join()))
    expect(varied.size > 1).toBe(meta.isRandom)
  })

  test('its tensors are its plain numbers, and leave nothing behind', () => {
    const images = cases.length
    const rows = samples * images
    const before = memory().numTensors
    tidy(() => {
      const noise = family.noise(rows, KEY)
      expectNear(noise.dataSync(), [...noiseOf(rows)], 1e-6)
      const eps = rowsOf(noiseOf(rows), rows)
      const draws = eps.map((own, row) => drawOf(cases[row % images]!, own))
      const gamma = tensor2d(cases.flat(), [images, widths.gamma])
      const drawn = family.draw(gamma, noise)
      const flat = (tensor: Tensor) => tensor.dataSync<'float32'>()
      expectNear(
        flat(drawn.z),
        draws.flatMap(({ z }) => z),
        1e-5,
      )
      expectNear(flat(drawn.kl), cases.map(reference.kl), 1e-5)
      expectNear(flat(family.logRatioToPrior(drawn)), draws.map(reference.logRatioToPrior), 1e-4)
      expectNear(
        flat(family.klGradient(gamma, 0.7)),
        cases.flatMap((one) => reference.klGradient(one, 0.7)),
        1e-5,
      )

      const sumOf = (each: (draw: PlainDraw, row: number) => readonly number[], rest: number) =>
        cases.flatMap((one, image) =>
          reference
            .klGradient(one, rest)
            .map((start, j) =>
              draws.reduce(
                (sum, draw, row) => (row % images === image ? sum + each(draw, row)[j]! : sum),
                start,
              ),
            ),
        )
      const dz = draws.map((_, row) => Array.from({ length: widths.code }, (__, j) => Math.sin(row + 3 * j)))
      if (family.paths.exact)
        for (const mode of KL_MODES) {
          const expected = sumOf(
            (draw, row) => reference.path!(draw, dz[row]!, { mode, weight: 0.6 / samples }),
            mode === 'closed-form' ? 0.6 : 0,
          )
          const actual = family.paths.exact(drawn, tensor2d(dz), { mode, weight: 0.6 })
          expectNear(flat(actual), expected, 1e-4)
        }
      if (reference.score) {
        const weights = draws.map((_, row) => Math.cos(row))
        const expected = sumOf((draw, row) => reference.score!(draw).map((one) => weights[row]! * one), 0.4)
        const perRow = tensor1d(weights)
        expectNear(flat(family.scoreGradient(drawn, perRow, 0.4)), expected, 1e-4)
      } else expect(() => family.scoreGradient(drawn, drawn.kl, 0)).toThrow('score')
    })
    expect(memory().numTensors).toBe(before)
  })

  test.each(cases.map((gamma) => [gamma] as const))(
    'KL: the mean of log q - log p over draws, and its gradient: %j',
    (gamma) => {
      const rows = 20_000
      const ratios = rowsOf(noiseOf(rows, 1), rows).map((noise) =>
        reference.logRatioToPrior(drawOf(gamma, noise)),
      )
      const { mean, meanError } = momentsOf(ratios)
      expect(Math.abs(mean - reference.kl(gamma))).toBeLessThanOrEqual(4.5 * meanError + 1e-12)
      expectNear(reference.klGradient(gamma, 1), slopes(gamma, reference.kl), 1e-6)
    },
  )

  test.each(cases.map((gamma) => [gamma] as const))(
    'path and score are derivatives at fixed noise and at fixed z: %j',
    (gamma) => {
      const noise = [...noiseOf(1, 2)]
      const draw = drawOf(gamma, noise)
      const f = (z: readonly number[]) => z.reduce((sum, value, j) => sum + Math.sin(value + j), 0)
      const df = draw.z.map((value, j) => Math.cos(value + j))
      const kl = { mode: 'monte-carlo', weight: 0.3 } as const
      if (reference.path) {
        const along = (moved: readonly number[]) => {
          const there = drawOf(moved, noise)
          return f(there.z) + kl.weight * reference.logRatioToPrior(there)
        }
        expectNear(reference.path(draw, df, kl), slopes(gamma, along), 1e-6)
      }
      if (reference.score) {
        // log p(z) does not depend on gamma.
        const logQ = (moved: readonly number[]) =>
          reference.logRatioToPrior({ gamma: moved, noise: [], z: draw.z })
        expectNear(reference.score(draw), slopes(gamma, logQ), 1e-6)
      }
    },
  )

  test('antithetic noise has the same distribution, and is not the same', () => {
    if (!family.antithetic) return expect(family.antithetic).toBeNull()
    const noise = tensor2d(noiseOf(400), [400, widths.noise])
    const other = family.antithetic(noise).dataSync<'float32'>()
    const own = noise.dataSync<'float32'>()
    expect([...other]).not.toEqual([...own])
    const [a, b] = [momentsOf([...own]), momentsOf([...other])]
    expect(Math.abs(a.mean - b.mean)).toBeLessThan(4.5 * Math.SQRT2 * a.meanError)
  })

  test('the opposite of noise: of the same distribution, and the noise is its opposite', () => {
    if (!reference.antithetic) return expect(reference.antithetic).toBeNull()
    const noise = noiseOf(4000)
    const opposite = reference.antithetic(noise)
    // Opposite: what is large in one is small in the other, in the same order.
    const order = [...noise.keys()].sort((a, b) => noise[a]! - noise[b]!)
    const falling = order.map((at) => opposite[at]!)
    expect(falling.every((value, i) => i === 0 || value <= falling[i - 1]!)).toBe(true)
    expectNear(reference.antithetic(opposite), [...noise], 1e-3)
    expect(opposite.every(Number.isFinite)).toBe(true)
    // Quantiles, whose standard error is sqrt(p (1 - p) / n) over the density: of the sample itself as well.
    const sorted = [...opposite].sort((a, b) => a - b)
    const share = (values: readonly number[], below: number) =>
      values.filter((value) => value < below).length / values.length
    for (const p of [0.05, 0.25, 0.5, 0.75, 0.95]) {
      const at = sorted[Math.floor(p * sorted.length)]!
      const error = Math.sqrt((2 * p * (1 - p)) / noise.length)
      expect(Math.abs(share([...noise], at) - p)).toBeLessThan(4.5 * error)
    }
  })

  test('states: all of them, or null where they cannot be enumerated', () => {
    const states = reference.states?.()
    expect(states?.length ?? null).toBe(meta.countStates(SHAPE))
    if (!states) return expect(meta.offers).not.toContain('states')
    const known = new Set(states.map((state) => state.join()))
    expect(known.size).toBe(states.length)
    for (const noise of rowsOf(noiseOf(50), 50)) expect(known).toContain(drawOf(cases[0]!, noise).z.join())
    // The prior is uniform over them.
    for (const gamma of cases) {
      const q = states.map(
        (z) => Math.exp(reference.logRatioToPrior({ gamma, noise: [], z })) / states.length,
      )
      expect(q.reduce((sum, one) => sum + one)).toBeCloseTo(1, 12)
    }
  })

  test('states, simplex and pairs in tensors are those in plain numbers, and leave nothing behind', () => {
    expect([family.simplex === null, family.states === null, family.pairs === null]).toEqual([
      reference.simplex === null,
      reference.states === null,
      reference.pair === null,
    ])
    const before = memory().numTensors
    tidy(() => {
      const rows = samples * cases.length
      const eps = rowsOf(noiseOf(rows), rows)
      const draws = eps.map((noise, row) => drawOf(cases[row % cases.length]!, noise))
      const gamma = tensor2d(cases.flat(), [cases.length, widths.gamma])
      const drawn = family.draw(gamma, family.noise(rows, KEY))
      const flat = (tensor: Tensor) => tensor.dataSync<'float32'>()
      const dz = draws.map((_, row) => Array.from({ length: widths.code }, (__, j) => Math.sin(row + 3 * j)))
      if (family.simplex) {
        const plain = reference.simplex!
        for (const tau of [0.3, 1, 4]) {
          const p = family.simplex.relax(drawn, tau)
          const relaxed = draws.map((draw) => plain.relax(draw, tau))
          expectNear(flat(p), relaxed.flat(), 1e-5)
          const means = cases.flatMap((one) => plain.probabilities(one, tau))
          expectNear(flat(family.simplex.probabilities(gamma, tau)), means, 1e-6)
          const pulled = relaxed.flatMap((own, row) => plain.jacobian(own, dz[row]!))
          expectNear(flat(family.simplex.jacobian(p, tensor2d(dz))), pulled, 1e-5)
        }
      }
      if (family.states) {
        const all = reference.states!()
        const codes = family.states.codes()
        expect([...flat(codes)]).toEqual(all.flat())
        const logQ = cases.flatMap((one) =>
          all.map((z) => reference.logRatioToPrior({ gamma: one, noise: [], z }) - Math.log(all.length)),
        )
        expectNear(flat(family.states.logProbabilities(gamma, codes)), logQ, 1e-5)
        const weights = cases.map((_, b) => all.map((__, s) => Math.cos(b + 2 * s)))
        const expected = cases.flatMap((one, b) =>
          one.map((_, j) =>
            all.reduce(
              (sum, z, s) => sum + weights[b]![s]! * reference.score!({ gamma: one, noise: [], z })[j]!,
              0,
            ),
          ),
        )
        expectNear(flat(family.states.scoreGradient(gamma, tensor2d(weights), codes)), expected, 1e-5)
      }
      if (family.pairs) {
        const others = draws.map((draw) =>
          drawOf(
            draw.gamma,
            draw.noise.map((value) => -value),
          ),
        )
        const weights = draws.map((_, row) => Math.cos(row))
        const expected = cases.flatMap((one, b) =>
          one.map((_, j) =>
            draws.reduce(
              (sum, draw, row) =>
                row % cases.length === b
                  ? sum + weights[row]! * reference.pair!(draw, others[row]!)[j]!
                  : sum,
              0,
            ),
          ),
        )
        const second = family.draw(gamma, family.antithetic!(drawn.noise))
        expectNear(flat(family.pairs.gradient(drawn, second, tensor1d(weights))), expected, 1e-5)
      }
    })
    expect(memory().numTensors).toBe(before)
  })

  test.each(cases.map((gamma) => [gamma] as const))(
    'the relaxed draw and its mean are differentiable, by J / tau: %j',
    (gamma) => {
      if (!reference.simplex) return expect(meta.offers).not.toContain('simplex')
      const { probabilities, relax, jacobian } = reference.simplex
      const noise = [...noiseOf(1, 2)]
      const tau = 0.7
      const f = (z: readonly number[]) => z.reduce((sum, value, j) => sum + Math.sin(2 * value + j), 0)
      const df = (z: readonly number[]) => z.map((value, j) => 2 * Math.cos(2 * value + j))
      for (const code of [
        (moved: readonly number[]) => relax({ gamma: moved, noise }, tau),
        (moved: readonly number[]) => probabilities(moved, tau),
      ]) {
        const p = code(gamma)
        const along = jacobian(p, df(p)).map((slope) => slope / tau)
        expectNear(
          along,
          slopes(gamma, (moved) => f(code(moved))),
          1e-6,
        )
      }
    },
  )
})
