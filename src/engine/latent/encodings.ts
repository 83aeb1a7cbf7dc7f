/** The posteriors of many test images at the weights of one moment, in slices between which the worker answers. */
import { FAMILIES } from '../../families/registry.ts'
import { asNetwork } from '../../model/parameters.ts'
import type { Encodings } from '../../protocol/latent.ts'
import { familyMetaOf } from '../../protocol/families.ts'
import { shapeOf, type LiveSettings, type Settings } from '../../protocol/settings.ts'
import { breathe } from '../breathe.ts'
import { EVALUATION_SLICE } from '../evaluation.ts'
import { encodeToGamma } from '../inference.ts'
import type { TestSet } from '../test-images.ts'
import { architectureOf, type Checkpoint } from '../training.ts'

export interface EncodingsRequest {
  readonly settings: Settings
  readonly family: LiveSettings['family']
  readonly test: TestSet
  /** Indices in the test set, as many as are wanted of its random order. */
  readonly indices: Uint32Array
  readonly checkpoint: Checkpoint
  readonly signal: AbortSignal
}

export async function encode(request: EncodingsRequest): Promise<Encodings> {
  const { settings, family, test, indices, checkpoint, signal } = request
  const { latent } = settings
  const isReal = familyMetaOf(family).latentKind === 'real'
  const { summary } = FAMILIES[family].reference(shapeOf(settings))
  const count = indices.length
  const architecture = architectureOf(settings)
  const network = asNetwork(architecture, checkpoint.parameters)
  const mean = new Float32Array(count * latent)
  const spread = new Float32Array(count * latent)
  const kl = new Float64Array(latent)
  for (let start = 0; start < count; start += EVALUATION_SLICE) {
    const end = Math.min(start + EVALUATION_SLICE, count)
    const gamma = await encodeToGamma({ architecture, network }, test.batch(start, end))
    for (let i = 0; i < end - start; i++) {
      const own = summary(gamma.subarray(i * architecture.gamma, (i + 1) * architecture.gamma))
      mean.set(own.mean, (start + i) * latent)
      spread.set(own.spread, (start + i) * latent)
      if (!isReal) own.kl.forEach((nats, j) => (kl[j]! += nats / count))
    }
    await breathe()
    signal.throwIfAborted()
  }
  return { step: checkpoint.step, count, indices, latent, mean, spread, ...(isReal ? {} : { kl }) }
}
