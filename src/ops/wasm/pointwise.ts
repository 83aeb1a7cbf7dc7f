/** The likelihood and the optimizer's step, each in one pass over its data. */
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'
import { COMPOSED } from '../composed/index.ts'
import { areFloats } from '../floats.ts'
import type { AdamState, Ops } from '../types.ts'
import type { Call } from './module.ts'
import type { Tensors } from './tensors.ts'

/** The most parameters per call of Adam. */
const MOST_ENTRIES = 64
const ENTRY_WORDS = 8
export const ADAM_TABLE_BYTES = 4 * ENTRY_WORDS * MOST_ENTRIES

/** `table`: an address with room for `ADAM_TABLE_BYTES`. */
export function pointwiseOps(
  { at, create, successor }: Tensors,
  call: Call,
  memory: WebAssembly.Memory,
  table: number,
): Pick<Ops, 'bernoulliLogLikelihood' | 'adamStep'> {
  /** Allocates a parameter's results, and enters all addresses in the table. */
  function enter({ parameter, m, v }: AdamState, gradient: Tensor, i: number): AdamState {
    const { size } = parameter
    const next = { parameter: successor(parameter), m: successor(m), v: successor(v) }
    const addresses = [parameter, gradient, m, v, next.parameter, next.m, next.v].map(at)
    new Uint32Array(memory.buffer, table + 4 * ENTRY_WORDS * i, ENTRY_WORDS).set([...addresses, size])
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

    adamStep(states, gradients, rates) {
      const all = [...gradients, ...states.flatMap(({ parameter, m, v }) => [parameter, m, v])]
      if (states.length > MOST_ENTRIES || !areFloats(...all))
        return COMPOSED.adamStep(states, gradients, rates)
      const next = states.map((state, i) => enter(state, gradients[i]!, i))
      const { decayM, decayV, scale, floor } = rates
      call('adam', table, states.length, decayM, 1 - decayM, decayV, 1 - decayV, scale, floor)
      return next
    },
  }
}
