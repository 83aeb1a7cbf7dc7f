/** Optimizers as pairs of init and update: all state is explicit. */
import { tidy, type Tensor } from '@tensorflow/tfjs-core'

export interface OptimizerState {
  /** Steps taken with these parameters; steps during which they were frozen do not count. */
  readonly count: number
  /** The slots of each parameter in turn. */
  readonly slots: readonly Tensor[]
}

export interface Optimizer {
  /** The state before the first step. The caller owns the tensors. */
  init(parameters: readonly Tensor[]): OptimizerState
  /** One step. The caller owns the result, and still owns its arguments. */
  update(step: OptimizerStep): Updated
}

export interface OptimizerStep {
  readonly parameters: readonly Tensor[]
  readonly gradients: readonly Tensor[]
  readonly state: OptimizerState
  readonly learningRate: number
}

export interface Updated {
  readonly parameters: readonly Tensor[]
  readonly state: OptimizerState
}

/** The new value of one parameter and of its slots. */
export type UpdateRule = (
  parameter: Tensor,
  gradient: Tensor,
  slots: readonly Tensor[],
  learningRate: number,
) => { parameter: Tensor; slots: readonly Tensor[] }

/** An optimizer that treats all parameters alike, with `slots` tensors of the parameter's shape as state. */
export function parameterwise(
  slots: number,
  initialSlot: (parameter: Tensor) => Tensor,
  rule: UpdateRule,
): Optimizer {
  return {
    init: (parameters) => ({
      count: 0,
      slots: parameters.flatMap((parameter) => Array.from({ length: slots }, () => initialSlot(parameter))),
    }),
    update({ parameters, gradients, state, learningRate }) {
      const updated = parameters.map((parameter, i) => {
        const own = state.slots.slice(i * slots, (i + 1) * slots)
        return tidy(() => {
          const next = rule(parameter, gradients[i]!, own, learningRate)
          return [next.parameter, ...next.slots]
        })
      })
      return {
        parameters: updated.map(([parameter]) => parameter!),
        state: { count: state.count + 1, slots: updated.flatMap(([, ...fresh]) => fresh) },
      }
    },
  }
}
