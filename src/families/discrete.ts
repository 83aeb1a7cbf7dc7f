/**
 * What discrete families have in common: the score of a draw is z - p, p = E z, and the probability of a state is the
 * exponential of a sum that is linear in the state.
 */
import {
  add,
  matMul,
  mul,
  reshape,
  sub,
  sum,
  tensor2d,
  where,
  type Rank,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core'
import { repeatRows, samplesOf, sumOverSamples } from '../ops/rows.ts'
import type { Drawn, Simplex, States } from './family.ts'

/** gamma + noise at each draw [L B, noise]. */
export const logitsOf = (gamma: Tensor2D, noise: Tensor2D): Tensor2D =>
  add(repeatRows(gamma, samplesOf(gamma, noise)), noise)

/** The sum over an image's draws of weight [L B] times (z - p): [B, gamma]. */
export function weightedScore(
  { gamma, z }: Pick<Drawn, 'gamma' | 'z'>,
  probabilities: Tensor2D,
  weight: Tensor1D,
): Tensor2D {
  const samples = samplesOf(gamma, z)
  const scores = sub<Tensor2D>(z, repeatRows(probabilities, samples))
  return sumOverSamples(mul(scores, reshape<Rank.R2>(weight, [-1, 1])), samples)
}

/**
 * 1 where the condition holds, else 0. Not a cast: TF.js's WebGPU backend gives the integers of a truth value a new name and
 * leaves them integers, which a kernel of ours would read as floats.
 */
export const indicator = <R extends Rank>(condition: Tensor<R>): Tensor<R> =>
  where(condition, 1, 0) as Tensor<R>

interface StatesOptions {
  readonly codes: () => readonly (readonly number[])[]
  readonly simplex: Simplex
  /** log q(s|x) as a sum linear in the state: the slope [B, code], and the value at a code of zeros [B, 1]. */
  readonly linear: (gamma: Tensor2D) => { readonly slope: Tensor2D; readonly atZero: Tensor2D | null }
}

export const statesOf = ({ codes, simplex, linear }: StatesOptions): States => ({
  codes: () => tensor2d(codes() as number[][]),
  logProbabilities(gamma, all) {
    const { slope, atZero } = linear(gamma)
    const products = matMul<Tensor2D>(slope, all, false, true)
    return atZero ? sub(products, atZero) : products
  },
  scoreGradient(gamma, weights, all) {
    const centre = mul(simplex.probabilities(gamma, 1), sum<Tensor2D>(weights, 1, true))
    return sub(matMul<Tensor2D>(weights, all), centre)
  },
})
