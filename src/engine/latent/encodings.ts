/** The posteriors of many test images at the weights of one moment, in slices between which the worker answers. */
import { asNetwork } from '../../model/parameters.ts'
import type { Encodings } from '../../protocol/latent.ts'
import type { LiveSettings, Settings } from '../../protocol/settings.ts'
import { breathe } from '../breathe.ts'
import { EVALUATION_SLICE } from '../evaluation.ts'
import { encodeToGamma } from '../inference.ts'
import type { TestImages } from '../test-images.ts'
import { architectureOf, type Checkpoint } from '../training.ts'

export interface EncodingsRequest {
  readonly settings: Settings
  readonly family: LiveSettings['family']
  readonly test: TestImages
  /** Indices in the test set. */
  readonly indices: Uint32Array
  readonly checkpoint: Checkpoint
  readonly signal: AbortSignal
}

export async function encode(request: EncodingsRequest): Promise<Encodings> {
  const { settings, family, test, indices, checkpoint, signal } = request
  const { latent } = settings
  const count = indices.length
  const architecture = architectureOf(settings)
  const network = asNetwork(architecture, checkpoint.parameters)
  const mean = new Float32Array(count * latent)
  const logVariance = new Float32Array(count * latent)
  for (let start = 0; start < count; start += EVALUATION_SLICE) {
    const slice = indices.subarray(start, start + EVALUATION_SLICE)
    const gamma = await encodeToGamma({ architecture, network }, test.targets(slice))
    for (let i = 0; i * 2 * latent < gamma.length; i++) {
      const [own, at] = [gamma.subarray(i * 2 * latent, (i + 1) * 2 * latent), (start + i) * latent]
      mean.set(own.subarray(0, latent), at)
      logVariance.set(own.subarray(latent), at)
    }
    await breathe()
    signal.throwIfAborted()
  }
  // The encoder still outputs variances for a point posterior, but nothing trains them.
  if (family === 'point') logVariance.fill(-Infinity)
  return { step: checkpoint.step, count, indices, latent, mean, logVariance }
}
