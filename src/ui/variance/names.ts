/** What the estimators and their baselines are called in this region. */
import { type EstimatorId, colourOf } from '../../protocol/estimators.ts'
import type { FamilyMeta } from '../../protocol/families.ts'
import type { Settings } from '../../protocol/settings.ts'
import { messages, t } from '../messages/index.ts'

/** Within a sentence. */
export const estimatorInSentence = (id: EstimatorId): string => messages.estimators[id]?.name ?? id

export const shortBaselineName = (baseline: Settings['baseline']): string =>
  baseline === 'none' ? t('baselineNone') : messages.choices.baseline[baseline]

export const baselineName = (baseline: Settings['baseline']): string =>
  baseline === 'none' ? t('baselineNone') : t('baselineSome', { name: messages.choices.baseline[baseline] })

/** The name of one number of gamma, as μ₃; `width`: of all of gamma. */
export const coordinateNameOf = (coordinate: number, { symbols }: FamilyMeta, width: number): string => {
  const length = width / symbols.length
  const part = Math.floor(coordinate / length)
  return t('coordinateName', { symbol: symbols[part]!, place: coordinate - part * length + 1 })
}

/** Names of the coordinates of a plane. */
export type PlaneAxes = readonly [x: string, y: string]

/** Of the first part of gamma, where it has two numbers. */
export const planeAxes = (meta: FamilyMeta): PlaneAxes => {
  const width = 2 * meta.symbols.length
  return [coordinateNameOf(0, meta, width), coordinateNameOf(1, meta, width)]
}

/** For an element that speaks of one estimator: its id, and its colour as --own and --own-text. */
export const ownColour = (id: EstimatorId) => ({ 'data-estimator': id, 'data-colour': colourOf(id) })
