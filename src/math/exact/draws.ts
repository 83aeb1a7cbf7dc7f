/**
 * The ELBO of one image from random draws: what quadrature is held against. Every draw is the whole of
 * log p(x, z) - log q(z|x), the KL not taken in closed form, so that nothing of it is known to be right beforehand.
 */
import { momentsOf } from '../moments.ts'
import type { Gaussian } from './leaf.ts'
import { evaluateAll, type Evaluate, type Pace } from './posterior.ts'

export interface DrawnBound {
  readonly elbo: number
  readonly standardError: number
  readonly draws: number
}

/** noise [2 draws], standard normal. */
export async function drawBound(
  { mean, sigma }: Gaussian,
  noise: ArrayLike<number>,
  evaluate: Evaluate,
  pace: Pace,
): Promise<DrawnBound> {
  const z = Float64Array.from(noise, (eps, i) => mean[i % 2]! + sigma[i % 2]! * eps)
  const logLikelihood = await evaluateAll(z, evaluate, pace)
  const logSigmas = Math.log(sigma[0] * sigma[1])
  const bounds = logLikelihood.map((value, i) => {
    const square = (of: ArrayLike<number>) => of[2 * i]! ** 2 + of[2 * i + 1]! ** 2
    // log p(z) - log q(z|x): the normalisers of two dimensions cancel.
    return value - 0.5 * square(z) + 0.5 * square(noise) + logSigmas
  })
  const { mean: elbo, meanError, count } = momentsOf(bounds)
  return { elbo, standardError: meanError, draws: count }
}
