/**
 * Which derivation belongs to what a person just did: a pure function of the lab's state before and after. A setting
 * that changed together with others came from a link or a file, and says nothing of what the person looks at, unless it
 * is the estimator.
 */
import { ESTIMATOR_IDS, metaOf } from '../../protocol/estimators.ts'
import { FAMILY_IDS, familyMetaOf, type FamilyId, type FamilyMeta } from '../../protocol/families.ts'
import { OBJECTIVE_IDS, objectiveMetaOf, type ObjectiveId } from '../../protocol/objectives.ts'
import { SETTING_KEYS, sameSetting, type SettingKey, type Settings } from '../../protocol/settings.ts'
import type { LabState, Measurement } from '../../store/state.ts'
import {
  exampleShown,
  type Choice,
  type Example,
  type LatentView,
  type VarianceView,
  type ViewChoices,
} from '../../store/views.ts'

const OF_SETTING: Readonly<Partial<Record<SettingKey, string>>> = {
  beta: 'autoencoder-and-beta',
  kl: 'monte-carlo-kl',
  samples: 'monte-carlo',
  baseline: 'baselines',
  freeze: 'em',
  likelihood: 'likelihood-to-loss',
  temperature: 'gumbel-softmax',
  anneal: 'gumbel-softmax',
  k: 'importance-weighting',
}

const OF_FAMILY: Readonly<Record<FamilyId, string>> = {
  gaussian: 'reparameterization',
  point: 'autoencoder-and-beta',
  bernoulli: 'discrete-codes',
  categorical: 'gumbel-max',
}

const OF_OBJECTIVE = (id: ObjectiveId): string => objectiveMetaOf(id).derivation

/** The view of the KL: of a Gaussian there is a formula to derive. */
const OF_UNITS: Readonly<Record<FamilyMeta['latentKind'], string>> = {
  real: 'gaussian-kl',
  bit: 'elbo-terms',
  class: 'elbo-terms',
}

const ofLatentView = (view: LatentView, family: FamilyId): string | null =>
  view === 'units' ? OF_UNITS[familyMetaOf(family).latentKind] : null

/** What the view of the posterior shows of it. */
const OF_ANSWER: Readonly<Record<Choice<'latent', 'answer'>, string>> = {
  bound: 'evidence-and-gap',
  ways: 'latent-variable-model',
  bumps: 'evidence-and-gap',
}

const ofLatentViews = (
  before: ViewChoices['latent'],
  after: ViewChoices['latent'],
  family: FamilyId,
): string | null => {
  if (after.view === 'posterior' && (before.view !== after.view || before.answer !== after.answer))
    return OF_ANSWER[after.answer]
  return before.view === after.view ? null : ofLatentView(after.view, family)
}

const OF_VARIANCE = 'measuring-variance'
const OF_VARIANCE_VIEW: Readonly<Record<VarianceView, string>> = {
  'over-time': OF_VARIANCE,
  'by-layer': OF_VARIANCE,
  'one-coordinate': OF_VARIANCE,
  'against-l': 'monte-carlo',
  'against-k': 'dreg',
  bias: 'straight-through',
  arrows: OF_VARIANCE,
  'one-dimension': 'score-variance',
}

const OF_MEASUREMENT: Readonly<Partial<Record<Measurement, string>>> = {
  'against-samples': 'monte-carlo',
  'against-k': 'dreg',
  'against-temperature': 'gumbel-softmax',
}

const OF_BIT = 'straight-through'
const OF_EXAMPLE: Readonly<Partial<Record<Example, string>>> = { bit: OF_BIT, weights: 'dreg' }
const ofVarianceView = (view: VarianceView, example: Example): string =>
  (view === 'one-dimension' && OF_EXAMPLE[example]) || OF_VARIANCE_VIEW[view]

/** Every derivation that anything leads to. */
export const FOLLOWED: readonly string[] = [
  ...new Set([
    ...ESTIMATOR_IDS.map((id) => metaOf(id).derivation),
    ...OBJECTIVE_IDS.map(OF_OBJECTIVE),
    ...FAMILY_IDS.flatMap((id) => Object.values(familyMetaOf(id).whyNot ?? {})),
    ...[OF_SETTING, OF_FAMILY, OF_UNITS, OF_ANSWER, OF_VARIANCE_VIEW].flatMap((table) =>
      Object.values(table),
    ),
  ]),
]

type Doing = Pick<LabState, 'settings' | 'views' | 'measuring' | 'guide' | 'landed' | 'step'>

/** Whether a link that names a derivation made this change itself, by a switch at its step or by taking it back. */
function isOfLesson(before: Doing, { settings, guide, landed, step }: Doing): boolean {
  if (guide.lesson === null) return false
  if (landed !== before.landed) return true
  return SETTING_KEYS.filter((key) => !sameSetting(key, before.settings, settings)).every((key) =>
    landed.some(
      (one) =>
        one.step === step && key in one.change && sameSetting(key, { ...settings, ...one.change }, settings),
    ),
  )
}

function ofSettings(before: Settings, after: Settings): string | null {
  const changed = SETTING_KEYS.filter((key) => !sameSetting(key, before, after))
  // An objective may bring its estimator.
  if (changed.every((key) => key === 'objective' || key === 'estimator') && changed.includes('objective'))
    return OF_OBJECTIVE(after.objective)
  if (changed.includes('estimator')) return metaOf(after.estimator).derivation
  const [only, ...others] = changed
  if (!only || others.length > 0) return null
  return only === 'family' ? OF_FAMILY[after.family] : (OF_SETTING[only] ?? null)
}

export function follow(before: Doing, after: Doing): string | null {
  if (before.settings !== after.settings)
    return isOfLesson(before, after) ? null : ofSettings(before.settings, after.settings)
  const { variance, latent } = after.views.chosen
  const example = exampleShown(after.views.chosen, after.settings.family)
  if (
    before.views.chosen.variance.view !== variance.view ||
    exampleShown(before.views.chosen, before.settings.family) !== example
  )
    return ofVarianceView(variance.view, example)
  if (before.views.chosen.latent !== latent)
    return ofLatentViews(before.views.chosen.latent, latent, after.settings.family)
  if (after.measuring && !before.measuring) return OF_MEASUREMENT[after.measuring.what] ?? OF_VARIANCE
  return null
}
