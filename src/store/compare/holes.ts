/**
 * How much of the prior lies in holes: of draws of it, the share that lies nearer to another such draw than to any
 * image's z, about 1/2 where images fill the prior, 1 where there are none (math/neighbours.ts).
 *
 * Measured over several sets of draws and images that have nothing in common, so that what the sets differ by says how
 * far their mean may be off. (Leaving single points out would not: whose neighbour one is changes by leaps.)
 */
import { momentsOf } from '../../math/moments.ts'
import { isAmongOwn } from '../../math/neighbours.ts'
import { normal } from '../../math/random.ts'
import type { Encodings } from '../../protocol/latent.ts'

export interface Holes {
  /** Mean over the sets; NaN where there are too few images. */
  readonly share: number
  /** Its standard error; null of one set. */
  readonly error: number | null
  readonly sets: number
  /** So many draws of the prior, and images, in each set. */
  readonly draws: number
}

const SETS = 5
const DRAWS = 500
/** A set of fewer images says nothing. */
const FEWEST = 10
export const HOLE_IMAGES = SETS * DRAWS

/** Own streams, apart from the training's; the seed is not the run's, so that all portraits meet the same draws. */
const PRIOR_KEY = { seed: 0, stream: 1011 }
const POSTERIOR_KEY = { seed: 0, stream: 1012 }

/** Points looked at in one go, so that the page goes on meanwhile. */
const SLICE = 100
const breathe = () => new Promise<void>((resolve) => setTimeout(resolve))

/** One draw of q(z|x) for each of `count` images [count, latent]; of a point there is but one. */
function aggregateDraws({ mean, logVariance, latent }: Encodings, set: number, count: number): Float32Array {
  const from = set * count * latent
  const noise = normal(count * latent, { ...POSTERIOR_KEY, step: set })
  return noise.map((eps, i) => mean[from + i]! + Math.exp(logVariance[from + i]! / 2) * eps)
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
