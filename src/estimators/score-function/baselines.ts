/**
 * Baselines: subtracted from f before it weights the score. No baseline depends on the draw it is used on, so
 * none biases the gradient; a mean that includes that draw would.
 *
 * Reference: Mnih & Gregor, "Neural variational inference and learning", 2014, arXiv 1402.0030, section 2.3.1
 * (moving average); Kool, van Hoof & Welling, "Buy 4 REINFORCE samples, get a baseline for free!", 2019
 * (leave-one-out).
 */
import { mul, sub, sum, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core'
import type { EstimatorInput } from '../estimator.ts'
import type { Baseline } from '../options.ts'

type Centre = (signal: Tensor2D, input: Pick<EstimatorInput, 'movingAverage'>) => Tensor

/** f - baseline, for f [L, B]. */
export const CENTRES: Readonly<Record<Baseline, Centre>> = {
  none: (signal) => signal,

  'moving-average': (signal, { movingAverage }) => sub(signal, movingAverage),

  /** The mean over the samples of all OTHER images; for a batch of one there are none, and nothing is subtracted. */
  batch(signal) {
    const [samples, images] = signal.shape
    if (images === 1) return signal
    const ownSum = sum(signal, 0, true) // [1, B]
    const meanOfOthers = mul(sub(sum(signal), ownSum), 1 / (samples * (images - 1)))
    return sub(signal, meanOfOthers)
  },

  /** The mean over the OTHER samples of the same image. */
  'leave-one-out'(signal) {
    const [samples] = signal.shape
    if (samples < 2) throw new Error('leave-one-out: expected at least 2 samples per image, got 1')
    const total = sum(signal, 0, true) // [1, B]
    return mul(sub(mul(signal, samples), total), 1 / (samples - 1))
  },
}
