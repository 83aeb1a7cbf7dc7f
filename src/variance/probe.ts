/**
 * The variance probe: how noisy each estimator's encoder gradient is, at the same weights, on the same frozen batch,
 * with the same noise. V = tr Cov_eps[g], g the encoder gradient of negElboPerImage over the probe batch.
 * Knows nothing of when to run or whom to tell.
 */
import { concat, dispose, tensor2d, tidy, type Scalar, type Tensor2D } from '@tensorflow/tfjs-core'
import type { EstimatorInput } from '../estimators/estimator.ts'
import { ESTIMATOR_METAS, type EstimatorId } from '../estimators/metas.ts'
import type { Baseline, KlMode } from '../estimators/options.ts'
import { ESTIMATORS } from '../estimators/registry.ts'
import type { Architecture } from '../model/architecture.ts'
import { createDecoder, type Decoded, type Decoder } from '../model/decoder.ts'
import { mlpForward, outputOf, type Trace } from '../model/mlp.ts'
import type { Network } from '../model/parameters.ts'
import { encoderSquares, type LayerSquares } from './encoder-norms.ts'

export interface ProbeOptions {
  /** Independent noise draws, R. */
  readonly draws: number
  /** Samples per image of each draw, L. */
  readonly samples: number
  readonly beta: number
  readonly kl: KlMode
  readonly baseline: Baseline
}

export interface ProbeInput extends ProbeOptions {
  readonly architecture: Architecture
  readonly network: Network
  /** The frozen batch [B, pixels]. */
  readonly targets: Tensor2D
  readonly movingAverage: Scalar
  /** N(0, 1) draws for draw r: values of [L B, D]. */
  readonly noise: (draw: number, length: number) => Float32Array
  readonly estimators: readonly EstimatorId[]
  /** Awaited between draws: the place to yield, to report progress, and to throw when cancelled. */
  readonly between?: (done: number, total: number) => Promise<void> | void
}

/** Layer by layer, encoder input side first. */
export type Measured = Readonly<Partial<Record<EstimatorId, readonly LayerSquares[]>>>

/**
 * A decoder that gives no parameter gradients and remembers its last evaluation, so that estimators asked with the
 * same noise share one forward pass.
 */
function sharedDecoder({ architecture, network }: ProbeInput): Decoder {
  const decoder = createDecoder(architecture, network.decoder, false)
  let last: Decoded | null = null
  return { evaluate: (z, targets) => (last ??= decoder.evaluate(z, targets)) }
}

/** What each estimator makes of one draw: gradients with respect to gamma [B, 2D], owned by the caller. */
function oneDraw(input: ProbeInput, gamma: Tensor2D, draw: number): Tensor2D[] {
  const { architecture, targets, samples, beta, kl, baseline, movingAverage, estimators } = input
  const rows = targets.shape[0] * samples
  return tidy(() => {
    const noise = tensor2d(input.noise(draw, rows * architecture.latent), [rows, architecture.latent])
    const decoder = sharedDecoder(input)
    return estimators.map((id) => {
      const shared = { gamma, noise, samples, targets, decoder, beta, movingAverage }
      const own: EstimatorInput = { ...shared, kl: nearestKlMode(id, kl), baseline }
      return ESTIMATORS[id].estimate(own).gradGamma
    })
  })
}

/** An estimator without the mode asked for takes the Monte Carlo one, its counterpart. */
const nearestKlMode = (id: EstimatorId, kl: KlMode): KlMode => {
  const modes: readonly KlMode[] = ESTIMATOR_METAS.find((meta) => meta.id === id)!.klModes
  return modes.includes(kl) ? kl : 'monte-carlo'
}

/** Runs R draws. Rejects with what `between` throws; leaves no tensor behind either way. */
export async function measureVariance(input: ProbeInput): Promise<Measured> {
  const { architecture, network, draws, estimators, between } = input
  const trace: Trace = tidy(() =>
    [...mlpForward(network.encoder, input.targets, architecture.activation)].slice(1),
  )
  const gradients: Tensor2D[][] = []
  try {
    for (let r = 0; r < draws; r++) {
      gradients.push(oneDraw(input, outputOf(trace), r))
      await between?.(r + 1, draws)
    }
    const measured: Partial<Record<EstimatorId, readonly LayerSquares[]>> = {}
    for (const [e, id] of estimators.entries()) {
      const stacked = concat(gradients.map((ofDraw) => ofDraw[e]!))
      const whole = [input.targets, ...trace]
      measured[id] = await encoderSquares(network.encoder, whole, stacked, architecture.activation)
      stacked.dispose()
    }
    return measured
  } finally {
    dispose([...trace, ...gradients.flat()])
  }
}
