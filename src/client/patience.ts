/**
 * The permitted silence of a worker before it counts as dead: it cannot answer during a step, and a step of a
 * large model on the slowest backend takes minutes.
 */
import { MOST_STATES } from '../protocol/estimators.ts'
import { familyMetaOf } from '../protocol/families.ts'
import type { BackendName, Settings } from '../protocol/settings.ts'

export type StepSettings = Pick<Settings, 'batch' | 'samples' | 'hidden' | 'latent' | 'family' | 'classes'>

const PIXELS = 784

/** For work that does not grow with the model, on a busy machine: compiling shaders, reading images. */
const LEAST_MS = 30_000

/** Steps taken in a row during warm-up. */
const STEPS_AT_ONCE = 5

/** Multiplications per millisecond that any machine reaches, even under load. */
const RATE = { cpu: 25_000, other: 500_000 }

/** The number of weights of the encoder, about the same as of the decoder. */
function weightsOf({ hidden, latent }: StepSettings): number {
  const widths = [PIXELS, ...hidden, latent]
  return widths.slice(1).reduce((sum, width, i) => sum + width * widths[i]!, 0)
}

/** Decoded once each by what enumerates them, for the whole batch; a measurement does so whichever estimator trains. */
function statesOf({ family, latent, classes }: StepSettings): number {
  const states = familyMetaOf(family).countStates({ latents: latent, classes }) ?? 0
  return states > MOST_STATES ? 0 : states
}

/** Forward, and backward with respect to inputs and weights, through both halves of the model. */
export function stepMultiplications(work: StepSettings): number {
  return 3 * weightsOf(work) * (work.batch * (1 + work.samples) + statesOf(work))
}

/** In milliseconds; `backend` as far as it is known. */
export function stepsPatience(work: StepSettings, backend: BackendName | 'auto'): number {
  const rate = backend === 'cpu' ? RATE.cpu : RATE.other
  return LEAST_MS + (STEPS_AT_ONCE * stepMultiplications(work)) / rate
}
