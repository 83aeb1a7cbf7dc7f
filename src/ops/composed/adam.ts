/** One step of Adam. */
import { add, div, mul, sqrt, square, sub, type Tensor } from '@tensorflow/tfjs-core'
import type { AdamRates, AdamState, Ops } from '../types.ts'
import { tidyAll } from '../tidy-all.ts'

const stepOne = (
  { parameter, m, v }: AdamState,
  gradient: Tensor,
  { decayM, decayV, scale, floor }: AdamRates,
): AdamState =>
  tidyAll(() => {
    const nextM = add(mul(m, decayM), mul(gradient, 1 - decayM))
    const nextV = add(mul(v, decayV), mul(square(gradient), 1 - decayV))
    const step = div(mul(nextM, scale), add(sqrt(nextV), floor))
    return { parameter: sub(parameter, step), m: nextM, v: nextV }
  })

export const adamStep: Ops['adamStep'] = (states, gradients, rates) =>
  states.map((state, i) => stepOne(state, gradients[i]!, rates))
