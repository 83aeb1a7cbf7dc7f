/** What the estimators of one bit are called, and their colours. Two of them are nowhere else on the page. */
import type { BitEstimator } from '../../../math/one-bit.ts'
import { isEstimatorId } from '../../../protocol/estimators.ts'
import { estimatorInSentence, ownColour } from '../names.ts'

const OWN_NAMES: Readonly<Partial<Record<BitEstimator, string>>> = { arm: 'ARM', muprop: 'MuProp' }

export const bitName = (id: BitEstimator): string =>
  OWN_NAMES[id] ?? (isEstimatorId(id) ? estimatorInSentence(id) : id)

export const bitColour = (id: BitEstimator) =>
  isEstimatorId(id) ? ownColour(id) : ({ 'data-estimator': id } as const)
