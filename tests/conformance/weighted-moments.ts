/**
 * Means and variances of the estimators of the importance-weighted bound, with a weight beta on the KL, in the smallest model: by
 * quadrature over the K draws, from the definitions of the estimators.
 */
import {
  alongPath,
  overDraws,
  pathwise,
  vimcoOf,
  type Weighted,
} from '../../src/derivations/testing/weights.ts'
import type { Pair } from './closed-forms.ts'

interface PairMoments {
  readonly mean: Pair
  readonly variance: Pair
}

export interface MomentsOfBound {
  readonly pathwise: PairMoments
  readonly dreg: PairMoments
  /** It compares draws, and has no moments for K = 1. */
  readonly vimco: PairMoments
}

/** With respect to (mu, log sigma). */
export function momentsOfBound(k: number, model: Weighted): MomentsOfBound {
  const { beta = 1 } = model
  // The score that is reparameterized once more has the weight beta.
  const factor = (share: number) => (1 - beta) * share + beta * share ** 2
  const all = overDraws(k, model, (draws) =>
    [pathwise(draws), alongPath(draws, factor), k > 1 ? vimcoOf(draws) : [0, 0]].flatMap((estimate) =>
      estimate.flatMap((value) => [value, value * value]),
    ),
  )
  const [ofPath, ofDreg, ofVimco] = [0, 4, 8].map((at): PairMoments => {
    const [mu, muSquare, sigma, sigmaSquare] = all.slice(at, at + 4) as [number, number, number, number]
    return { mean: [mu, sigma], variance: [muSquare - mu ** 2, sigmaSquare - sigma ** 2] }
  })
  return { pathwise: ofPath!, dreg: ofDreg!, vimco: ofVimco! }
}
