/**
 * A snapshot of a model's latent space, to compare two models when one of them is gone: the codes of images,
 * what the prior decodes to, and how well the two fit each other.
 */
import { latentStatistics } from '../../math/latent-statistics.ts'
import { normalQuantile } from '../../math/normal.ts'
import type { Encodings } from '../../protocol/latent.ts'
import type { Core } from '../core.ts'
import { labelsAt } from '../latent/state.ts'
import { presentForm } from '../latent/form.ts'
import { sheetPoints } from '../latent/sheet.ts'
import { HOLE_IMAGES, holesOf } from './holes.ts'
import type { Fit, Portrait, PriorSheet } from './state.ts'

/** Test images shown in a portrait; its measurements use more. */
export const PORTRAIT_IMAGES = 1000
const SHEET_SIDE = 8

/** How well the codes of the images fit the prior. */
export async function fitOf(encodings: Encodings): Promise<Fit> {
  const { mean, spread, latent } = encodings
  const { centre, aggregateVariance, active } = latentStatistics(mean, spread, latent)
  const meanSquare = aggregateVariance.reduce((sum, value, j) => sum + value + centre[j]! ** 2, 0) / latent
  return { spread: meanSquare, active, holes: await holesOf(encodings) }
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

/** Labels of the encoded images, reusing those that the page has. */
async function labelsOf({ get, engine }: Core, { indices }: Encodings): Promise<Uint8Array | null> {
  const { labels } = get().latent.testImages ?? (await engine.testImages(1))
  return labelsAt(labels, indices)
}

/** The first `most` of the images. */
function firstOf({ step, latent, count, indices, mean, spread }: Encodings, most: number): Encodings {
  const shown = Math.min(most, count)
  return {
    step,
    latent,
    count: shown,
    indices: indices.slice(0, shown),
    mean: mean.slice(0, shown * latent),
    spread: spread.slice(0, shown * latent),
  }
}

/** Takes the portrait of the present model, which must exist. */
export async function takePortrait(core: Core, signal: AbortSignal): Promise<Portrait> {
  const { history, applied, settings } = core.get()
  const of = applied ?? settings
  const all = await core.engine.encodings(HOLE_IMAGES, signal)
  const encodings = firstOf(all, PORTRAIT_IMAGES)
  const [sheet, labels] = [await sheetOf(core, encodings.latent), await labelsOf(core, encodings)]
  const fit = await fitOf(all)
  return { run: history.current.id, settings: of, step: encodings.step, encodings, labels, sheet, fit }
}

/** Whether the portrait shows the model in its present state. */
function isFresh(core: Core, { run, step, settings }: Portrait): boolean {
  const { phase, history, step: present, applied } = core.get()
  const isSame = run === history.current.id && settings.family === applied?.family
  return phase !== 'training' && isSame && step === present
}

/** The present model's portrait if it has been trained and its latents are real numbers; null if the model no longer responds. */
export async function takeKeepsake(core: Core, signal: AbortSignal): Promise<Portrait | null> {
  const { phase, step, compare } = core.get()
  if (phase === 'none' || step === 0 || presentForm(core.get()).values !== null) return null
  if (compare.present && isFresh(core, compare.present)) return compare.present
  return takePortrait(core, signal).catch(() => null)
}
