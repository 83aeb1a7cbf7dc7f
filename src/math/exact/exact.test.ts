/** The quadrature against closed forms, a uniform grid, and what it says of its own error. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normal } from '../random.ts'
import { solve, type Known } from '../testing/linear-gaussian.ts'
import { drawBound } from './draws.ts'
import type { Gaussian } from './leaf.ts'
import { integratePosteriors, type Evaluate, type Pace, type QuadratureOptions } from './posterior.ts'
import { gridPoints, windowOf } from './window.ts'

const FREE: Pace = { points: () => 1e6, pause: async () => {} }

const evaluateBy =
  (...logLikelihoods: readonly ((z1: number, z2: number) => number)[]): Evaluate =>
  (z) => {
    const values = new Float64Array((z.length / 2) * logLikelihoods.length)
    return values.map((_, i) => {
      const point = Math.floor(i / logLikelihoods.length)
      return logLikelihoods[i % logLikelihoods.length]!(z[2 * point]!, z[2 * point + 1]!)
    })
  }

const integrate = (
  q: Gaussian | readonly Gaussian[],
  evaluate: Evaluate,
  options: Partial<QuadratureOptions> = {},
) =>
  integratePosteriors({
    posteriors: 'mean' in q ? [q] : q,
    evaluate,
    pace: FREE,
    tolerance: 1e-6,
    hidden: 0.5,
    mostPoints: 1e6,
    ...options,
  })

/** W has correlated columns where `shear` is not 0. */
function modelOf(noise: number, scale: number, shear: number, seed: number, pixels = 5): Known {
  const draws = normal(3 * pixels + 2, { seed, stream: 600, step: 0 })
  const weight = Array.from(
    { length: 2 * pixels },
    (_, i) => scale * (i % 2 ? draws[i]! + shear * draws[i - 1]! : draws[i]!),
  )
  const [z1, z2] = draws.subarray(2 * pixels)
  const x = Array.from(
    { length: pixels },
    (_, i) => weight[2 * i]! * z1! + weight[2 * i + 1]! * z2! + noise * draws[2 * pixels + 2 + i]!,
  )
  return solve({ weight, noise, x })
}

/** The posterior's mean moved by `away` of its sigma, its conditional sigma scaled. */
const near = ({ mean, sigma, conditional }: Known, away: number, scale: number): Gaussian => ({
  mean: [mean[0] + away * sigma[0], mean[1] - 0.7 * away * sigma[1]],
  sigma: [scale * conditional[0], 1.1 * scale * conditional[1]],
})

function expectExact(
  known: Known,
  q: Gaussian,
  figures: Awaited<ReturnType<typeof integrate>>['figures'][0],
) {
  const { logEvidence, recon, kl, elbo, gap, error } = figures!
  expect(error).toBeLessThan(1e-6)
  expect(Math.abs(logEvidence - known.logEvidence)).toBeLessThan(1e-6)
  expect(Math.abs(gap - known.gap(q))).toBeLessThan(1e-6)
  expect(Math.abs(elbo - (known.logEvidence - known.gap(q)))).toBeLessThan(1e-6)
  expect(elbo + gap).toBeCloseTo(logEvidence, 9)
  expect(recon - kl).toBeCloseTo(elbo, 9)
  const closed = q.mean.reduce((sum, mu, i) => {
    const variance = q.sigma[i]! ** 2
    return sum + 0.5 * (mu * mu + variance - Math.log(variance) - 1)
  }, 0)
  expect(Math.abs(kl - closed)).toBeLessThan(1e-6)
}

