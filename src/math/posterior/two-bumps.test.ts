/** The best Gaussians for two bumps, against published figures and direct sums. */
import { expect, test } from 'vitest'
import { bumpsAt, fitBumps, type Bumps } from './two-bumps.ts'

/** KL between densities given by their logarithms, by a fine sum. */
function sumOf(a: (z: number) => number, b: (z: number) => number): number {
  let sum = 0
  for (let z = -20; z <= 20; z += 1e-3) sum += Math.exp(a(z)) * (a(z) - b(z)) * 1e-3
  return sum
}
const logNormal = (mean: number, sigma: number) => (z: number) =>
  -0.5 * ((z - mean) / sigma) ** 2 - Math.log(sigma * Math.sqrt(2 * Math.PI))

test('bumps at -2 and 2: the forward fit covers both, the reverse fit takes one', async () => {
  const { forward, reverse } = await fitBumps({ centres: [-2, 2], sigma: 0.5 })
  expect(forward.mean).toBeCloseTo(0, 9)
  expect(Math.abs(forward.sigma - 2.06)).toBeLessThan(2e-3)
  expect(Math.abs(forward.forward - 0.724)).toBeLessThan(1e-3)
  expect(Math.abs(Math.abs(reverse.mean) - 2)).toBeLessThan(1e-2)
  expect(Math.abs(reverse.reverse - 0.693)).toBeLessThan(1e-3)
})

test('bumps at -1 and 1: the reverse fit jumps to the middle', async () => {
  const { reverse } = await fitBumps({ centres: [-1, 1], sigma: 0.5 })
  expect(Math.abs(reverse.mean)).toBeLessThan(1e-3)
  expect(Math.abs(reverse.sigma - 1.02)).toBeLessThan(5e-3)
  expect(Math.abs(reverse.reverse - 0.227)).toBeLessThan(1e-3)
})

test.each<Bumps>([
  { centres: [-2, 2], sigma: 0.5 },
  { centres: [0.3, 1.1], sigma: 0.7 },
  { centres: [1.5, -1], sigma: 0.4 },
])('both divergences of both fits are those of a direct sum: $centres', async (bumps) => {
  const fits = await fitBumps(bumps)
  const logP = (z: number) => bumpsAt(bumps, z)[0]
  for (const { mean, sigma, reverse, forward } of [fits.reverse, fits.forward]) {
    expect(reverse).toBeCloseTo(sumOf(logNormal(mean, sigma), logP), 6)
    expect(forward).toBeCloseTo(sumOf(logP, logNormal(mean, sigma)), 6)
  }
})

test('no Gaussian near the reverse fit is nearer, and none near the forward one', async () => {
  const bumps: Bumps = { centres: [-0.9, 1.2], sigma: 0.5 }
  const { reverse, forward } = await fitBumps(bumps)
  const logP = (z: number) => bumpsAt(bumps, z)[0]
  for (const [dm, ds] of [
    [0.05, 1],
    [-0.05, 1],
    [0, 1.05],
    [0, 0.95],
  ] as const) {
    expect(sumOf(logNormal(reverse.mean + dm, reverse.sigma * ds), logP)).toBeGreaterThan(reverse.reverse)
    expect(sumOf(logP, logNormal(forward.mean + dm, forward.sigma * ds))).toBeGreaterThan(forward.forward)
  }
})

test('one bump: both fits are it', async () => {
  const { reverse, forward } = await fitBumps({ centres: [0.7, 0.7], sigma: 0.3 })
  for (const fit of [reverse, forward]) {
    expect(fit.mean).toBeCloseTo(0.7, 6)
    expect(fit.sigma).toBeCloseTo(0.3, 6)
    expect(fit.reverse).toBeCloseTo(0, 9)
  }
})
