/** A decoder of which everything is known in closed form, as weights on the present backend. */
import { normal } from '../../src/math/random.ts'
import { solve } from '../../src/math/testing/linear-gaussian.ts'
import type { Architecture } from '../../src/model/architecture.ts'
import { uploadParameters } from '../../src/model/parameters.ts'

const PIXELS = 784

/**
 * x = W z + noise as a decoder: two hidden units whose biases keep their relu linear wherever z is looked for, and an
 * encoder that says the same q of every image, `widths` times as wide as the posterior.
 */
export function linearModel(noise: number, seed: number, widths: readonly [number, number] = [0.9, 1.3]) {
  const OFFSET = 32
  const architecture: Architecture = {
    pixels: PIXELS,
    gamma: 4,
    code: 2,
    hidden: [2],
    activation: 'relu',
    likelihood: 'gaussian',
    sigma: noise,
  }
  const key = { seed, stream: 701 }
  const weight = normal(2 * PIXELS, { ...key, step: 0 }).map((value) => 0.05 * value)
  const z = normal(2, { ...key, step: 1 })
  const x = normal(PIXELS, { ...key, step: 2 }).map(
    (value, i) => weight[2 * i]! * z[0]! + weight[2 * i + 1]! * z[1]! + noise * value,
  )
  const known = solve({ weight, noise, x })
  const mean = [known.mean[0] + known.sigma[0], known.mean[1] - 0.5 * known.sigma[1]] as const
  const sigma = [widths[0] * known.sigma[0], widths[1] * known.sigma[1]] as const
  const gamma = Float32Array.of(...mean, 2 * Math.log(sigma[0]), 2 * Math.log(sigma[1]))
  const columns = [0, 1].map((j) => Float32Array.from({ length: PIXELS }, (_, i) => weight[2 * i + j]!))
  const parameters = uploadParameters(architecture, [
    new Float32Array(2 * PIXELS),
    new Float32Array(2),
    new Float32Array(8),
    gamma,
    Float32Array.of(1, 0, 0, 1),
    Float32Array.of(OFFSET, OFFSET),
    Float32Array.from([...columns[0]!, ...columns[1]!]),
    columns[0]!.map((value, i) => -OFFSET * (value + columns[1]![i]!)),
  ])
  const q = {
    mean: [gamma[0]!, gamma[1]!] as const,
    sigma: [Math.exp(gamma[2]! / 2), Math.exp(gamma[3]! / 2)] as const,
  }
  return { architecture, parameters, known, q, targets: x }
}
