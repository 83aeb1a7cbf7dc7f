/** What the estimators and their baselines are called in this region. */
import type { EstimatorId } from '../../protocol/estimators.ts'
import type { Settings } from '../../protocol/settings.ts'
import { messages, t } from '../messages/index.ts'

/** Within a sentence. */
export const estimatorName = (id: EstimatorId): string => messages.estimators[id]?.name ?? id

export const shortBaselineName = (baseline: Settings['baseline']): string =>
  baseline === 'none' ? t('baselineNone') : messages.choices.baseline[baseline]

export const baselineName = (baseline: Settings['baseline']): string =>
  baseline === 'none' ? t('baselineNone') : t('baselineSome', { name: messages.choices.baseline[baseline] })
