/**
 * One step of the optimizer when half of the model may be frozen: the E and the M step of EM by hand.
 */
import { reshape, type Tensor } from '@tensorflow/tfjs-core'
import { encoderWidths, type Architecture } from '../model/architecture.ts'
import type { Optimizer, OptimizerStep, Updated } from '../optim/index.ts'
import type { LiveSettings } from '../protocol/settings.ts'

/** The same values under tensors of their own; nothing is copied. */
export const share = (tensors: readonly Tensor[]): Tensor[] =>
  tensors.map((tensor) => reshape(tensor, tensor.shape)) // a clone would be a copy on wasm

/** Updates the half that moves; the frozen half keeps its weights and its optimizer state. */
export function updateMovingHalf(
  optimizer: Optimizer,
  architecture: Architecture,
  freeze: LiveSettings['freeze'],
  step: OptimizerStep,
): Updated {
  if (freeze === 'none') return optimizer.update(step)
  const { parameters, state, gradients } = step
  const slots = state.length / parameters.length
  const encoderSize = 2 * (encoderWidths(architecture).length - 1) // a weight and a bias each layer
  const half = (from: number, to: number, frozen: boolean): Updated => {
    const own = { parameters: parameters.slice(from, to), state: state.slice(from * slots, to * slots) }
    if (frozen) return { parameters: share(own.parameters), state: share(own.state) }
    return optimizer.update({ ...step, ...own, gradients: gradients.slice(from, to) })
  }
  const encoder = half(0, encoderSize, freeze === 'encoder')
  const decoder = half(encoderSize, parameters.length, freeze === 'decoder')
  return {
    parameters: [...encoder.parameters, ...decoder.parameters],
    state: [...encoder.state, ...decoder.state],
  }
}
