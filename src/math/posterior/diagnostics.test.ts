/** The diagnostics against what ArviZ 0.23.4 computed of the same draws, and against chains of which they are known. */
import { expect, test } from 'vitest'
import { normal } from '../random.ts'
import { diagnosticsOf, ranks } from './diagnostics.ts'

/** x' = rho x + u, u from a linear congruential generator that any language has exactly; chain c moved by `shift` c. */
function autoregressive(chains: number, length: number, rho: number, seed: number, shift = 0): Float64Array {
  let state = BigInt(seed)
  const draws = new Float64Array(chains * length)
  for (let c = 0; c < chains; c++)
    for (let i = 0, x = 0; i < length; i++) {
      state = (1103515245n * state + 12345n) % 2147483648n
      x = rho * x + Number(state) / 2147483648 - 0.5
      draws[c * length + i] = x + shift * c
    }
  return draws
}
/** Of few values, as after many refusals. */
const rounded = (draws: Float64Array) => draws.map((value) => Math.round(value * 4) / 4)

test.each([
  [
    'independent',
    4,
    autoregressive(4, 20, 0, 1),
    1.015710305972139,
    113.95350438568745,
    44.70428280081576,
    0.02784913874899121,
  ],
  [
    'correlated',
    4,
    autoregressive(4, 50, 0.8, 7),
    1.0411617060030196,
    47.608047242493264,
    64.35690918482523,
    0.055026463758008896,
  ],
  [
    'antithetic',
    4,
    autoregressive(4, 30, -0.7, 3),
    1.0191402937849312,
    249.50174952571496,
    156.65706051873204,
    0.022048420230804062,
  ],
  [
    'apart',
    4,
    autoregressive(4, 25, 0.3, 5, 0.3),
    1.315242348586613,
    13.663490245218684,
    45.56023968981317,
    0.10759477082125417,
  ],
  [
    'of odd length',
    3,
    autoregressive(3, 21, 0.5, 11),
    1.0413103648302187,
    35.44983036434744,
    48.259642521166505,
    0.05102209402095446,
  ],
  [
    'with equal values',
    4,
    rounded(autoregressive(4, 24, 0.4, 9)),
    1.102857606837184,
    37.57509539389372,
    56.0119484923102,
    0.05157792908035979,
  ],
] as const)('chains %s: as ArviZ has them', (_, chains, draws, r_hat, ess_bulk, ess_tail, mcse_mean) => {
  const found = diagnosticsOf(draws, chains)
  for (const [name, value] of Object.entries({ r_hat, ess_bulk, ess_tail, mcse_mean }))
    expect(found[name as keyof typeof found] / value, name).toBeCloseTo(1, 10)
})

test('ranks: equal values share theirs', () => {
  expect([...ranks(Float64Array.of(3, 1, 3, 2, 3))]).toEqual([4, 1, 4, 2, 4])
})

test('independent draws are worth about their number; those of an autoregression (1 - rho) / (1 + rho) of it', () => {
  const [chains, length] = [4, 5000]
  const noise = Float64Array.from(normal(chains * length, { seed: 3, stream: 640, step: 0 }))
  const independent = diagnosticsOf(noise, chains)
  expect(Math.abs(independent.ess_bulk / noise.length - 1)).toBeLessThan(0.1)
  expect(independent.r_hat).toBeLessThan(1.002)
  expect(independent.mcse_mean * Math.sqrt(noise.length)).toBeCloseTo(1, 1)
  const rho = 0.6
  const walked = new Float64Array(noise.length)
  noise.forEach((own, i) => (walked[i] = (i % length === 0 ? 0 : rho * walked[i - 1]!) + own))
  const share = diagnosticsOf(walked, chains).ess_bulk / noise.length
  expect(Math.abs(share / ((1 - rho) / (1 + rho)) - 1)).toBeLessThan(0.15)
})

test('chains that differ in their spread alone are told by the folded draws', () => {
  const noise = Float64Array.from(normal(4000, { seed: 4, stream: 640, step: 0 }))
  const draws = noise.map((value, i) => (i < 1000 ? 3 * value : value))
  expect(diagnosticsOf(draws, 4).r_hat).toBeGreaterThan(1.1)
})

test('too few draws, or one that is no number: no figures', () => {
  expect(diagnosticsOf(new Float64Array(12), 4).r_hat).toBeNaN()
  expect(diagnosticsOf(Float64Array.of(1, 2, 3, NaN, 5, 6, 7, 8), 2).ess_bulk).toBeNaN()
})
