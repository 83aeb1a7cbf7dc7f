/** The learning rates of Burda et al., 2015, arXiv 1509.00519. Pure. */

/** 10^(-3 - i / 7) for 3^i epochs, i = 0, 1, ...; the first epoch is 0. */
export function rateOfEpoch(epoch: number): number {
  let stage = 0
  for (let end = 1; epoch >= end; end += 3 ** stage) stage++
  return 10 ** (-3 - stage / 7)
}
