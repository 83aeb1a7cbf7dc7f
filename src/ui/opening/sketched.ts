/** Which curves the sketches stand for, before anything is measured. Pure. */
import { measuredWith, metaOf, type EstimatorId } from '../../protocol/estimators.ts'
import { inForce, isRandom, type Settings } from '../../protocol/settings.ts'

export interface SketchedEstimators {
  readonly noisy?: EstimatorId
  readonly calm?: EstimatorId
}

/** It differentiates no sample: of the estimators of one bound the noisiest kind. */
const isOfScoreAlone = (id: EstimatorId): boolean => metaOf(id).requires.every((one) => one === 'score')

/** Of those that will be measured, the first of the noisiest kind and the first of the others; an exact one has no variance. */
export function sketchedEstimators(settings: Settings): SketchedEstimators {
  if (!isRandom(settings)) return {}
  const measured = measuredWith(settings.estimator, settings, inForce(settings))
  const drawn = measured.filter((id) => !metaOf(id).isExact)
  const noisy = drawn.find(isOfScoreAlone)
  const calm = drawn.find((id) => !isOfScoreAlone(id))
  return { ...(noisy && { noisy }), ...(calm && { calm }) }
}
