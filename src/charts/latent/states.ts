/** Few states of many: those that the exact posterior or the encoder finds probable. Numbers only. */
import type { Codebook, StatesPosterior } from '../../protocol/latent.ts'

export interface StateShares {
  readonly state: number
  /** p(s|x). */
  readonly posterior: number
  /** q(s|x). */
  readonly guess: number
}

/** States beyond those whose p(s|x) is greatest, for q's own favourites. */
const OF_GUESS = 3

const greatest = (shares: Float64Array, most: number): number[] =>
  Array.from(shares, (_, s) => s)
    .sort((a, b) => shares[b]! - shares[a]!)
    .slice(0, most)

/** At most `most` states, q's most probable ones among them, by falling p(s|x). */
export function probableStates(
  { posterior, guess }: Pick<StatesPosterior, 'posterior' | 'guess'>,
  most: number,
): readonly StateShares[] {
  const chosen = new Set(greatest(guess, Math.min(OF_GUESS, most)))
  for (const state of greatest(posterior, most)) if (chosen.size < most) chosen.add(state)
  return [...chosen]
    .map((state) => ({ state, posterior: posterior[state]!, guess: guess[state]! }))
    .sort((a, b) => b.posterior - a.posterior)
}

/** Codes that are the most probable one of some image, and those that are of none. */
export function countUsed({ modes }: Pick<Codebook, 'modes'>): {
  readonly used: number
  readonly dead: number
} {
  const used = modes.reduce((count, images) => count + (images > 0 ? 1 : 0), 0)
  return { used, dead: modes.length - used }
}
