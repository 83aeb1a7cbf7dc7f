/** The optimizers, by their names in the settings. */
import { adam } from './adam.ts'
import type { Optimizer } from './optimizer.ts'
import { adagrad, rmsprop, sgd } from './simple.ts'

export const OPTIMIZERS = { adam, rmsprop, adagrad, sgd } as const satisfies Record<string, Optimizer>

/** The names of their slots, as in the state of torch.optim: for each parameter in turn, in this order. */
export const SLOT_NAMES: Readonly<Record<keyof typeof OPTIMIZERS, readonly string[]>> = {
  adam: ['exp_avg', 'exp_avg_sq'],
  rmsprop: ['square_avg'],
  adagrad: ['sum'],
  sgd: [],
}

export type { Optimizer, OptimizerState, Updated } from './optimizer.ts'
