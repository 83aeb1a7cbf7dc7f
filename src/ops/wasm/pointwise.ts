/** The likelihood and the optimizer's step, each in one pass over its numbers. */
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'
import { COMPOSED } from '../composed/index.ts'
import type { Ops } from '../types.ts'
import type { Call } from './module.ts'
import { areFloats, type Tensors } from './tensors.ts'

export function pointwiseOps(
  { at, create }: Tensors,
  call: Call,
): Pick<Ops, 'bernoulliLogLikelihood' | 'adamStep'> {
  return {
    bernoulliLogLikelihood(logits, targets) {
      if (!areFloats(logits, targets)) return COMPOSED.bernoulliLogLikelihood(logits, targets)
      const [rows, columns] = logits.shape
      const gradient = create<Tensor2D>([rows, columns])
      const logLikelihood = create<Tensor1D>([rows])
      call('bernoulli', at(logits), at(targets), at(gradient), at(logLikelihood), rows, columns)
      return { logLikelihood, gradient }
    },

    adamStep(state, gradient, rates) {
      const { parameter, m, v } = state
      if (!areFloats(parameter, m, v, gradient)) return COMPOSED.adamStep(state, gradient, rates)
      const { shape, size } = parameter
      const next = { parameter: create(shape), m: create(shape), v: create(shape) }
      const addresses = [parameter, gradient, m, v, next.parameter, next.m, next.v].map(at)
      const { decayM, decayV, scale, floor } = rates
      call('adam', ...addresses, size, decayM, 1 - decayM, decayV, 1 - decayV, scale, floor)
      return next
    },
  }
}
