/**
 * The exact posterior over a finite number of states s, all equally probable a priori, beside q(s|x); float64, in nats.
 *
 * log p(x) = log (1/S) sum_s p(x|s), and for any q: log p(x) = ELBO + KL(q || p(s|x)).
 */
import { logSumExp } from './log-sum.ts'

export interface EnumeratedPosterior {
  /** log p(x). */
  readonly logEvidence: number
  /** E_q[log p(x|s)], and KL(q || p(s)); their difference is `elbo`. */
  readonly recon: number
  readonly kl: number
  readonly elbo: number
  /** KL(q || p(s|x)), as a sum over the states. */
  readonly gap: number
  /** p(s|x) [S]. */
  readonly posterior: Float64Array
  /** q(s|x) [S]. */
  readonly guess: Float64Array
}

/** The sum over the states of q(s) f(s); a state without probability counts for nothing, whatever f is. */
function meanOver(q: Float64Array, f: (s: number) => number): number {
  let sum = 0
  q.forEach((share, s) => (sum += share > 0 ? share * f(s) : 0))
  return sum
}

/** `logLikelihood`: log p(x|s) [S]; `logGuess`: log q(s|x) [S]. */
export function enumeratePosterior(
  logLikelihood: ArrayLike<number>,
  logGuess: ArrayLike<number>,
): EnumeratedPosterior {
  const logStates = Math.log(logLikelihood.length)
  const total = logSumExp(logLikelihood)
  const guess = Float64Array.from(logGuess, Math.exp)
  const recon = meanOver(guess, (s) => logLikelihood[s]!)
  const kl = meanOver(guess, (s) => logGuess[s]! + logStates)
  return {
    logEvidence: total - logStates,
    recon,
    kl,
    elbo: recon - kl,
    gap: meanOver(guess, (s) => logGuess[s]! - (logLikelihood[s]! - total)),
    posterior: Float64Array.from(logLikelihood, (value) => Math.exp(value - total)),
    guess,
  }
}
