/**
 * SGD, Adagrad and RMSProp, with the constants of torch.optim.
 *
 * Reference: Duchi, Hazan & Singer, "Adaptive subgradient methods", JMLR 12, 2011; Tieleman & Hinton, "RMSProp",
 * Coursera lecture 6.5, 2012.
 */
import { add, div, mul, sqrt, square, sub, zerosLike } from '@tensorflow/tfjs-core'
import { parameterwise, type Optimizer } from './optimizer.ts'

/** Plain gradient descent: no momentum, no weight decay, no state. */
export const sgd: Optimizer = parameterwise(0, zerosLike, (parameter, gradient, _, learningRate) => ({
  parameter: sub(parameter, mul(gradient, learningRate)),
  slots: [],
}))

export const ADAGRAD = { epsilon: 1e-10 } as const

/** Slot: the sum of squared gradients, from 0. */
export const adagrad: Optimizer = parameterwise(1, zerosLike, (parameter, gradient, slots, learningRate) => {
  const total = add(slots[0]!, square(gradient))
  const step = div(mul(gradient, learningRate), add(sqrt(total), ADAGRAD.epsilon))
  return { parameter: sub(parameter, step), slots: [total] }
})

export const RMSPROP = { decay: 0.99, epsilon: 1e-8 } as const

/** Slot: the moving average of squared gradients, from 0, uncentred. */
export const rmsprop: Optimizer = parameterwise(1, zerosLike, (parameter, gradient, slots, learningRate) => {
  const average = add(mul(slots[0]!, RMSPROP.decay), mul(square(gradient), 1 - RMSPROP.decay))
  const step = div(mul(gradient, learningRate), add(sqrt(average), RMSPROP.epsilon))
  return { parameter: sub(parameter, step), slots: [average] }
})
