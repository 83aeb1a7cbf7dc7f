/**
 * A dense layer, forward and backward, by the fastest implementation available (table.ts). Weights are [in,
 * out], biases [out]; a batch has N rows. types.ts defines each operation.
 */
import { ops } from './table.ts'
import type { Ops } from './types.ts'

export type { Activation, DenseLayer } from './types.ts'

export const denseForward: Ops['denseForward'] = (...args) => ops().denseForward(...args)

export const denseParameterGradient: Ops['denseParameterGradient'] = (...args) =>
  ops().denseParameterGradient(...args)

export const denseInputGradient: Ops['denseInputGradient'] = (...args) => ops().denseInputGradient(...args)
