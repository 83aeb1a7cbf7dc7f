/** What the estimators and their baselines are called in this region. */
import { type EstimatorId, colourOf } from '../../protocol/estimators.ts'
import type { Settings } from '../../protocol/settings.ts'
import { messages, t } from '../messages/index.ts'

/** Within a sentence. */
export const estimatorInSentence = (id: EstimatorId): string => messages.estimators[id]?.name ?? id

export const shortBaselineName = (baseline: Settings['baseline']): string =>
  baseline === 'none' ? t('baselineNone') : messages.choices.baseline[baseline]

export const baselineName = (baseline: Settings['baseline']): string =>
  baseline === 'none' ? t('baselineNone') : t('baselineSome', { name: messages.choices.baseline[baseline] })

/** For an element that speaks of one estimator: its id, and its colour as --own and --own-text. */
export const ownColour = (id: EstimatorId) => ({ 'data-estimator': id, 'data-colour': colourOf(id) })
