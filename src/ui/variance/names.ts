/** What the estimators and their baselines are called in this region. */
import type { EstimatorName } from '../../charts/variance/series.ts'
import type { Settings } from '../../protocol/settings.ts'
import { messages, t } from '../messages/index.ts'

export const estimatorName = (id: EstimatorName): string =>
  t(id === 'reparameterized' ? 'reparameterizedName' : 'scoreFunctionName')

export const shortBaselineName = (baseline: Settings['baseline']): string =>
  baseline === 'none' ? t('baselineNone') : messages.choices.baseline[baseline]

export const baselineName = (baseline: Settings['baseline']): string =>
  baseline === 'none' ? t('baselineNone') : t('baselineSome', { name: messages.choices.baseline[baseline] })