describe('a linear-Gaussian model', () => {
  test.each([
    ['broad', modelOf(1, 0.05, 0, 1)],
    ['ordinary', modelOf(0.3, 1, 0, 2)],
    ['narrow', modelOf(0.02, 1, 0, 3)],
    ['correlated', modelOf(0.3, 1, 3, 4)],
    ['narrow and correlated', modelOf(0.05, 1, 3, 5)],
  ])('%s', async (_, known) => {
    const q = near(known, 0.4, 0.9)
    const { figures } = await integrate(q, evaluateBy(known.logLikelihood))
    expectExact(known, q, figures[0]!)
  })

  test('a q far narrower than the posterior is not missed: sigma 0.02 and 0.003', async () => {
    const known = modelOf(1, 0.2, 0, 6)
    for (const sigma of [0.02, 0.003]) {
      const q: Gaussian = { mean: [0.3127, -1.911], sigma: [sigma, 1.5 * sigma] }
      const { figures } = await integrate(q, evaluateBy(known.logLikelihood))
      expectExact(known, q, figures[0]!)
    }
  })

  test('a q far from the posterior, and beyond the prior', async () => {
    const known = modelOf(0.3, 1, 0, 7)
    const q: Gaussian = { mean: [7.5, -3], sigma: [0.2, 0.4] }
    const { figures } = await integrate(q, evaluateBy(known.logLikelihood))
    expectExact(known, q, figures[0]!)
  })

  test('any', async () => {
    const cases = fc.record({
      noise: fc.double({ min: 0.03, max: 2, noNaN: true }),
      scale: fc.double({ min: 0.05, max: 1.5, noNaN: true }),
      shear: fc.double({ min: -2, max: 2, noNaN: true }),
      seed: fc.integer({ min: 1, max: 1000 }),
      away: fc.double({ min: -2, max: 2, noNaN: true }),
      size: fc.double({ min: 0.3, max: 2, noNaN: true }),
    })
    await fc.assert(
      fc.asyncProperty(cases, async ({ noise, scale, shear, seed, away, size }) => {
        const known = modelOf(noise, scale, shear, seed)
        const q = near(known, away, size)
        fc.pre(q.mean.every((mu, axis) => Math.abs(mu) + 6 * q.sigma[axis]! < 20))
        const { figures } = await integrate(q, evaluateBy(known.logLikelihood))
        expectExact(known, q, figures[0]!)
      }),
      { numRuns: 25 },
    )
  })
})

/** log p(x, z) = log sum of weights times Gaussians, so log p(x) = log of the weights' sum. */
function mixture(parts: readonly { readonly weight: number; readonly at: Gaussian }[]) {
  const logDensity = ({ mean, sigma }: Gaussian, z1: number, z2: number) =>
    -0.5 * (((z1 - mean[0]) / sigma[0]) ** 2 + ((z2 - mean[1]) / sigma[1]) ** 2) -
    Math.log(2 * Math.PI * sigma[0] * sigma[1])
  const logJoint = (z1: number, z2: number) => {
    const terms = parts.map(({ weight, at }) => Math.log(weight) + logDensity(at, z1, z2))
    const top = Math.max(...terms)
    return top + Math.log(terms.reduce((sum, term) => sum + Math.exp(term - top), 0))
  }
  const prior: Gaussian = { mean: [0, 0], sigma: [1, 1] }
  return {
    logEvidence: Math.log(parts.reduce((sum, { weight }) => sum + weight, 0)),
    logJoint,
    logDensity,
    logLikelihood: (z1: number, z2: number) => logJoint(z1, z2) - logDensity(prior, z1, z2),
  }
}

const bimodal = (second: Gaussian) =>
  mixture([
    { weight: 0.3, at: { mean: [1.21, 0.4], sigma: [0.1, 0.15] } },
    { weight: 0.7, at: second },
  ])

