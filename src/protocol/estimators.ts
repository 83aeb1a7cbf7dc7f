/** Queries of the engine and the page about the registered estimators. */
import type { EstimatorMeta, EstimatorWords } from '../estimators/meta.ts'
import { ESTIMATOR_METAS, type EstimatorId } from '../estimators/metas.ts'
import type { Baseline } from '../estimators/options.ts'
import { MOST_STATES, type Capability, type KlMode, type NoiseKind } from '../families/options.ts'
import type { BoundCapability } from '../objectives/options.ts'
import { familyMetaOf, type FamilyId } from './families.ts'
import { offersOf, type ObjectiveId } from './objectives.ts'

/** The settings that say what the latents are, and what is maximised. */
export interface ModelOfLatents {
  readonly family: FamilyId
  readonly latent: number
  readonly classes: number
  /** What is maximised; the ELBO if it is not said. */
  readonly objective?: ObjectiveId
}

export { MOST_STATES }
export type { Capability, EstimatorId, EstimatorWords }

/** In the order of the page. */
export const ESTIMATOR_IDS: readonly EstimatorId[] = ESTIMATOR_METAS.map(({ id }) => id)

export const isEstimatorId = (name: unknown): name is EstimatorId =>
  (ESTIMATOR_IDS as readonly unknown[]).includes(name)

export const metaOf = (id: EstimatorId): EstimatorMeta =>
  ESTIMATOR_METAS[ESTIMATOR_IDS.indexOf(id)] as EstimatorMeta

/** The names of each estimator in that language, by id. */
export const estimatorWords = (
  language: keyof EstimatorMeta['words'],
): Readonly<Record<string, EstimatorWords>> =>
  Object.fromEntries(ESTIMATOR_IDS.map((id) => [id, metaOf(id).words[language]]))

/** Its column in metrics.csv. */
export const varianceColumnOf = (id: EstimatorId): string =>
  `grad_var_${metaOf(id).column ?? id.replaceAll('-', '_')}`

/** Its colour: the name of a CSS variable (ui/estimator-colours.css). As text it is `<name>-text`. */
export const colourOf = (id: EstimatorId): string => `estimator-${ESTIMATOR_IDS.indexOf(id) + 1}`

/** The first capability that this estimator requires and this family does not offer. */
export const missingCapability = (id: EstimatorId, family: FamilyId): Capability | null =>
  metaOf(id).requires.find((one) => !familyMetaOf(family).offers.includes(one)) ?? null

/** The first thing that this estimator requires and this objective does not offer. */
export const missingBound = (id: EstimatorId, objective: ObjectiveId = 'elbo'): BoundCapability | null =>
  metaOf(id).requiresOfBound.find((one) => !offersOf(objective).includes(one)) ?? null

/** Whether it needs all states of a code that has too many of them. */
export function hasTooManyStates(id: EstimatorId, { family, latent, classes }: ModelOfLatents): boolean {
  const states = familyMetaOf(family).countStates({ latents: latent, classes })
  return metaOf(id).requires.includes('states') && states !== null && states > MOST_STATES
}

/** Whether a model with these latents can be trained with it. */
export const isAble = (id: EstimatorId, model: ModelOfLatents): boolean =>
  missingCapability(id, model.family) === null &&
  missingBound(id, model.objective) === null &&
  !hasTooManyStates(id, model)

/** The estimators that a model with these latents can be trained with, for this objective. */
export const estimatorsFor = (model: ModelOfLatents): readonly EstimatorId[] =>
  ESTIMATOR_IDS.filter((id) => isAble(id, model))

/** Whether what it trains on is a relaxed objective, of codes between the draws, and no bound on log p(x). */
export const isRelaxed = (estimator: unknown): boolean =>
  isEstimatorId(estimator) && metaOf(estimator).isRelaxed

/** Whether it is built to teach, not to use. */
export const isIntervention = (id: EstimatorId): boolean => metaOf(id).intervention === true

/** Those that a measurement compares while one of them trains: all but the interventions that do not train. */
export const comparedWith = (training: EstimatorId, model: ModelOfLatents): readonly EstimatorId[] =>
  estimatorsFor(model).filter((id) => !isIntervention(id) || id === training)

/** Draws of an image that it has beside its L samples. */
export const drawsBesideOf = (id: EstimatorId, samples: number): number =>
  metaOf(id).drawsBeside?.(samples) ?? 0

export const acceptsSamples = (id: EstimatorId, samples: number): boolean =>
  samples >= metaOf(id).leastSamples && samples <= metaOf(id).mostSamples

/** Whether it can use such noise: one whose draws are antithetic pairs already would get each pair twice. */
export const takesNoise = (id: EstimatorId, noise: NoiseKind): boolean =>
  noise === 'independent' || !metaOf(id).requires.includes('antithetic-pairs')

/** How a measurement draws: samples per image, L, and draws taken together, K. */
interface MeasuredDraws {
  readonly samples: number
  readonly noise: NoiseKind
  readonly k: number
}

/** Those that a measurement with these draws measures while one of them trains. */
export const measuredWith = (
  training: EstimatorId,
  model: ModelOfLatents,
  { samples, noise, k }: MeasuredDraws,
): readonly EstimatorId[] =>
  comparedWith(training, model).filter(
    (id) => acceptsSamples(id, samples) && takesNoise(id, noise) && metaOf(id).leastK <= k,
  )

export const hasKlMode = (id: EstimatorId, kl: KlMode): boolean => metaOf(id).klModes.includes(kl)

export const usesBaselines = (id: EstimatorId): boolean => metaOf(id).baselines.length > 0

/** An estimator without baselines ignores the setting. */
export const acceptsBaseline = (id: EstimatorId, baseline: Baseline): boolean =>
  !usesBaselines(id) || metaOf(id).baselines.includes(baseline)
