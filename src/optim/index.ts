/** The optimizers by the name they have in the settings. */
import { adam } from './adam.ts'
import type { Optimizer } from './optimizer.ts'
import { adagrad, rmsprop, sgd } from './simple.ts'

export const OPTIMIZERS = { adam, rmsprop, adagrad, sgd } as const satisfies Record<string, Optimizer>

export type { Optimizer, OptimizerStep, Updated } from './optimizer.ts'
