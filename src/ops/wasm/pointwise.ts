/** The likelihood and the optimizer's step, each in one pass over its numbers. */
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'
import { COMPOSED } from '../composed/index.ts'
import type { AdamRates, AdamState, Ops } from '../types.ts'
import type { Call } from './module.ts'
import { areFloats, type Tensors } from './tensors.ts'

export function pointwiseOps(
  { at, create }: Tensors,
  call: Call,
): Pick<Ops, 'bernoulliLogLikelihood' | 'adamStep'> {
  function adam({ parameter, m, v }: AdamState, gradient: Tensor, rates: AdamRates): AdamState {
    const { shape, size } = parameter
    const next = { parameter: create(shape), m: create(shape), v: create(shape) }
    const addresses = [parameter, gradient, m, v, next.parameter, next.m, next.v].map(at)
    const { decayM, decayV, scale, floor } = rates
    call('adam', ...addresses, size, decayM, 1 - decayM, decayV, 1 - decayV, scale, floor)
    return next
  }

  return {
    bernoulliLogLikelihood(logits, targets, weight) {
      if (!areFloats(logits, targets)) return COMPOSED.bernoulliLogLikelihood(logits, targets, weight)
      const [rows, columns] = logits.shape
      const gradient = create<Tensor2D>([rows, columns])
      const logLikelihood = create<Tensor1D>([rows])
      const addresses = [logits, targets, gradient, logLikelihood].map(at)
      call('bernoulli', ...addresses, rows, targets.shape[0], columns, weight)
      return { logLikelihood, gradient }
    },

    adamStep: (states, gradients, rates) =>
      states.map((state, i) => {
        const { parameter, m, v } = state
        const gradient = gradients[i]!
        return areFloats(parameter, m, v, gradient)
          ? adam(state, gradient, rates)
          : COMPOSED.adamStep([state], [gradient], rates)[0]!
      }),
  }
}
