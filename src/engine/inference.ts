/** Inference without training: the ELBO of given images, decoded means and reconstructions. */
import {
  concat,
  reshape,
  stack,
  sum,
  tensor2d,
  tidy,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core'
import { logWeights } from '../estimators/weights.ts'
import type { LatentFamily } from '../families/family.ts'
import { toIntensities, type ImageBatch } from '../math/targets.ts'
import type { Architecture, Layout } from '../model/architecture.ts'
import { createDecoder } from '../model/decoder.ts'
import { meanImage } from '../model/likelihood.ts'
import { mlpForward, outputOf } from '../model/mlp.ts'
import type { Network } from '../model/parameters.ts'
import { imageTargets } from '../ops/inputs.ts'
import { composed } from '../ops/table.ts'
import { PIXELS } from './training.ts'

export interface Model {
  readonly architecture: Layout
  readonly network: Network
}

/** The kind of q(z|x) too. */
export interface FamilyModel extends Model {
  readonly family: LatentFamily
}

/** What a bound depends on: p(x|z) too. */
interface WholeModel extends FamilyModel {
  readonly architecture: Architecture
}

const rowsOf = (values: Float32Array, width: number): Tensor2D =>
  tensor2d(values, [values.length / width, width])

/** gamma for targets [N, 784]: [N, gamma]. */
const encode = ({ architecture, network }: Model, targets: Tensor2D): Tensor2D =>
  outputOf(mlpForward(network.encoder, targets, architecture.activation))

/**
 * (sum of log p(x|z), sum of KL) over the images, with one draw of z each: targets x [N, 784], noise [N, noise] -> [2]. The
 * draws are composed of TF.js's operations, so that a bound does not depend on how a backend's kernel rounds them.
 */
export function elboSums(model: WholeModel, x: Tensor2D, noise: Float32Array): Tensor1D {
  const { architecture, network, family } = model
  return tidy(() => {
    const gamma = encode(model, x)
    const { z, kl } = composed(() => family.draw(gamma, rowsOf(noise, noise.length / x.shape[0])))
    const { logLikelihood } = createDecoder(architecture, network.decoder).evaluate(z, x)
    return stack([sum(logLikelihood), sum(kl)]) as Tensor1D
  })
}

/**
 * The sum over the images of an objective's bound with beta = 1, from K draws of z each: targets x [N, 784], noise [K N, noise] -> [1].
 * The draws as in `elboSums`.
 */
export function boundSums(
  model: WholeModel,
  bound: (logWeights: Tensor1D) => Tensor1D,
  x: Tensor2D,
  noise: Float32Array,
  draws: number,
): Tensor1D {
  const { architecture, network, family } = model
  return tidy(() => {
    const gamma = encode(model, x)
    const drawn = composed(() => family.draw(gamma, rowsOf(noise, noise.length / (x.shape[0] * draws))))
    const { logLikelihood } = createDecoder(architecture, network.decoder).evaluate(drawn.z, x)
    return reshape(sum(bound(logWeights({ family, drawn, beta: 1 }, logLikelihood))), [1])
  })
}

/** E[x|z] [N, 784] for z [N, code]. */
function decodeMean({ architecture, network }: Model, z: Tensor2D): Tensor2D {
  return meanImage(architecture, outputOf(mlpForward(network.decoder, z, architecture.activation)))
}

/** E[x|z] as bytes, for z [N, code] in row-major order. */
export const decodeToPixels = (model: Model, z: Float32Array): Promise<Uint8Array> =>
  toBytes(tidy(() => decodeMean(model, rowsOf(z, model.architecture.code))))

/** E[x|z] at the codes that stand for the images, as bytes. */
export const reconstructToPixels = (model: FamilyModel, targets: Float32Array): Promise<Uint8Array> =>
  toBytes(tidy(() => decodeMean(model, model.family.centre(encode(model, rowsOf(targets, PIXELS))))))

/** gamma of q(z|x) for targets [N, 784], or for the images of a batch: [N, gamma], in row-major order. */
export async function encodeToGamma(model: Model, targets: Float32Array | ImageBatch): Promise<Float32Array> {
  const gamma = tidy(() =>
    encode(model, targets instanceof Float32Array ? rowsOf(targets, PIXELS) : imageTargets(targets)),
  )
  const values = await gamma.data<'float32'>()
  gamma.dispose()
  return values
}

/**
 * One image's gamma [gamma], and E[x|z] as bytes, first at the code that stands for it and then at a draw for each of
 * `draws` rows of the noise [draws, noise]; both at the weights at the time of the call.
 */
export async function inspectImage(
  model: FamilyModel,
  targets: Float32Array,
  noise: Float32Array,
  draws: number,
): Promise<{ gamma: Float32Array; pixels: Uint8Array }> {
  const { family } = model
  const [gamma, means] = tidy(() => {
    const output = encode(model, rowsOf(targets, PIXELS))
    const centre = family.centre(output)
    const drawn = draws > 0 ? [family.draw(output, rowsOf(noise, noise.length / draws)).z] : []
    return [output, decodeMean(model, concat([centre, ...drawn]))] as const
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
