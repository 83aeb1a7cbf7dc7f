/** All codes of independent bits, with their probabilities. */
export function countedBits(
  theta: readonly number[],
): { readonly bits: readonly number[]; readonly probability: number }[] {
  return Array.from({ length: 2 ** theta.length }, (_, s) => {
    const bits = theta.map((__, j) => (s >> j) & 1)
    const probability = bits.reduce((all, bit, j) => all * (bit ? theta[j]! : 1 - theta[j]!), 1)
    return { bits, probability }
  })
}
