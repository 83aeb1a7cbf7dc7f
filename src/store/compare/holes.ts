/**
 * How much of the prior lies in holes: the share of prior draws that are nearer to another prior draw than to
 * any image's z; about 1/2 if the images fill the prior, 1 where there are none (math/neighbours.ts).
 *
 * Measured over several disjoint sets of draws and images, whose differences give the standard error of their
 * mean. (Leaving out single points would not: nearest neighbours change discontinuously.)
 */
import { momentsOf } from '../../math/moments.ts'
import { isAmongOwn } from '../../math/neighbours.ts'
import { normal } from '../../math/random.ts'
import type { Encodings } from '../../protocol/latent.ts'

export interface Holes {
  /** Mean over the sets; NaN if there are too few images. */
  readonly share: number
  /** Its standard error; null for a single set. */
  readonly error: number | null
  readonly sets: number
  /** Number of prior draws, and of images, in each set. */
  readonly draws: number
}

const SETS = 5
const DRAWS = 500
/** A set with fewer images is not informative. */
const FEWEST = 10
export const HOLE_IMAGES = SETS * DRAWS

/** Separate streams from training's; not the run's seed, so that all portraits use the same draws. */
const PRIOR_KEY = { seed: 0, stream: 1011 }
const POSTERIOR_KEY = { seed: 0, stream: 1012 }

/** Points processed in one go; the page responds in between. */
const SLICE = 100
const breathe = () => new Promise<void>((resolve) => setTimeout(resolve))

/** One draw for each of `count` images, as if q(z|x) were Gaussian [count, latent]. */
function aggregateDraws({ mean, spread, latent }: Encodings, set: number, count: number): Float32Array {
  const from = set * count * latent
  const noise = normal(count * latent, { ...POSTERIOR_KEY, step: set })
  return noise.map((eps, i) => mean[from + i]! + spread[from + i]! * eps)
}

async function shareOf(encodings: Encodings, set: number, draws: number): Promise<number> {
  const { latent } = encodings
  const prior = normal(draws * latent, { ...PRIOR_KEY, step: set })
  const images = aggregateDraws(encodings, set, draws)
  let among = 0
  for (let i = 0; i < draws; i++) {
    if (isAmongOwn(prior, images, latent, i)) among++
    if (i % SLICE === SLICE - 1) await breathe()
  }
  return among / draws
}

export async function holesOf(encodings: Encodings): Promise<Holes> {
  const { count } = encodings
  const sets = count < SETS * FEWEST ? 1 : SETS
  const draws = Math.min(DRAWS, Math.floor(count / sets))
  if (draws < FEWEST) return { share: NaN, error: null, sets, draws }
  const shares: number[] = []
  for (let set = 0; set < sets; set++) shares.push(await shareOf(encodings, set, draws))
  const { mean, meanError } = momentsOf(shares)
  return { share: mean, error: sets > 1 ? meanError : null, sets, draws }
}
