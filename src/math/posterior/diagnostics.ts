/**
 * How far draws of several chains may be trusted, under ArviZ's names and by its definitions: r_hat, ess_bulk, ess_tail,
 * mcse_mean. Draws of one variable are [C, N], chain by chain.
 *
 * Reference: Vehtari, Gelman, Simpson, Carpenter & Buerkner, "Rank-normalization, folding, and localization: an improved
 * R-hat for assessing convergence of MCMC", Bayesian Analysis 16, 2021. The sums over autocorrelations are Geyer's initial
 * monotone sequence, as in Stan and ArviZ.
 */
import { normalQuantile } from '../normal.ts'

export interface Diagnostics {
  readonly r_hat: number
  readonly ess_bulk: number
  readonly ess_tail: number
  readonly mcse_mean: number
}

/** Chains of equal length. */
type Rows = readonly Float64Array[]

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length
const variance = (values: Float64Array): number => {
  const centre = mean(values)
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1)
}
const all = (rows: Rows): Float64Array => Float64Array.from(rows.flatMap((row) => [...row]))

/** Each chain's two halves; of an odd number, the draw in the middle is left out. */
function halves(draws: Float64Array, chains: number): Rows {
  const length = draws.length / chains
  const half = Math.floor(length / 2)
  return Array.from({ length: chains }, (_, c) => draws.subarray(c * length, (c + 1) * length)).flatMap(
    (chain) => [chain.slice(0, half), chain.slice(length - half)],
  )
}

/** Ranks among all values, from 1; equal values share the mean of their ranks. */
export function ranks(values: Float64Array): Float64Array {
  const order = Uint32Array.from(values, (_, i) => i).sort((a, b) => values[a]! - values[b]!)
  const out = new Float64Array(values.length)
  for (let from = 0; from < order.length;) {
    let to = from
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++
    for (let i = from; i < to; i++) out[order[i]!] = (from + 1 + to) / 2
    from = to
  }
  return out
}

/** Normal scores of the ranks, by Blom's offset. */
function rankNormalised(rows: Rows): Rows {
  const values = all(rows)
  const scores = ranks(values).map((rank) => normalQuantile((rank - 3 / 8) / (values.length + 1 / 4)))
  let from = 0
  return rows.map((row) => scores.slice(from, (from += row.length)))
}

/** The value below which a share of all lies, between neighbours linearly. */
function quantile(values: Float64Array, share: number): number {
  const sorted = values.toSorted()
  const at = share * (sorted.length - 1)
  const below = Math.floor(at)
  const above = sorted[Math.min(below + 1, sorted.length - 1)]!
  return sorted[below]! + (at - below) * (above - sorted[below]!)
}

/** The square root of the variance of all over that within the chains. */
function spreadRatio(rows: Rows): number {
  const length = rows[0]!.length
  const within = mean(Float64Array.from(rows, variance))
  const between = length * variance(Float64Array.from(rows, mean))
  return Math.sqrt((between / within + length - 1) / length)
}

/** Of the chains as they are, and of their distances from the median, which differ where only the spreads do. */
function rHat(rows: Rows): number {
  const median = quantile(all(rows), 0.5)
  const folded = rows.map((row) => row.map((value) => Math.abs(value - median)))
  return Math.max(spreadRatio(rankNormalised(rows)), spreadRatio(rankNormalised(folded)))
}

/** The chain's autocovariances, each divided by its length; computed one at a time, as few are needed. */
function autocovariances(row: Float64Array): (lag: number) => number {
  const centre = mean(row)
  const off = row.map((value) => value - centre)
  return (lag) => {
    let sum = 0
    for (let i = 0; i + lag < off.length; i++) sum += off[i]! * off[i + lag]!
    return sum / off.length
  }
}

/** Autocorrelations of all chains together, up to where pairs of them are no longer positive. */
function correlationsOf(rows: Rows): { readonly rho: number[]; readonly last: number } {
  const length = rows[0]!.length
  const each = rows.map(autocovariances)
  const at = (lag: number) => each.reduce((sum, own) => sum + own(lag), 0) / rows.length
  const within = (at(0) * length) / (length - 1)
  const between = rows.length > 1 ? variance(Float64Array.from(rows, mean)) : 0
  const total = at(0) + between
  const correlation = (lag: number) => 1 - (within - at(lag)) / total
  const rho = [1, correlation(1)]
  let [even, odd] = [1, rho[1]!]
  let lag = 1
  for (; lag < length - 3 && even + odd > 0; lag += 2) {
    ;[even, odd] = [correlation(lag + 1), correlation(lag + 2)]
    if (even + odd >= 0) rho.push(even, odd)
  }
  const last = lag - 2
  if (even > 0) rho[last + 1] = even
  return { rho, last }
}

/** Pairs of neighbours never rise: what rises is noise. */
function monotone(rho: number[], last: number): void {
  const at = (lag: number) => rho[lag] ?? 0
  for (let lag = 1; lag <= last - 2; lag += 2) {
    const before = at(lag - 1) + at(lag)
    if (at(lag + 1) + at(lag + 2) > before) rho[lag + 1] = rho[lag + 2] = before / 2
  }
}

/** How many independent draws would tell the mean as well. */
function effectiveSize(rows: Rows): number {
  const count = rows.length * rows[0]!.length
  const values = all(rows)
  if (values.every((value) => Math.abs(value - values[0]!) < 1e-15)) return count
  const { rho, last } = correlationsOf(rows)
  monotone(rho, last)
  const sum = rho.slice(0, last + 1).reduce((total, value) => total + value, 0)
  const time = Math.max(-1 + 2 * sum + (rho[last + 1] ?? 0), 1 / Math.log10(count))
  return count / time
}

/** Of the share below a quantile. */
function quantileSize(draws: Float64Array, chains: number, share: number): number {
  const limit = quantile(draws, share)
  return effectiveSize(
    halves(
      draws.map((value) => Number(value <= limit)),
      chains,
    ),
  )
}

/** Needs at least four draws a chain; NaN otherwise, or where a draw is no finite number. */
export function diagnosticsOf(draws: Float64Array, chains: number): Diagnostics {
  if (!(draws.length / chains >= 4) || !draws.every(Number.isFinite))
    return { r_hat: NaN, ess_bulk: NaN, ess_tail: NaN, mcse_mean: NaN }
  const rows = halves(draws, chains)
  return {
    r_hat: rHat(rows),
    ess_bulk: effectiveSize(rankNormalised(rows)),
    ess_tail: Math.min(quantileSize(draws, chains, 0.05), quantileSize(draws, chains, 0.95)),
    mcse_mean: Math.sqrt(variance(draws) / effectiveSize(rows)),
  }
}
