/** What stands on the two sides: their names, their numbers, and how far both reach. Pure, but for the words. */
import { isRandom } from '../../../protocol/settings.ts'
import { latentAxes, lineAxes, principalAxes, type Axes } from '../../../charts/latent/axes.ts'
import { mapPoints, mapReach, type MapPoints } from '../../../charts/latent/map.ts'
import type { Evaluation } from '../../../protocol/metrics.ts'
import type { Portrait } from '../../../store/compare/state.ts'
import type { History } from '../../../store/history.ts'
import type { Choice } from '../../../store/views.ts'
import { format } from '../../messages/index.ts'
import { tPart as t } from '../../messages/of-parts.ts'

export type ScaleChoice = Choice<'latent', 'models'>

export const portraitName = ({ settings, step }: Portrait): string =>
  t('compareName', { family: settings.family, steps: step })

/** Latents where they can be seen; of more than two the directions in which the images vary most. */
function axesOf({ encodings }: Portrait): Axes {
  if (encodings.latent === 1) return lineAxes
  return encodings.latent === 2 ? latentAxes(0, 1) : principalAxes(encodings, null)
}

export const pointsOf = (portrait: Portrait): MapPoints =>
  mapPoints(portrait.encodings, axesOf(portrait), portrait.labels)

/** How far each one is shown from the origin, both ways. */
export function reachesOf(sides: readonly MapPoints[], scale: ScaleChoice): number[] {
  const own = sides.map((points) => mapReach(points, 1, 0))
  return scale === 'own-scale' ? own : own.map(() => Math.max(...own))
}

/** The newest held-out evaluation of what the portrait shows. */
export function evaluationOf({ run, settings }: Portrait, { current, earlier }: History): Evaluation | null {
  const evaluations = [current, ...earlier].find(({ id }) => id === run)?.evaluations ?? []
  const isPoint = !isRandom(settings)
  return evaluations.findLast(({ kl }) => (kl === null) === isPoint) ?? null
}

export interface Value {
  readonly text: string
  /** At which step, in words, where it is not the portrait's. */
  readonly aside?: string
}

export interface ComparisonRow {
  readonly name: string
  readonly hint: string
  readonly values: readonly Value[]
  /** Of which step each value is; null where nothing was measured. */
  readonly steps: readonly (number | null)[]
}

function reconOf(side: Portrait, history: History): Value {
  const evaluation = evaluationOf(side, history)
  if (!evaluation) return { text: '–' }
  const { recon, step } = evaluation
  return {
    text: format.fixed(recon, 1),
    ...(step !== side.step && { aside: t('compareAt', { step }) }),
  }
}

/** Over how many draws the holes were measured; on both sides as many, where both saw the same images. */
export const setsOf = ([first]: readonly Portrait[]) => ({
  draws: first?.fit.holes.draws ?? 0,
  sets: first?.fit.holes.sets ?? 0,
})

/** The numbers beside each other, a row each. */
export function measuresOf(sides: readonly Portrait[], history: History): ComparisonRow[] {
  const row = (name: string, hint: string, text: (side: Portrait) => string): ComparisonRow => ({
    name,
    hint,
    values: sides.map((side) => ({ text: text(side) })),
    steps: sides.map(({ step }) => step),
  })
  const recon = {
    name: t('compareRecon'),
    hint: t('compareReconHint'),
    values: sides.map((side) => reconOf(side, history)),
    steps: sides.map((side) => evaluationOf(side, history)?.step ?? null),
  }
  return [
    recon,
    row(t('compareSpread'), t('compareSpreadHint'), ({ fit }) => format.short(fit.spread)),
    row(t('compareActive'), t('activeHint'), ({ fit, encodings }) =>
      t('compareActiveOf', { active: fit.active, latents: encodings.latent }),
    ),
    row(t('compareHoles'), t('compareHolesHint', setsOf(sides)), ({ fit }) =>
      t('compareHolesShare', fit.holes),
    ),
  ]
}
