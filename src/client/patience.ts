/**
 * How long a worker may be silent before it counts as dead: while it computes a step it hears nothing, and a step of a
 * large model on the slowest backend takes minutes.
 */
import type { BackendName, Settings } from '../protocol/settings.ts'

export type Work = Pick<Settings, 'batch' | 'samples' | 'hidden' | 'latent'>

const PIXELS = 784

/** For what does not grow with the model: compiling shaders, reading images, on a machine that is busy with others. */
const LEAST_MS = 30_000

/** While it warms up, a worker takes some steps in a row. */
const STEPS_AT_ONCE = 5

/** Multiplications a millisecond that any machine reaches, with other work beside it. */
const RATE = { cpu: 25_000, other: 500_000 }

/** Weights of the encoder and of the decoder, which are about as many. */
function weightsOf({ hidden, latent }: Work): number {
  const widths = [PIXELS, ...hidden, latent]
  return widths.slice(1).reduce((sum, width, i) => sum + width * widths[i]!, 0)
}

/** Forward, and backward with respect to inputs and to weights, through both halves of the model. */
export function stepMultiplications(work: Work): number {
  return 3 * weightsOf(work) * work.batch * (1 + work.samples)
}

/** In milliseconds; `backend` as far as it is known. */
export function patienceFor(work: Work, backend: BackendName | 'auto'): number {
  const rate = backend === 'cpu' ? RATE.cpu : RATE.other
  return LEAST_MS + (STEPS_AT_ONCE * stepMultiplications(work)) / rate
}
