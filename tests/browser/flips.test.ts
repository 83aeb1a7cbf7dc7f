/**
 * "The same seed, the same run on every backend, up to rounding", of discrete codes: a draw whose gamma + noise is nearer to the
 * border between two values than BORDER may come out as either value; every other one is the same on each backend, exactly.
 */
import { matMul, tensor2d, type Tensor2D } from '@tensorflow/tfjs-core'
import { afterAll, describe, expect, test } from 'vitest'
import { releaseDevice, startDevice } from '../../src/engine/backend/devices.ts'
import { FAMILIES } from '../../src/families/registry.ts'
import { normal } from '../../src/math/random.ts'
import { BACKEND_NAMES } from '../../src/protocol/settings.ts'

/** As docs/reliability.md and docs/decisions/0037-how-far-backends-agree.md state it. */
const BORDER = 1e-5

const IMAGES = 128
const SAMPLES = 16
const HIDDEN = 400
/** So many rows of each image have a draw that is put on the border, as exactly as single precision can: a rounding decides it. */
const ON_BORDER = 1

interface Posterior {
  readonly family: 'bernoulli' | 'categorical'
  readonly latents: number
  readonly classes: number
}

const POSTERIORS: readonly Posterior[] = [
  { family: 'bernoulli', latents: 20, classes: 2 },
  { family: 'categorical', latents: 6, classes: 5 },
]

/** gamma = hidden x weights, as an encoder's last layer has it, in double precision; and noise, some of it on the border. */
function problemOf(posterior: Posterior) {
  const { family, latents, classes } = posterior
  const reference = FAMILIES[family].reference(posterior)
  const width = family === 'bernoulli' ? latents : latents * classes
  const hidden = normal(IMAGES * HIDDEN, { seed: 5, stream: 140, step: width })
  const weights = normal(HIDDEN * width, { seed: 5, stream: 141, step: width }).map((one) => one / 20)
  const gamma = Float64Array.from({ length: IMAGES * width }, (_, i) => {
    const [row, column] = [Math.floor(i / width), i % width]
    let sum = 0
    for (let h = 0; h < HIDDEN; h++) sum += hidden[row * HIDDEN + h]! * weights[h * width + column]!
    return sum
  })
  const rows = IMAGES * SAMPLES
  const noise = reference.noise(rows, { seed: 5, stream: 142, step: width })
  for (let row = 0; row < ON_BORDER * IMAGES; row++) {
    const image = row % IMAGES
    const at = row * width
    if (family === 'bernoulli') noise[at] = -gamma[image * width]!
    else {
      // Far above the other classes, and equal.
      noise[at] = 30 - gamma[image * width]!
      noise[at + 1] = 30 - gamma[image * width + 1]!
    }
  }
  return {
    rows,
    width,
    hidden,
    weights,
    gamma,
    noise,
    distances: distancesOf(posterior, gamma, noise, width),
  }
}

/** How far each draw [rows, latents] is from the border: |gamma + noise| of a bit, the lead of the largest of several classes. */
function distancesOf(
  { family, latents, classes }: Posterior,
  gamma: Float64Array,
  noise: Float32Array,
  width: number,
): Float64Array {
  const values = Float64Array.from(noise, (one, i) => {
    const [row, column] = [Math.floor(i / width), i % width]
    return one + gamma[(row % IMAGES) * width + column]!
  })
  if (family === 'bernoulli') return values.map(Math.abs)
  return Float64Array.from({ length: (noise.length / width) * latents }, (_, i) => {
    const [most, next] = values
      .subarray(i * classes, (i + 1) * classes)
      .toSorted()
      .reverse()
    return most! - next!
  })
}

/** The value of each latent of each row [rows, latents]: 0 or 1, or the class; and how far the logits are from those in double precision. */
async function drawn(posterior: Posterior, problem: ReturnType<typeof problemOf>) {
  const { family, latents, classes } = posterior
  const { rows, width, hidden, weights, noise } = problem
  const gamma = matMul(tensor2d(hidden, [IMAGES, HIDDEN]), tensor2d(weights, [HIDDEN, width])) as Tensor2D
  const { z } = FAMILIES[family].family(posterior).draw(gamma, tensor2d(noise, [rows, width]))
  const [codes, found] = (await Promise.all(
    [z, gamma].map(async (one) => Float32Array.from(await one.data())),
  )) as [Float32Array, Float32Array]
  const off = found.reduce((most, one, i) => Math.max(most, Math.abs(one - problem.gamma[i]!)), 0)
  if (family === 'bernoulli') return { values: [...codes], off }
  const values = Array.from({ length: rows * latents }, (_, i) => {
    const hot = codes.subarray(i * classes, (i + 1) * classes)
    expect(hot.filter((one) => one === 1)).toHaveLength(1)
    return hot.indexOf(1)
  })
  return { values, off }
}

const problems = POSTERIORS.map((posterior) => ({ posterior, problem: problemOf(posterior) }))
const reference = new Map<Posterior, readonly number[]>()

describe.each(['cpu', ...BACKEND_NAMES.filter((name) => name !== 'cpu')] as const)('%s', (name) => {
  afterAll(() => releaseDevice(name))

  // WebGL without a GPU is slow.
  const options = name === 'webgl' ? { tags: 'thorough' } : {}
  test('draws the codes of the cpu backend, but for draws on the border', options, async () => {
    await startDevice(name)
    for (const { posterior, problem } of problems) {
      const { values, off } = await drawn(posterior, problem)
      // A rounding of gamma is well within the border: what lies outside it cannot be flipped.
      expect(off).toBeLessThan(BORDER / 2)
      if (name === 'cpu') reference.set(posterior, values)
      const expected = reference.get(posterior)!
      const isNear = [...problem.distances].map((distance) => distance < BORDER)
      const different = values.filter((value, i) => !isNear[i] && value !== expected[i])
      expect(different).toEqual([])
      const near = isNear.filter(Boolean).length
      // Small, and not empty: those that were put there, and hardly another.
      expect(near).toBeGreaterThanOrEqual(ON_BORDER * IMAGES)
      expect(near).toBeLessThan(ON_BORDER * IMAGES + 20)
      expect(near / isNear.length).toBeLessThan(0.02)
    }
  })
})
