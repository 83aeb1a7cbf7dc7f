/**
 * How heavy the right tail of importance weights is: the shape of a generalized Pareto distribution fitted to the largest of
 * them. The weights have moments up to 1 / shape, so above 1/2 their variance is infinite, and an estimate with its standard
 * error can look settled while the draws that would matter are still missing. Plain numbers.
 *
 * Reference: Vehtari, Simpson, Gelman, Yao & Gabry, "Pareto smoothed importance sampling", JMLR 25(72), 2024, section 2 and
 * appendix; the fit is that of Zhang & Stephens, "A new and efficient estimation method for the generalized Pareto
 * distribution", Technometrics 51(3), 2009. Cut, fit and prior as ArviZ's `psislw` has them; the weights are not smoothed.
 */
import { logSumExp } from '../exact/log-sum.ts'

/** Above this the estimate is not to be trusted, in Vehtari et al.: with few draws less than 0.7, from 2,155 draws on 0.7. */
export const mostReliableShape = (draws: number): number => Math.min(1 - 1 / Math.log10(draws), 0.7)

/** Fewer are no tail that a shape can be fitted to. */
const FEWEST = 5

/** How many of the largest weights are the tail: a fifth at most. */
const tailLength = (draws: number): number => Math.ceil(Math.min(draws / 5, 3 * Math.sqrt(draws)))

/** The excesses of the largest weights over the next one, relative to the very largest, from the smallest; ties with it are left out. */
function excesses(logWeights: Float64Array): Float64Array {
  const sorted = logWeights.toSorted()
  const most = sorted.at(-1)!
  const cut = Math.exp(sorted[Math.max(sorted.length - 1 - tailLength(sorted.length), 0)]! - most)
  return sorted.map((value) => Math.exp(value - most) - cut).filter((excess) => excess > 0)
}

/** The shape that goes with a rate, b = -shape / scale, in the likelihood of the excesses: the mean of log(1 - b x). */
const shapeAt = (rate: number, values: Float64Array): number =>
  values.reduce((sum, value) => sum + Math.log1p(-rate * value), 0) / values.length

/** The candidates for the rate, a grid that the quartile and the largest excess set. */
function rates(values: Float64Array): number[] {
  const count = 30 + Math.floor(Math.sqrt(values.length))
  const quartile = values[Math.floor(values.length / 4 + 0.5) - 1]!
  return Array.from(
    { length: count },
    (_, i) => 1 / values.at(-1)! + (1 - Math.sqrt(count / (i + 0.5))) / (3 * quartile),
  )
}

/** The mean of the rate over its profile likelihood. */
function meanRate(values: Float64Array): number {
  const all = rates(values)
  const profile = all.map((rate) => {
    const shape = shapeAt(rate, values)
    return values.length * (Math.log(-rate / shape) - shape - 1)
  })
  const total = logSumExp(profile)
  return all.reduce((sum, rate, i) => sum + rate * Math.exp(profile[i]! - total), 0)
}

/** Towards 1/2, as much as ten further excesses would. */
const shrunk = (shape: number, count: number): number => (count * shape + 10 * 0.5) / (count + 10)

/**
 * The shape of the tail of w, from log w. 0 where no weight exceeds those below the tail: all are as good as equal. Infinite where
 * fewer than five do: a few draws decide, and there is no telling how many more would.
 */
export function tailShape(logWeights: Float64Array): number {
  const values = excesses(logWeights)
  if (values.length === 0) return 0
  if (values.length < FEWEST) return Infinity
  return shrunk(shapeAt(meanRate(values), values), values.length)
}
