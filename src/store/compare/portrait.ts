/**
 * What a model's latent space looks like at one moment, so that two models can be laid side by side when one of them is
 * gone: where it puts images, what it makes of the prior, and how well the two fit each other.
 */
import { latentStatistics } from '../../math/latent-statistics.ts'
import { isAmongOwn } from '../../math/neighbours.ts'
import { normalQuantile } from '../../math/normal.ts'
import { normal } from '../../math/random.ts'
import type { Images } from '../../protocol/engine.ts'
import type { Encodings } from '../../protocol/latent.ts'
import type { Settings } from '../../protocol/settings.ts'
import type { Core } from '../core.ts'
import { labelsAt } from '../latent/labels.ts'
import { sheetPoints } from '../latent/sheet.ts'

/** What the prior decodes to. */
export interface PriorSheet {
  /** "manifold": a grid over quantiles of two latents. "draws": of the prior, the same ones for the same seed. */
  readonly kind: 'manifold' | 'draws'
  readonly rows: number
  readonly columns: number
  readonly images: Images
}

export interface Fit {
  /** Mean square of a latent over images, E[z_j^2]: 1 under the prior. */
  readonly spread: number
  readonly active: number
  /**
   * Of draws of the prior, the share that lies nearer to another such draw than to any image's z: about 1/2 where
   * images fill the prior, 1 where there are none (math/neighbours.ts).
   */
  readonly holes: number
  /** So many draws of the prior, and images. */
  readonly draws: number
}

export interface Portrait {
  /** The run's number in the history. */
  readonly run: number
  /** As they were at that moment. */
  readonly settings: Settings
  readonly step: number
  readonly encodings: Encodings
  /** Of the encoded images; null where none were given. */
  readonly labels: Uint8Array | null
  readonly sheet: PriorSheet
  readonly fit: Fit
}

/** Test images in a portrait. */
export const PORTRAIT_IMAGES = 1000
const HOLE_DRAWS = 500
const SHEET_SIDE = 8

/** Own streams, apart from the training's; the seed is not the run's, so that all portraits meet the same draws. */
const PRIOR_KEY = { seed: 0, stream: 1011, step: 0 }
const POSTERIOR_KEY = { seed: 0, stream: 1012, step: 0 }

/** Points looked at in one go, so that the page goes on meanwhile. */
const SLICE = 50
const breathe = () => new Promise<void>((resolve) => setTimeout(resolve))

/** One draw of q(z|x) for each of the first `count` images [count, latent]; of a point there is but one. */
function aggregateDraws({ mean, logVariance, latent }: Encodings, count: number): Float32Array {
  const noise = normal(count * latent, POSTERIOR_KEY)
  return noise.map((eps, i) => mean[i]! + Math.exp(logVariance[i]! / 2) * eps)
}

async function holesOf(encodings: Encodings): Promise<Pick<Fit, 'holes' | 'draws'>> {
  const { latent } = encodings
  const draws = Math.min(HOLE_DRAWS, encodings.count)
  const prior = normal(draws * latent, PRIOR_KEY)
  const images = aggregateDraws(encodings, draws)
  let among = 0
  for (let i = 0; i < draws; i++) {
    if (isAmongOwn(prior, images, latent, i)) among++
    if (i % SLICE === SLICE - 1) await breathe()
  }
  return { holes: among / draws, draws }
}

/** How the images' z lie in the prior. */
export async function fitOf(encodings: Encodings): Promise<Fit> {
  const { mean, logVariance, latent } = encodings
  const { centre, aggregateVariance, active } = latentStatistics(mean, logVariance, latent)
  const spread = aggregateVariance.reduce((sum, value, j) => sum + value + centre[j]! ** 2, 0) / latent
  return { spread, active, ...(await holesOf(encodings)) }
}

const GRID = Array.from({ length: SHEET_SIDE }, (_, i) => normalQuantile((i + 0.5) / SHEET_SIDE))

async function sheetOf({ engine }: Core, latent: number): Promise<PriorSheet> {
  const size = { rows: SHEET_SIDE, columns: SHEET_SIDE }
  if (latent !== 2)
    return { kind: 'draws', ...size, images: await engine.samplePrior(SHEET_SIDE * SHEET_SIDE) }
  const kind = 'manifold'
  const z = sheetPoints({ kind, ...size, latents: [0, 1], values: GRID }, [0, 0])
  return { kind, ...size, images: await engine.decode(z) }
}

/** Of the encoded images, without asking for them again where the page has them. */
async function labelsOf({ get, engine }: Core, { indices }: Encodings): Promise<Uint8Array | null> {
  const { labels } = get().latent.testImages ?? (await engine.testImages(1))
  return labelsAt(labels, indices)
}

/** Of the present model, which must be there. */
export async function takePortrait(core: Core, signal: AbortSignal): Promise<Portrait> {
  const { history, applied, settings } = core.get()
  const of = applied ?? settings
  const encodings = await core.engine.encodings(PORTRAIT_IMAGES, signal)
  const [sheet, labels] = [await sheetOf(core, encodings.latent), await labelsOf(core, encodings)]
  const fit = await fitOf(encodings)
  return { run: history.current.id, settings: of, step: encodings.step, encodings, labels, sheet, fit }
}
