/** Inference without training: the ELBO of given images, decoded means and reconstructions. */
import { add, mul, stack, sum, tensor2d, tidy, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core'
import { toIntensities } from '../math/targets.ts'
import { PIXELS } from './training.ts'
import type { Architecture } from '../model/architecture.ts'
import { createDecoder } from '../model/decoder.ts'
import { likelihoodOf } from '../model/likelihood.ts'
import { mlpForward, outputOf } from '../model/mlp.ts'
import type { Network } from '../model/parameters.ts'
import { klToPrior, splitGamma, standardDeviation } from '../model/posterior.ts'

/**
 * (sum of log p(x|z), sum of KL) over the images, with one draw of z each: targets [N, 784], noise [N, D] ->
 * [2].
 */
export function elboSums(
  architecture: Architecture,
  network: Network,
  targets: Float32Array,
  noise: Float32Array,
): Tensor1D {
  return tidy(() => {
    const x = tensor2d(targets, [targets.length / PIXELS, PIXELS])
    const posterior = splitGamma(outputOf(mlpForward(network.encoder, x, architecture.activation)))
    const draws = tensor2d(noise, posterior.mu.shape)
    const z = add<Tensor2D>(posterior.mu, mul(standardDeviation(posterior), draws))
    const { logLikelihood } = createDecoder(architecture, network.decoder).evaluate(z, x, 1)
    return stack([sum(logLikelihood), sum(klToPrior(posterior))]) as Tensor1D
  })
}

/** E[x|z] [N, 784] for z [N, D]. */
function decodeMean(architecture: Architecture, network: Network, z: Tensor2D): Tensor2D {
  return likelihoodOf(architecture).mean(outputOf(mlpForward(network.decoder, z, architecture.activation)))
}

/** E[x|z] as bytes, for z [N, D] in row-major order. */
export async function decodeToPixels(
  architecture: Architecture,
  network: Network,
  z: Float32Array,
): Promise<Uint8Array> {
  const { latent } = architecture
  return toBytes(tidy(() => decodeMean(architecture, network, tensor2d(z, [z.length / latent, latent]))))
}

/** E[x|z] at the posterior means of the images, as bytes. */
export async function reconstructToPixels(
  architecture: Architecture,
  network: Network,
  targets: Float32Array,
): Promise<Uint8Array> {
  return toBytes(
    tidy(() => {
      const x = tensor2d(targets, [targets.length / PIXELS, PIXELS])
      const { mu } = splitGamma(outputOf(mlpForward(network.encoder, x, architecture.activation)))
      return decodeMean(architecture, network, mu)
    }),
  )
}

/** (mu, log sigma^2) of q(z|x) for targets [N, 784]: [N, 2D], in row-major order. */
export async function encodeToGamma(
  architecture: Architecture,
  network: Network,
  targets: Float32Array,
): Promise<Float32Array> {
  const gamma = tidy(() => {
    const x = tensor2d(targets, [targets.length / PIXELS, PIXELS])
    return outputOf(mlpForward(network.encoder, x, architecture.activation))
  })
  const values = await gamma.data<'float32'>()
  gamma.dispose()
  return values
}

/**
 * One image's q(z|x) as gamma [2D], and E[x|z] as bytes, first at its mean and then at mean + sigma eps for
 * each row of the noise [N, D]; both at the weights at the time of the call.
 */
export async function inspectImage(
  architecture: Architecture,
  network: Network,
  targets: Float32Array,
  noise: Float32Array,
): Promise<{ gamma: Float32Array; pixels: Uint8Array }> {
  const { latent } = architecture
  const eps = new Float32Array(latent + noise.length) // the first row is zero: the mean itself
  eps.set(noise, latent)
  const [gamma, means] = tidy(() => {
    const x = tensor2d(targets, [1, PIXELS])
    const output = outputOf(mlpForward(network.encoder, x, architecture.activation))
    const posterior = splitGamma(output)
    const steps = mul(standardDeviation(posterior), tensor2d(eps, [eps.length / latent, latent]))
    return [output, decodeMean(architecture, network, add(posterior.mu, steps))] as const
  })
  const [values, pixels] = await Promise.all([gamma.data<'float32'>(), toBytes(means)])
  gamma.dispose()
  return { gamma: values, pixels }
}

/** Reads the tensor back and disposes it. */
async function toBytes(means: Tensor2D): Promise<Uint8Array> {
  const values = await means.data<'float32'>()
  means.dispose()
  return toIntensities(values)
}