describe('two modes', () => {
  const q: Gaussian = { mean: [1.2, 0.42], sigma: [0.11, 0.13] }

  test.each([
    ['as wide', { mean: [-2.53, 3.17], sigma: [0.12, 0.1] }],
    ['narrow, where the encoder does not look', { mean: [-3.331, 2.723], sigma: [0.04, 0.03] }],
    ['outside of the prior', { mean: [8.3, -0.6], sigma: [0.3, 0.2] }],
  ] as const)('the other %s: both are found', async (_, second) => {
    const model = bimodal(second)
    const { figures, meshes } = await integrate(q, evaluateBy(model.logLikelihood))
    const { logEvidence, gap, error } = figures[0]!
    expect(error).toBeLessThan(1e-6)
    expect(Math.abs(logEvidence - model.logEvidence)).toBeLessThan(1e-6)
    // q is at one of them, which is 3/10 of the posterior.
    expect(gap).toBeGreaterThan(-Math.log(0.3))
    expect(gap).toBeLessThan(-Math.log(0.3) + 0.1)
    const { left, bottom, width } = windowOf(meshes[0]!.leaves(), logEvidence, q)
    for (const { mean, sigma } of [q, second])
      for (const sign of [-3, 3]) {
        expect(mean[0] + sign * sigma[0]).toBeGreaterThan(left)
        expect(mean[0] + sign * sigma[0]).toBeLessThan(left + width)
        expect(mean[1] + sign * sigma[1]).toBeGreaterThan(bottom)
        expect(mean[1] + sign * sigma[1]).toBeLessThan(bottom + width)
      }
  })

  test('as a uniform fine grid has it', async () => {
    const model = bimodal({ mean: [-1.53, 1.17], sigma: [0.12, 0.1] })
    const { figures } = await integrate(q, evaluateBy(model.logLikelihood))
    const step = 0.02
    let [evidence, elbo] = [0, 0]
    for (let z1 = -4; z1 < 4; z1 += step)
      for (let z2 = -4; z2 < 4; z2 += step) {
        const [logJoint, logQ] = [model.logJoint(z1, z2), model.logDensity(q, z1, z2)]
        evidence += Math.exp(logJoint) * step ** 2
        elbo += Math.exp(logQ) * (logJoint - logQ) * step ** 2
      }
    expect(Math.abs(figures[0]!.logEvidence - Math.log(evidence))).toBeLessThan(1e-6)
    expect(Math.abs(figures[0]!.elbo - elbo)).toBeLessThan(1e-6)
  })
})

describe('a grid that is too coarse', () => {
  const known = modelOf(0.02, 0.3, 1, 8)
  const q = near(known, 0.5, 0.8)

  test('is wrong, and says so; with more points it is refined', async () => {
    const wrong = async (mostPoints: number) => {
      const { figures, evaluations } = await integrate(q, evaluateBy(known.logLikelihood), { mostPoints })
      const { logEvidence, gap, error } = figures[0]!
      const off = Math.max(Math.abs(logEvidence - known.logEvidence), Math.abs(gap - known.gap(q)))
      return { off, error, evaluations }
    }
    const coarse = await wrong(2304)
    expect(coarse.evaluations).toBe(2304)
    expect(coarse.off).toBeGreaterThan(0.5)
    expect(coarse.error).toBe(Infinity)
    const fine = await wrong(1e6)
    expect(fine.error).toBeLessThan(1e-6)
    expect(fine.off).toBeLessThan(fine.error)
  })

  test('the error it says is never below the true one', async () => {
    for (const tolerance of [1, 0.1, 1e-2, 1e-3, 1e-4])
      for (const model of [known, modelOf(0.3, 1, 2, 9), modelOf(0.1, 1, 0, 10)]) {
        const own = near(model, 1, 1.3)
        const { figures } = await integrate(own, evaluateBy(model.logLikelihood), { tolerance, hidden: 0.25 })
        const { logEvidence, gap, error } = figures[0]!
        expect(error).toBeLessThanOrEqual(tolerance)
        expect(Math.abs(logEvidence - model.logEvidence)).toBeLessThan(error)
        expect(Math.abs(gap - model.gap(own))).toBeLessThan(error)
      }
  })

  test('a likelihood that is noise is given up, not followed for ever', async () => {
    let state = 1
    const noise = () => -100 + 5 * ((state = (state * 16807) % 2147483647) / 2147483647)
    const { figures, evaluations } = await integrate(q, evaluateBy(noise), { mostPoints: 20_000 })
    expect(evaluations).toBeLessThan(60_000)
    expect(figures[0]!.error).toBeGreaterThan(1e-3)
  })
})

