/** For an element that speaks of one estimator: its id, and its colour as --own and --own-text. */
import { colourOf, type EstimatorId } from '../../protocol/estimators.ts'

export const ownColour = (id: EstimatorId) => ({ 'data-estimator': id, 'data-colour': colourOf(id) })
