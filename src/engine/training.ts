/**
 * The state of a run and its one transition, the training step. Knows nothing of time, workers or events.
 */
import { dispose, tensor2d, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core'
import { elboGradient } from '../estimators/elbo-gradient.ts'
import { ESTIMATORS } from '../estimators/registry.ts'
import { normal } from '../math/random.ts'
import { initialValues, type Architecture } from '../model/architecture.ts'
import { asNetwork, uploadParameters, type Network } from '../model/parameters.ts'
import { OPTIMIZERS } from '../optim/index.ts'
import type { LiveSettings, Settings } from '../protocol/settings.ts'
import type { Batches } from './batches.ts'
import { STREAMS } from './streams.ts'

/** A point of the run one can return to. Its tensors are shared, not copied: every step makes new ones. */
export interface Checkpoint {
  readonly step: number
  readonly parameters: readonly Tensor[]
  readonly optimizerState: readonly Tensor[]
}

export interface Training {
  readonly architecture: Architecture
  readonly step: number
  readonly network: Network
  /** Takes one step; returns the packed sums of `elboGradient`, owned by the caller, and the batch's size. */
  advance(live: LiveSettings): { sums: Tensor1D; images: number }
  /** The caller owns the checkpoint (`releaseCheckpoint`). */
  checkpoint(): Checkpoint
  restore(checkpoint: Checkpoint): void
  dispose(): void
}

export const PIXELS = 784

export const architectureOf = ({
  latent,
  hidden,
  activation,
  likelihood,
  sigma,
}: Settings): Architecture => ({
  pixels: PIXELS,
  latent,
  hidden,
  activation,
  likelihood,
  sigma,
})

const share = (tensors: readonly Tensor[]): Tensor[] => tensors.map((tensor) => tensor.clone())

export const releaseCheckpoint = ({ parameters, optimizerState }: Checkpoint): void =>
  dispose([...parameters, ...optimizerState])

export function createTraining(settings: Settings, batches: Batches): Training {
  const architecture = architectureOf(settings)
  const { seed, latent } = settings
  const optimizer = OPTIMIZERS[settings.optimizer]
  let step = 0
  let parameters = uploadParameters(
    architecture,
    initialValues(architecture, { seed, stream: STREAMS.initialValues }),
  )
  let optimizerState = optimizer.init(parameters)

  function replace(next: Tensor[], nextState: Tensor[], nextStep: number): void {
    dispose([...parameters, ...optimizerState])
    parameters = next
    optimizerState = nextState
    step = nextStep
  }

  return {
    architecture,
    get step() {
      return step
    },
    get network() {
      return asNetwork(architecture, parameters)
    },
    advance({ estimator, samples, beta, lr }) {
      const { count, targets } = batches.at(step)
      const draws = normal(samples * count * latent, { seed, stream: STREAMS.latentNoise, step })
      const input = {
        targets: tensor2d(targets, [count, PIXELS]),
        noise: tensor2d(draws, [samples * count, latent]),
      }
      const { estimate } = ESTIMATORS[estimator]
      const network = asNetwork(architecture, parameters)
      const { gradients, sums } = elboGradient({
        architecture,
        network,
        estimator: estimate,
        samples,
        beta,
        ...input,
      })
      const next = optimizer.update({
        parameters,
        gradients,
        state: optimizerState,
        learningRate: lr,
        count: step + 1,
      })
      dispose([input.targets, input.noise, ...gradients])
      replace(next.parameters, next.state, step + 1)
      return { sums, images: count }
    },
    checkpoint: () => ({ step, parameters: share(parameters), optimizerState: share(optimizerState) }),
    restore: (checkpoint) =>
      replace(share(checkpoint.parameters), share(checkpoint.optimizerState), checkpoint.step),
    dispose: () => dispose([...parameters, ...optimizerState]),
  }
}