test('images together have the figures they have alone, for fewer points', async () => {
  const models = [11, 12, 13].map((seed) => modelOf(0.3, 1, 1, seed))
  const posteriors = models.map((known) => near(known, 0.3, 1))
  const alone = await Promise.all(
    models.map((known, i) => integrate(posteriors[i]!, evaluateBy(known.logLikelihood))),
  )
  const together = await integrate(posteriors, evaluateBy(...models.map((known) => known.logLikelihood)))
  together.figures.forEach((figures, i) => {
    for (const key of ['logEvidence', 'elbo', 'gap', 'recon', 'kl'] as const)
      expect(figures[key]).toBeCloseTo(alone[i]!.figures[0]![key], 10)
  })
  const sum = alone.reduce((points, { evaluations }) => points + evaluations, 0)
  // At the least they share the first cells, 2,304 points.
  expect(together.evaluations).toBeLessThanOrEqual(sum - 2 * 2304)
})

describe('its pace', () => {
  const known = modelOf(0.3, 1, 0, 14)
  const q = near(known, 0.3, 1)

  test('no more points at once than are allowed, and as many in all as are told', async () => {
    const sizes: number[] = []
    let expected = 0
    const plain = evaluateBy(known.logLikelihood)
    const { figures, evaluations } = await integrate(
      q,
      (z) => {
        sizes.push(z.length / 2)
        return Promise.resolve(plain(z))
      },
      { pace: { points: () => 100, pause: async () => {}, expect: (points) => void (expected += points) } },
    )
    expect(Math.max(...sizes)).toBe(96)
    expect(sizes.reduce((a, b) => a + b)).toBe(evaluations)
    expect(expected).toBe(evaluations)
    expect(figures).toEqual((await integrate(q, plain)).figures)
  })

  test('it ends where the pause throws', async () => {
    let pauses = 0
    const pause = async () => {
      if (++pauses === 5) throw new DOMException('enough', 'AbortError')
    }
    const ended = integrate(q, evaluateBy(known.logLikelihood), { pace: { points: () => 64, pause } })
    await expect(ended).rejects.toMatchObject({ name: 'AbortError' })
    expect(pauses).toBe(5)
  })
})

test('random draws have the exact ELBO as their mean, within their standard error', async () => {
  const off: number[] = []
  for (let seed = 1; seed <= 20; seed++) {
    const known = modelOf(0.3, 1, 1, seed)
    const q = near(known, 0.5, 1.2)
    const noise = normal(2 * 500, { seed, stream: 601, step: 0 })
    const drawn = await drawBound(q, noise, evaluateBy(known.logLikelihood), FREE)
    expect(drawn.draws).toBe(500)
    off.push((drawn.elbo - (known.logEvidence - known.gap(q))) / drawn.standardError)
  }
  expect(Math.max(...off.map(Math.abs))).toBeLessThan(4)
  const meanSquare = off.reduce((sum, value) => sum + value * value, 0) / off.length
  expect(meanSquare).toBeGreaterThan(0.3)
  expect(meanSquare).toBeLessThan(2.5)
})

test('the map goes from edge to edge, the bottom row first', () => {
  const z = gridPoints({ left: -1, bottom: 2, width: 3 }, 4)
  expect(z).toHaveLength(32)
  expect([z[0], z[1]]).toEqual([-1, 2])
  expect([z[6], z[7]]).toEqual([2, 2])
  expect([z[8], z[9]]).toEqual([-1, 3])
  expect([z[30], z[31]]).toEqual([2, 5])
})
