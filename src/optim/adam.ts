/**
 * Adam.
 *
 * Reference: Kingma & Ba, "Adam: a method for stochastic optimization", 2014, arXiv 1412.6980, algorithm 1, with the
 * constants of the paper and of torch.optim.Adam: beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, no weight decay.
 */
import { zerosLike } from '@tensorflow/tfjs-core'
import { adamStep } from '../ops/adam.ts'
import type { Optimizer } from './optimizer.ts'

export const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const

/**
 * Adam's bias corrections at step `count` (from 1), folded into two numbers: the update is scale * m / (sqrt(v)
 * + floor).
 */
export function adamScale(learningRate: number, count: number, { beta1, beta2, epsilon } = ADAM) {
  const root = Math.sqrt(1 - beta2 ** count)
  return { scale: (learningRate * root) / (1 - beta1 ** count), floor: epsilon * root }
}

/** Slots: m, v (the moving averages of the gradient and of its square). */
export const adam: Optimizer = {
  init: (parameters) => ({
    count: 0,
    slots: parameters.flatMap((parameter) => [zerosLike(parameter), zerosLike(parameter)]),
  }),
  update({ parameters, gradients, state, learningRate }) {
    const { slots } = state
    const count = state.count + 1
    const rates = { decayM: ADAM.beta1, decayV: ADAM.beta2, ...adamScale(learningRate, count) }
    const states = parameters.map((parameter, i) => ({ parameter, m: slots[2 * i]!, v: slots[2 * i + 1]! }))
    const next = adamStep(states, gradients, rates)
    return {
      parameters: next.map(({ parameter }) => parameter),
      state: { count, slots: next.flatMap(({ m, v }) => [m, v]) },
    }
  },
}
