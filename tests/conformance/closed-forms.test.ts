/** The closed forms themselves, against quadrature over eps, and the golden values of the literature. */
import { describe, expect, test } from 'vitest'
import { cosine, leaveOneOut, polynomial, type Oracle } from './closed-forms.ts'

/** E g(eps), eps ~ N(0, 1): the trapezoidal rule, which converges geometrically for such integrands. */
function expectation(g: (eps: number) => number): number {
  const h = 0.01
  let sum = 0
  for (let i = -1200; i <= 1200; i++) sum += g(i * h) * Math.exp((-i * h * i * h) / 2)
  return (sum * h) / Math.sqrt(2 * Math.PI)
}

const oracles: Oracle[] = [
  polynomial(0, 0, 4, 0.5, 0.8),
  polynomial(0, 2, -1, -0.3, 1.4),
  polynomial(1, 0, 0, 1, 1),
  polynomial(-0.5, 1.5, 7, 0.2, 0.6),
  cosine(1, 1, 1),
  cosine(5, 1, 1),
  cosine(2.5, -0.4, 0.7),
]

describe.each(oracles)('$name', (oracle) => {
  const { f, slope, mu, sigma } = oracle
  const estimates = (eps: number, baseline: number) => {
    const z = mu + sigma * eps
    return {
      pathwise: [slope(z), (slope(z) * sigma * eps) / 2],
      score: [((f(z) - baseline) * eps) / sigma, ((f(z) - baseline) * (eps * eps - 1)) / 2],
    }
  }
  test.each([0, 1] as const)('gradient and variances of coordinate %i', (i) => {
    for (const kind of ['pathwise', 'score'] as const)
      expect(expectation((eps) => estimates(eps, 0)[kind][i]!)).toBeCloseTo(oracle.gradient[i], 9)
    const varianceOf = (kind: 'pathwise' | 'score', baseline: number) =>
      expectation((eps) => (estimates(eps, baseline)[kind][i]! - oracle.gradient[i]) ** 2)
    expect(varianceOf('pathwise', 0)).toBeCloseTo(oracle.pathwise[i], 8)
    for (const baseline of [0, 1.7, oracle.mean])
      expect(varianceOf('score', baseline)).toBeCloseTo(oracle.score(baseline)[i], 8)
  })
  test('mean and variance of f', () => {
    expect(expectation((eps) => f(mu + sigma * eps))).toBeCloseTo(oracle.mean, 9)
    expect(expectation((eps) => (f(mu + sigma * eps) - oracle.mean) ** 2)).toBeCloseTo(oracle.variance, 9)
  })
})

/** Golden values at mu = sigma = 1, as (mu, lambda = log sigma): ours are for log sigma^2, a quarter of the variance. */
test.each([
  [polynomial(1, 0, 0, 1, 1), [4, 12], [30, 136]],
  [polynomial(1, 6, 9, 1, 1), [4, 72], [495, 1546]],
  [cosine(1, 1, 1), [0.267674, 0.308127], [0.323993, 0.836287]],
  [cosine(5, 1, 1), [12.5, 12.5], [0.5, 1]],
] as const)('$name', (oracle, pathwise, score) => {
  const golden = ([ofMu, ofLogVariance]: readonly [number, number]) => [ofMu, 4 * ofLogVariance]
  golden(oracle.pathwise).forEach((value, i) => expect(value).toBeCloseTo(pathwise[i]!, 5))
  golden(oracle.score(0)).forEach((value, i) => expect(value).toBeCloseTo(score[i]!, 5))
})

test('leave-one-out tends to the baseline E f over K', () => {
  const oracle = polynomial(1, 0, 0, 1, 1)
  const [ofMu] = leaveOneOut(oracle, 1000)
  expect(ofMu * 1000).toBeCloseTo(oracle.score(oracle.mean)[0], 1)
})
