/**
 * log p(x|z) of chosen images at any z, with the decoder of one checkpoint; used by quadrature and by Monte
 * Carlo.
 */
import { slice, tensor2d, tidy, tile } from '@tensorflow/tfjs-core'
import type { Architecture } from '../../model/architecture.ts'
import { likelihoodOf } from '../../model/likelihood.ts'
import { mlpForward, outputOf } from '../../model/mlp.ts'
import { asNetwork } from '../../model/parameters.ts'
import { PIXELS, type Checkpoint } from '../training.ts'

export interface ImageLogLikelihood {
  /** For z [N, D] in row-major order, the value of every image: [N, images]. */
  at(z: Float64Array): Promise<Float32Array>
  dispose(): void
}

/**
 * targets [images, 784]. One image is compared pixel by pixel, several with a matrix product
 * (`Likelihood.cross`).
 */
export function createLogLikelihood(
  architecture: Architecture,
  { parameters }: Checkpoint,
  targets: Float32Array,
): ImageLogLikelihood {
  const { decoder } = asNetwork(architecture, parameters)
  const likelihood = likelihoodOf(architecture)
  const images = targets.length / PIXELS
  const x = tensor2d(targets, [images, PIXELS])
  /** The single image, repeated for the largest number of points requested so far. */
  let repeated = x.clone()

  function repeatFor(points: number): void {
    if (repeated.shape[0] >= points) return
    repeated.dispose()
    repeated = tile(x, [points, 1])
  }

  return {
    async at(z) {
      const points = z.length / architecture.code
      if (images === 1) repeatFor(points)
      const values = tidy(() => {
        const inputs = tensor2d(Float32Array.from(z), [points, architecture.code])
        const output = outputOf(mlpForward(decoder, inputs, architecture.activation))
        if (images > 1) return likelihood.cross(output, x)
        return likelihood.evaluate(output, slice(repeated, [0, 0], [points, PIXELS]), 1).logLikelihood
      })
      const read = await values.data<'float32'>()
      values.dispose()
      return read
    },
    dispose() {
      x.dispose()
      repeated.dispose()
    },
  }
}
