/** The example of Bayes' rule: two codes, one pixel. */

/** p(x|z): a row for each code, a column for each value of the pixel. */
export const LIKELIHOODS = [
  [0.8, 0.2],
  [0.1, 0.9],
] as const

/** p(z = b | x = 1), for the prior probability of b. */
export function posteriorOfB(prior: number): number {
  const [ofA, ofB] = [LIKELIHOODS[0][1] * (1 - prior), LIKELIHOODS[1][1] * prior]
  return ofB / (ofA + ofB)
}
