/**
 * Optimizers as init/update pairs: state is what the next step needs, nothing is hidden in an object.
 */
import { tidy, type Tensor } from '@tensorflow/tfjs-core'

export interface Optimizer {
  /** The state before the first step: for each parameter in turn, its slots. The caller owns the tensors. */
  init(parameters: readonly Tensor[]): Tensor[]
  /** One step. The caller owns what is returned, and still owns what it gave. */
  update(step: OptimizerStep): Updated
}

export interface OptimizerStep {
  readonly parameters: readonly Tensor[]
  readonly gradients: readonly Tensor[]
  readonly state: readonly Tensor[]
  readonly learningRate: number
  /** 1 for the first step. */
  readonly count: number
}

export interface Updated {
  readonly parameters: Tensor[]
  readonly state: Tensor[]
}

/** The new value of one parameter and of its slots. */
export type Rule = (
  parameter: Tensor,
  gradient: Tensor,
  slots: readonly Tensor[],
  learningRate: number,
  count: number,
) => { parameter: Tensor; slots: readonly Tensor[] }

/** An optimizer that treats every parameter alike, with `slots` tensors of the parameter's shape as state. */
export function parameterwise(
  slots: number,
  initialSlot: (parameter: Tensor) => Tensor,
  rule: Rule,
): Optimizer {
  return {
    init: (parameters) =>
      parameters.flatMap((parameter) => Array.from({ length: slots }, () => initialSlot(parameter))),
    update({ parameters, gradients, state, learningRate, count }) {
      const updated: Updated = { parameters: [], state: [] }
      parameters.forEach((parameter, i) => {
        const own = state.slice(i * slots, (i + 1) * slots)
        const fresh = tidy(() => {
          const next = rule(parameter, gradients[i]!, own, learningRate, count)
          return [next.parameter, ...next.slots]
        })
        updated.parameters.push(fresh[0]!)
        updated.state.push(...fresh.slice(1))
      })
      return updated
    },
  }
}
