/** The state of a run and its one transition, the training step. Independent of time, workers and events. */
import {
  scalar,
  tensor2d,
  type Scalar,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core'
import { antitheticNoise } from '../families/antithetic-noise.ts'
import { elboGradient } from '../estimators/elbo-gradient.ts'
import { ESTIMATORS } from '../estimators/registry.ts'
import { FAMILIES } from '../families/registry.ts'
import { initialValues, type Architecture, type Layout } from '../model/architecture.ts'
import { asNetwork, uploadParameters, type Network } from '../model/parameters.ts'
import { OBJECTIVES } from '../objectives/registry.ts'
import { imageTargets } from '../ops/inputs.ts'
import { release } from '../ops/release.ts'
import { OPTIMIZERS, type OptimizerState } from '../optim/index.ts'
import { inForceAt } from '../protocol/annealing.ts'
import { drawsBesideOf } from '../protocol/estimators.ts'
import { familyMetaOf } from '../protocol/families.ts'
import { drawsOf, shapeOf, type LiveSettings, type Settings } from '../protocol/settings.ts'
import type { Batches } from './batches.ts'
import {
  joinHalves,
  mapHalves,
  share,
  shareState,
  splitHalves,
  updateMovingHalf,
  type Halves,
} from './moving-half.ts'
import { STREAMS } from './streams.ts'

/** A state of the run that can be restored. Its tensors are shared, not copied: every step creates new ones. */
export interface Checkpoint {
  readonly step: number
  readonly parameters: readonly Tensor[]
  readonly optimizerStates: Halves<OptimizerState>
  /** The moving average of f, for the baseline of that name, in nats. */
  readonly movingAverage: Scalar
}

export interface Training {
  /** For log p(x|z) see `architectureOf`. */
  readonly architecture: Layout
  readonly step: number
  readonly network: Network
  /**
   * Takes one step; returns the packed sums of `elboGradient`, owned by the caller, the batch size, and the
   * settings in force. `shared`: inputs made for several lanes, released by the caller; by default its own.
   */
  advance(live: LiveSettings, shared?: StepInputs): { sums: Tensor1D; images: number; live: LiveSettings }
  /** The caller owns the checkpoint (`releaseCheckpoint`). */
  checkpoint(): Checkpoint
  restore(checkpoint: Checkpoint): void
  dispose(): void
}

export const PIXELS = 784

/** With the live settings of the moment where log p(x|z) matters: sigma is one of them. */
export function architectureOf(settings: Settings): Architecture {
  const { family, hidden, activation, likelihood, sigma } = settings
  const { gamma, code } = familyMetaOf(family).widths(shapeOf(settings))
  return { pixels: PIXELS, gamma, code, hidden, activation, likelihood, sigma }
}

/** The parameters, the slots of the encoder's optimizer state and of the decoder's, and the moving average. */
export const checkpointTensors = ({ parameters, optimizerStates, movingAverage }: Checkpoint): Tensor[] => [
  ...parameters,
  ...joinHalves(mapHalves(optimizerStates, ({ slots }) => slots)),
  movingAverage,
]

/** The caller owns the result, too. */
export const shareCheckpoint = ({
  step,
  parameters,
  optimizerStates,
  movingAverage,
}: Checkpoint): Checkpoint => ({
  step,
  parameters: share(parameters),
  optimizerStates: mapHalves(optimizerStates, shareState),
  movingAverage: movingAverage.clone(),
})

export const releaseCheckpoint = (checkpoint: Checkpoint): void => release(checkpointTensors(checkpoint))

/** The decay of the moving average, from the second step on (Mnih & Gregor 2014, section 2.3.1: 0.8). */
const MOVING_AVERAGE_DECAY = 0.8

/** The images and the noise of a step. */
interface Inputs {
  readonly targets: Tensor2D
  readonly noise: Tensor2D
  /** Of the draws that the estimator has beside its samples. */
  readonly noiseBeside: Tensor2D | undefined
}

/** The noise of a step's samples in antithetic pairs. */
function inPairs(settings: Settings, live: LiveSettings, images: number, step: number): Tensor2D {
  const family = FAMILIES[live.family].reference(shapeOf(settings))
  const counts = { images, samples: live.samples, together: live.k }
  const key = { seed: settings.seed, stream: STREAMS.latentNoise, step }
  return tensor2d(antitheticNoise(family, counts, key), [
    images * drawsOf(live),
    familyMetaOf(live.family).widths(shapeOf(settings)).noise,
  ])
}

/** The batch and the noise of the next step after `step` steps. */
function inputsOf(settings: Settings, batches: Batches, step: number, live: LiveSettings): Inputs {
  const batch = batches.at(step)
  const images = batch.indices.length
  const family = FAMILIES[live.family].family(shapeOf(settings))
  const noise = (draws: number, stream: number) =>
    family.noise(draws * images, { seed: settings.seed, stream, step })
  const beside = drawsBesideOf(live.estimator, live.samples)
  return {
    targets: imageTargets(batch),
    noise:
      live.noise === 'antithetic'
        ? inPairs(settings, live, images, step)
        : noise(drawsOf(live), STREAMS.latentNoise),
    noiseBeside: beside > 0 ? noise(beside, STREAMS.noiseBeside) : undefined,
  }
}

/** The inputs of the steps of several lanes: those that are the same are made once. */
export interface StepInputs {
  of(step: number, live: LiveSettings): Inputs
  /** Call when all lanes have taken the step. */
  release(): void
}

export function createStepInputs(settings: Settings, batches: Batches): StepInputs {
  const made = new Map<string, Inputs>()
  return {
    of(step, live) {
      const beside = drawsBesideOf(live.estimator, live.samples)
      const pairs = live.noise === 'antithetic' ? live.k : 0
      const key = [step, live.family, drawsOf(live), beside, pairs].join(' ')
      const inputs = made.get(key) ?? inputsOf(settings, batches, step, live)
      made.set(key, inputs)
      return inputs
    },
    release() {
      for (const { targets, noise, noiseBeside } of made.values())
        release([targets, noise, ...(noiseBeside ? [noiseBeside] : [])])
      made.clear()
    },
  }
}

/** How the gradient is estimated. */
const methodOf = (
  settings: Settings,
  { family, objective, k, estimator, samples, beta, kl, baseline, temperature, dial }: LiveSettings,
) => ({
  family: FAMILIES[family].family(shapeOf(settings)),
  objective: OBJECTIVES[objective].objective(k),
  estimator: ESTIMATORS[estimator].estimate,
  samples,
  beta,
  kl,
  baseline,
  temperature,
  dial,
})

export function createTraining(settings: Settings, batches: Batches): Training {
  const architecture: Layout = architectureOf(settings)
  const optimizer = OPTIMIZERS[settings.optimizer]
  const own = createStepInputs(settings, batches)
  let state = initialState()

  function initialState(): Checkpoint {
    const values = initialValues(architecture, { seed: settings.seed, stream: STREAMS.initialValues })
    const parameters = uploadParameters(architecture, values)
    const optimizerStates = mapHalves(splitHalves(parameters), (half) => optimizer.init(half))
    return { step: 0, parameters, optimizerStates, movingAverage: scalar(0) }
  }

  function become(next: Checkpoint): void {
    releaseCheckpoint(state)
    state = next
  }

  return {
    architecture,
    get step() {
      return state.step
    },
    get network() {
      return asNetwork(architecture, state.parameters)
    },
    advance(asked, shared) {
      const { step, parameters } = state
      const live = inForceAt(asked, step)
      const inputs = (shared ?? own).of(step, live)
      const { gradients, sums, movingAverage } = elboGradient({
        ...methodOf(settings, live),
        architecture: architectureOf({ ...settings, ...live }),
        network: asNetwork(architecture, parameters),
        movingAverage: state.movingAverage,
        kept: step === 0 ? 0 : MOVING_AVERAGE_DECAY,
        ...inputs,
      })
      const next = updateMovingHalf(optimizer, live.freeze, {
        parameters,
        gradients,
        states: state.optimizerStates,
        learningRate: live.lr,
      })
      become({
        step: step + 1,
        parameters: next.parameters,
        optimizerStates: next.states,
        movingAverage,
      })
      const images = inputs.targets.shape[0]
      if (!shared) own.release()
      release(gradients)
      return { sums, images, live }
    },
    checkpoint: () => shareCheckpoint(state),
    restore: (checkpoint) => become(shareCheckpoint(checkpoint)),
    dispose: () => releaseCheckpoint(state),
  }
}
