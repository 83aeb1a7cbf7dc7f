/**
 * A gradient on the present backend against plain numbers: some drivers compute nonsense without an error, and a
 * backend that does is not to be trusted with a run.
 */
import { dispose, scalar, tensor2d } from '@tensorflow/tfjs-core'
import { elboGradient } from '../../estimators/elbo-gradient.ts'
import { plainElboGradient } from '../../estimators/reference.ts'
import { ESTIMATORS } from '../../estimators/registry.ts'
import { normal, uniform } from '../../math/random.ts'
import { initialValues, type Architecture } from '../../model/architecture.ts'
import { asNetwork, uploadParameters } from '../../model/parameters.ts'
import { plainNetwork, plainValues } from '../../model/reference.ts'

const IMAGES = 4
const KEY = { seed: 20131220, stream: 0, step: 0 }

/** What a float32 backend reaches is about 1e-6; half-precision ones stay under a few per cent. */
export const TOLERANCE = 0.05

const rows = (flat: Float32Array, width: number): number[][] =>
  Array.from({ length: flat.length / width }, (_, i) => Array.from(flat.subarray(i * width, (i + 1) * width)))

/** |gradient on the backend - plain gradient| / |plain gradient|, over all parameters of a small model. */
export async function gradientError(
  wanted: Pick<Architecture, 'activation' | 'likelihood'>,
): Promise<number> {
  const architecture: Architecture = { ...wanted, pixels: 50, latent: 3, hidden: [17], sigma: 0.5 }
  const values = initialValues(architecture, KEY)
  const targets = uniform(IMAGES * 50, 0, 1, { ...KEY, stream: 1 })
  const noise = normal(IMAGES * 3, { ...KEY, stream: 2 })

  const plain = plainElboGradient(
    architecture,
    plainNetwork(architecture, values),
    { targets: rows(targets, 50), noise: rows(noise, 3).map((eps) => [eps]), beta: 1 },
    ESTIMATORS.reparameterized.reference,
  )
  const expected = plainValues(plain).flat()
  const actual = await onBackend(architecture, values, targets, noise)
  return Math.hypot(...actual.map((value, i) => value - expected[i]!)) / Math.hypot(...expected)
}

async function onBackend(
  architecture: Architecture,
  values: readonly Float32Array[],
  targets: Float32Array,
  noise: Float32Array,
): Promise<number[]> {
  const parameters = uploadParameters(architecture, values)
  const inputs = {
    targets: tensor2d(targets, [IMAGES, 50]),
    noise: tensor2d(noise, [IMAGES, 3]),
    movingAverage: scalar(0),
  }
  const { gradients, sums, movingAverage } = elboGradient({
    architecture,
    network: asNetwork(architecture, parameters),
    estimator: ESTIMATORS.reparameterized.estimate,
    samples: 1,
    beta: 1,
    kl: 'closed-form',
    baseline: 'none',
    kept: 0,
    ...inputs,
  })
  const read = await Promise.all(gradients.map((gradient) => gradient.data<'float32'>()))
  dispose([...parameters, ...gradients, sums, movingAverage, ...Object.values(inputs)])
  return read.flatMap((gradient) => [...gradient])
}
