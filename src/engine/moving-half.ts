/**
 * One optimizer step when half of the model may be frozen: the E step and the M step of EM by hand. Each half
 * has its own optimizer state, which does not change while the half is frozen.
 */
import { reshape, type Tensor } from '@tensorflow/tfjs-core'
import type { Optimizer, OptimizerState, Updated } from '../optim/index.ts'
import type { LiveSettings } from '../protocol/settings.ts'

/** A value for the encoder, and one for the decoder. */
export interface Halves<T> {
  readonly encoder: T
  readonly decoder: T
}

export const mapHalves = <T, U>({ encoder, decoder }: Halves<T>, map: (half: T) => U): Halves<U> => ({
  encoder: map(encoder),
  decoder: map(decoder),
})

/**
 * Splits a list with equally many entries per parameter. The decoder mirrors the encoder, so each owns half of
 * the list.
 */
export const splitHalves = <T>(list: readonly T[]): Halves<readonly T[]> => ({
  encoder: list.slice(0, list.length / 2),
  decoder: list.slice(list.length / 2),
})

/** The inverse of `splitHalves`. */
export const joinHalves = <T>({ encoder, decoder }: Halves<readonly T[]>): T[] => [...encoder, ...decoder]

/** The same values as new tensors; no data is copied. */
export const share = (tensors: readonly Tensor[]): Tensor[] =>
  tensors.map((tensor) => reshape(tensor, tensor.shape)) // a clone would be a copy on wasm

export const shareState = ({ count, slots }: OptimizerState): OptimizerState => ({
  count,
  slots: share(slots),
})

interface HalvesStep {
  readonly parameters: readonly Tensor[]
  readonly gradients: readonly Tensor[]
  readonly states: Halves<OptimizerState>
  readonly learningRate: number
}

interface HalvesUpdated {
  readonly parameters: readonly Tensor[]
  readonly states: Halves<OptimizerState>
}

/** Updates the half that moves; the frozen half keeps its weights and its optimizer state. */
export function updateMovingHalf(
  optimizer: Optimizer,
  freeze: LiveSettings['freeze'],
  { parameters, gradients, states, learningRate }: HalvesStep,
): HalvesUpdated {
  const [own, slopes] = [splitHalves(parameters), splitHalves(gradients)]
  const move = (half: keyof Halves<unknown>): Updated =>
    freeze === half
      ? { parameters: share(own[half]), state: shareState(states[half]) }
      : optimizer.update({
          parameters: own[half],
          gradients: slopes[half],
          state: states[half],
          learningRate,
        })
  const moved = { encoder: move('encoder'), decoder: move('decoder') }
  return {
    parameters: joinHalves(mapHalves(moved, (half) => half.parameters)),
    states: mapHalves(moved, (half) => half.state),
  }
}
