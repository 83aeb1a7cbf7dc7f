/** Where the methods begin, of what is known of the exact posterior: a method that begins in one mode may never see another. */
import type { Mode } from './modes.ts'
import { placed, type Normal } from './normals.ts'

/** The encoder's q first; the moments; each mode, if there are several. */
export const fitStarts = (encoder: Normal, moments: Normal, modes: readonly Mode[]): readonly Normal[] => [
  encoder,
  moments,
  ...(modes.length > 1 ? modes.map(({ normal }) => normal) : []),
]

/**
 * R-hat asks for chains that begin further apart than the posterior is wide: so many of its standard deviations.
 *
 * Reference: Gelman & Rubin, "Inference from iterative simulation using multiple sequences", Statistical Science 7, 1992.
 */
const SPREAD = 2

/** noise [C, 2], standard normal. With several modes, the chains begin in each of them in turn, that of most mass first. */
export function chainStarts(noise: ArrayLike<number>, moments: Normal, modes: readonly Mode[]): Float64Array {
  const u = Float64Array.from(noise)
  if (modes.length < 2)
    return placed(
      moments,
      u.map((own) => SPREAD * own),
    )
  const starts = new Float64Array(u.length)
  for (let chain = 0; 2 * chain < u.length; chain++) {
    const { normal } = modes[chain % modes.length]!
    starts.set(placed(normal, u.slice(2 * chain, 2 * chain + 2)), 2 * chain)
  }
  return starts
}
