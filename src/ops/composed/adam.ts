/** One step of Adam for one parameter. */
import { add, div, mul, sqrt, square, sub, tidy, type Tensor } from '@tensorflow/tfjs-core'
import type { AdamRates, AdamState } from '../types.ts'

export const adamStep = (
  { parameter, m, v }: AdamState,
  gradient: Tensor,
  { decayM, decayV, scale, floor }: AdamRates,
): AdamState =>
  tidy(() => {
    const nextM = add(mul(m, decayM), mul(gradient, 1 - decayM))
    const nextV = add(mul(v, decayV), mul(square(gradient), 1 - decayV))
    const step = div(mul(nextM, scale), add(sqrt(nextV), floor))
    return { parameter: sub(parameter, step), m: nextM, v: nextV }
  })
