/**
 * The single table of settings: defines the defaults, the validation, the URL and the page's controls. Does NOT
 * know how a setting is displayed (ui/) or what it does (engine/).
 */
import { BASELINES, type Baseline } from '../estimators/options.ts'
import { KL_MODES, MOST_STATES, NOISE_KINDS, type KlMode, type NoiseKind } from '../families/options.ts'
import {
  ESTIMATOR_IDS,
  acceptsBaseline,
  acceptsSamples,
  drawsBesideOf,
  estimatorsFor,
  hasKlMode,
  hasTooManyStates,
  missingBound,
  isAble,
  isIntervention,
  metaOf,
  missingCapability,
  takesNoise,
  type EstimatorId,
  type ModelOfLatents,
} from './estimators.ts'
import { FAMILY_IDS, familyMetaOf, type FamilyId, type LatentShape } from './families.ts'
import { OBJECTIVE_IDS, offersOf, usesK, type ObjectiveId } from './objectives.ts'

export const DATASET_NAMES = ['mnist', 'fashion-mnist', 'procedural'] as const
export const BACKEND_NAMES = ['webgpu', 'webgl', 'wasm', 'cpu'] as const

export type DatasetName = (typeof DATASET_NAMES)[number]
export type BackendName = (typeof BACKEND_NAMES)[number]

export interface Settings {
  estimator: EstimatorId
  /** Monte Carlo samples per image, L. */
  samples: number
  /** The baseline subtracted from f, by estimators that weight the score with f. */
  baseline: Baseline
  /** How the KL's part of the gradient is computed. */
  kl: KlMode
  /** The latent family: the kind of q(z|x), whose parameters the encoder computes. */
  family: FamilyId
  /** The bound on log p(x) that is maximised. */
  objective: ObjectiveId
  /** Draws that the objective takes together, K, of each of the L samples; no effect on one that takes each by itself. */
  k: number
  /** How the noise of an image's L samples is drawn. */
  noise: NoiseKind
  /** Weight of the KL term in the training objective; the bound shown always has 1. */
  beta: number
  /** Standard deviation of the Gaussian likelihood, in units of full ink; no effect on another. */
  sigma: number
  /** Of relaxed draws and their gradients, by estimators that use one: tau. */
  temperature: number
  /** Annealing: the rate per step, r, at which the temperature falls (annealing.ts); 0 = it stays. */
  anneal: number
  /** The lowest temperature that annealing reaches. */
  coldest: number
  /** How loud the score function's noise is that the estimator of that name adds: 1 is as it is by itself. */
  dial: number
  lr: number
  /** The half of the model that is frozen: alternating the two gives the E step and the M step of EM. */
  freeze: 'none' | 'encoder' | 'decoder'
  /** Per cent of the training time that the variance probe may take; 0 = off. */
  probe: number
  batch: number
  latent: number
  /** Classes of each latent, in families whose latents are classes. */
  classes: number
  /** Hidden widths of the encoder, input side first; the decoder mirrors them. */
  hidden: readonly number[]
  activation: 'relu' | 'tanh'
  likelihood: 'bernoulli' | 'gaussian'
  targets: 'grey' | 'binarized'
  optimizer: 'adam' | 'rmsprop' | 'adagrad' | 'sgd'
  seed: number
  dataset: DatasetName
  backend: 'auto' | BackendName
  /** Our own kernels if the backend has some, or operations composed of TF.js's alone, for comparison. */
  kernels: 'own' | 'composed'
  /** Pause when this step is reached; 0 = never. */
  steps: number
  autostart: boolean
}

export type SettingKey = keyof Settings

/** When a change takes effect: at the next step, at the next reset, or only when the page is opened. */
export type Applies = 'live' | 'reset' | 'page'

interface SpecOf<Kind extends string, Value> {
  readonly kind: Kind
  readonly applies: Applies
  readonly initial: Value
}
export interface ChoiceSpec extends SpecOf<'choice', string> {
  readonly choices: readonly string[]
}
export interface NumberSpec extends SpecOf<'integer' | 'real', number> {
  readonly min: number
  readonly max: number
}
export interface WidthsSpec extends SpecOf<'widths', readonly number[]> {
  readonly maxLayers: number
  readonly maxWidth: number
}
export type FlagSpec = SpecOf<'flag', boolean>
export type SettingSpec = ChoiceSpec | NumberSpec | WidthsSpec | FlagSpec

const choice = (
  applies: Applies,
  choices: readonly string[],
  initial = choices[0] as string,
): ChoiceSpec => ({
  kind: 'choice',
  applies,
  choices,
  initial,
})
const integer = (applies: Applies, min: number, max: number, initial: number): NumberSpec => ({
  kind: 'integer',
  applies,
  min,
  max,
  initial,
})
const real = (applies: Applies, min: number, max: number, initial: number): NumberSpec => ({
  kind: 'real',
  applies,
  min,
  max,
  initial,
})

/** The most draws of an image in a step: L times K. */
const MOST_DRAWS = 64

export const SETTINGS = {
  estimator: choice('live', ESTIMATOR_IDS),
  samples: integer('live', 1, MOST_DRAWS, 1),
  baseline: choice('live', BASELINES),
  kl: choice('live', KL_MODES),
  family: choice('live', FAMILY_IDS),
  objective: choice('live', OBJECTIVE_IDS),
  k: integer('live', 1, MOST_DRAWS, 5),
  noise: choice('live', NOISE_KINDS),
  beta: real('live', 0, 100, 1),
  sigma: real('live', 0.01, 10, 0.1),
  temperature: real('live', 0.05, 10, 1),
  anneal: real('live', 0, 0.1, 0),
  coldest: real('live', 0.05, 10, 0.5),
  dial: real('live', 0, 2, 1),
  lr: real('live', 1e-7, 1, 1e-3),
  freeze: choice('live', ['none', 'encoder', 'decoder']),
  probe: integer('live', 0, 50, 4),
  dataset: choice('reset', DATASET_NAMES),
  latent: integer('reset', 1, 200, 20),
  classes: integer('reset', 2, 64, 8),
  hidden: { kind: 'widths', applies: 'reset', initial: [400], maxLayers: 4, maxWidth: 2048 },
  activation: choice('reset', ['relu', 'tanh']),
  likelihood: choice('reset', ['bernoulli', 'gaussian']),
  targets: choice('reset', ['grey', 'binarized']),
  optimizer: choice('reset', ['adam', 'rmsprop', 'adagrad', 'sgd']),
  batch: integer('reset', 1, 2048, 128),
  seed: integer('reset', 0, 0xffff_ffff, 1),
  backend: choice('reset', ['auto', ...BACKEND_NAMES]),
  kernels: choice('reset', ['own', 'composed']),
  steps: integer('page', 0, 1_000_000_000, 0),
  autostart: { kind: 'flag', applies: 'page', initial: false },
} as const satisfies Record<SettingKey, SettingSpec>

/** What settings were called in links and files of earlier versions. */
export const FORMER_NAMES: Readonly<Record<string, SettingKey>> = { posterior: 'family' }

/** What a word from elsewhere is called now: any word, also one that every object knows, as "constructor". */
export const presentName = (word: string): string =>
  Object.hasOwn(FORMER_NAMES, word) ? FORMER_NAMES[word]! : word

export const SETTING_KEYS = Object.keys(SETTINGS) as readonly SettingKey[]

export const DEFAULT_SETTINGS: Settings = Object.fromEntries(
  SETTING_KEYS.map((key) => [key, SETTINGS[key].initial]),
) as unknown as Settings

/** The settings that take effect at the next step, without resetting weights or optimizer state. */
export const LIVE_KEYS = [
  'estimator',
  'samples',
  'baseline',
  'kl',
  'family',
  'objective',
  'k',
  'noise',
  'beta',
  'sigma',
  'temperature',
  'anneal',
  'coldest',
  'dial',
  'lr',
  'freeze',
  'probe',
] as const satisfies readonly SettingKey[]

export type LiveSettings = Pick<Settings, (typeof LIVE_KEYS)[number]>

export const liveSettings = (settings: Settings): LiveSettings =>
  Object.fromEntries(LIVE_KEYS.map((key) => [key, settings[key]])) as unknown as LiveSettings

/** The shape of the latents of a model with these settings. */
export const shapeOf = ({ latent, classes }: Pick<Settings, 'latent' | 'classes'>): LatentShape => ({
  latents: latent,
  classes,
})

/** Whether q(z|x) is a distribution, with draws that differ, a KL and a bound. */
export const isRandom = ({ family }: Pick<Settings, 'family'>): boolean => familyMetaOf(family).isRandom

/** The KL in use: a bound that takes draws together has none in closed form. */
export const klInForce = ({ objective, kl }: Pick<Settings, 'objective' | 'kl'>): KlMode =>
  kl === 'closed-form' && !offersOf(objective).includes('mean-of-draws') ? 'monte-carlo' : kl

/**
 * The settings that a training step uses. A family without randomness has no draws to average, no KL to weight and no bound;
 * an objective that takes each draw by itself has no K. The settings for them take effect again with another family or objective.
 */
export function inForce<T extends LiveSettings>(live: T): T {
  if (isRandom(live)) return { ...live, kl: klInForce(live), k: usesK(live.objective) ? live.k : 1 }
  const samples = metaOf(live.estimator).leastSamples
  return { ...live, objective: 'elbo', k: 1, samples, noise: 'independent', beta: 0, kl: 'closed-form' }
}

/** Draws of an image in a step: L estimates with K draws each. */
export function drawsOf(live: LiveSettings): number {
  const { samples, k } = inForce(live)
  return samples * k
}

/** The same with those that the estimator has beside them: what a step decodes of an image. */
export const drawsInAll = (live: LiveSettings): number =>
  drawsOf(live) + drawsBesideOf(live.estimator, inForce(live).samples)

/** Whether a model of the one serves the other too: gamma and the code have the same widths. */
function haveSameWidths(a: FamilyId, b: FamilyId, shape: LatentShape): boolean {
  const [one, other] = [familyMetaOf(a).widths(shape), familyMetaOf(b).widths(shape)]
  return one.gamma === other.gamma && one.code === other.code
}

/** The families that a running model can change to. */
export const familiesWithoutReset = (settings: Settings): readonly FamilyId[] =>
  FAMILY_IDS.filter((id) => haveSameWidths(settings.family, id, shapeOf(settings)))

/** The estimators that a running model can be trained or measured with, with any family that needs no reset. */
export function estimatorsWithoutReset(settings: Settings): readonly EstimatorId[] {
  const able = familiesWithoutReset(settings).flatMap((family) => estimatorsFor({ ...settings, family }))
  return ESTIMATOR_IDS.filter((id) => able.includes(id))
}

/** What may only go with the family that is wanted: the estimator, and all that is combined with it. */
const GO_WITH_FAMILY: readonly SettingKey[] = [
  'family',
  'estimator',
  'samples',
  'baseline',
  'kl',
  'objective',
  'k',
  'noise',
]

/** Whether the setting waits for a model of another family or of another likelihood, with which it goes. */
const waitsForModel = (key: SettingKey, before: Settings, after: Settings): boolean =>
  key === 'sigma'
    ? before.likelihood !== after.likelihood
    : GO_WITH_FAMILY.includes(key) && !haveSameWidths(before.family, after.family, shapeOf(after))

/** When a change of a setting takes effect. A family of other widths needs another model; what goes with it waits for that, too. */
export const whenApplied = (key: SettingKey, before: Settings, after: Settings): Applies =>
  waitsForModel(key, before, after) ? 'reset' : SETTINGS[key].applies

/** A rejected setting: the given text, and the legal values. */
export interface SettingProblem {
  readonly key: string
  readonly given: string
  readonly reason:
    | 'unknown'
    | 'not-a-choice'
    | 'not-a-number'
    | 'not-an-integer'
    | 'out-of-range'
    | 'bad-widths'
    /** What only a link may give (store/guide/link.ts). */
    | 'not-a-switch'
    | 'not-live'
    | 'not-together'
    | 'too-many'
    /** Of a view that the model has no plane for (store/address.ts). */
    | 'no-plane'
    | 'too-long'
    /** Of lanes, in a link or a config.json (store/lanes/link.ts). */
    | 'not-a-fork'
    | 'not-a-fork-value'
    | 'not-of-a-lane'
    | 'fork-not-together'
    | 'too-many-forks'
  /** The legal values, e.g. "1..64" or "relu | tanh"; empty for an unknown name. */
  readonly legal: string
}

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: SettingProblem }

/** The legal values of a setting, as text. */
export function legalValues(spec: SettingSpec): string {
  switch (spec.kind) {
    case 'choice':
      return spec.choices.join(' | ')
    case 'integer':
    case 'real':
      return `${spec.min}..${spec.max}`
    case 'widths':
      return `1 to ${spec.maxLayers} widths of 1..${spec.maxWidth}, as in 400 or 200-200`
    case 'flag':
      return '1 | 0'
  }
}

/** Parses one setting. */
export function parseSetting<K extends SettingKey>(key: K, text: string): Parsed<Settings[K]> {
  const spec: SettingSpec = SETTINGS[key]
  const refuse = (reason: SettingProblem['reason']): Parsed<never> => ({
    ok: false,
    problem: { key, given: text, reason, legal: legalValues(spec) },
  })
  const accept = (value: unknown): Parsed<Settings[K]> => ({ ok: true, value: value as Settings[K] })

  switch (spec.kind) {
    case 'choice':
      return spec.choices.includes(text) ? accept(text) : refuse('not-a-choice')
    case 'integer':
    case 'real': {
      const value = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text.trim()) ? Number(text) + 0 : NaN // no -0
      if (!Number.isFinite(value)) return refuse('not-a-number')
      if (spec.kind === 'integer' && !Number.isInteger(value)) return refuse('not-an-integer')
      return value >= spec.min && value <= spec.max ? accept(value) : refuse('out-of-range')
    }
    case 'widths': {
      const parts = text.split(/[-,\s]+/)
      const widths = parts.map((part) => (/^\d+$/.test(part) ? Number(part) : NaN))
      const legal =
        widths.length <= spec.maxLayers && widths.every((width) => width >= 1 && width <= spec.maxWidth)
      return legal ? accept(widths) : refuse('bad-widths')
    }
    case 'flag':
      return text === '1' || text === '0' ? accept(text === '1') : refuse('not-a-choice')
  }
}

/** Formats one setting as text; `parseSetting` reads it back. */
export function formatSetting<K extends SettingKey>(key: K, value: Settings[K]): string {
  const spec: SettingSpec = SETTINGS[key]
  switch (spec.kind) {
    case 'widths':
      return (value as readonly number[]).join('-')
    case 'flag':
      return value ? '1' : '0'
    default:
      return String(value)
  }
}

export const sameSetting = <K extends SettingKey>(key: K, a: Settings, b: Settings): boolean =>
  formatSetting(key, a[key]) === formatSetting(key, b[key])

/** Two settings that are legal alone but not together, as a message (ui/messages). */
export interface SettingConflict {
  readonly code:
    /** The latents with their classes are wider than a code may be. */
    | 'code-too-wide'
    | 'too-many-states'
    /** Leave-one-out needs at least two samples. */
    | 'leave-one-out-needs-two-samples'
    /** The estimator requires something that the family does not offer. */
    | 'estimator-needs-another-family'
    /** The estimator requires something that the objective does not offer. */
    | 'estimator-needs-another-objective'
    /** It needs more draws that are taken together. */
    | 'estimator-needs-larger-k'
    /** Biased for K > 1: the shares depend on the draws whose score is left out. */
    | 'landing-needs-one-draw'
    | 'too-many-draws'
    | 'estimator-needs-other-samples'
    | 'estimator-without-kl-mode'
    /** Noise of this family has no opposite. */
    | 'noise-needs-another-family'
    /** The estimator's draws are antithetic pairs already. */
    | 'estimator-has-pairs'
    | 'pairs-need-even-samples'
    /** The draw that leave-one-out compares with is not independent. */
    | 'leave-one-out-needs-independent-draws'
    | 'estimator-without-baseline'
  readonly params: Readonly<Record<string, string | number>>
}

/** What the latents are is missing where a running model is only given new live settings. */
type Together = LiveSettings & Partial<Pick<Settings, 'latent' | 'classes'>>

type Rule = (settings: Together) => SettingConflict | null

const modelOf = (settings: Together): ModelOfLatents => {
  const { family, latent = 1, classes = 2 } = settings
  return { family, latent, classes, objective: inForce(settings).objective }
}

/** The ids of the estimators that could be chosen instead, as a parameter of a message. An intervention is no remedy. */
const othersFor = (settings: Together): string =>
  ESTIMATOR_IDS.filter((id) => !isIntervention(id) && isAble(id, modelOf(settings))).join(' ')

/** The ids of the families with which its estimator could be chosen, and whether only if there were fewer latents. */
function familiesFor(settings: Together) {
  const { estimator } = settings
  const offering = FAMILY_IDS.filter((id) => missingCapability(estimator, id) === null)
  const able = offering.filter((family) => !hasTooManyStates(estimator, { ...modelOf(settings), family }))
  return { families: (able.length > 0 ? able : offering).join(' '), fewer: Number(able.length === 0) }
}

/** The most numbers in a code of classes. */
export const WIDEST_CODE = 200

/** The first violated rule is reported. */
const RULES: readonly Rule[] = [
  ({ family, latent = 1, classes = 2 }) => {
    const { code: width } = familyMetaOf(family).widths({ latents: latent, classes })
    if (familyMetaOf(family).latentKind !== 'class' || width <= WIDEST_CODE) return null
    return { code: 'code-too-wide', params: { latent, classes, width, most: WIDEST_CODE } }
  },
  (settings) => {
    const { estimator, family } = settings
    const missing = missingCapability(estimator, family)
    if (missing === null) return null
    const remedies = { ...familiesFor(settings), others: othersFor(settings) }
    return { code: 'estimator-needs-another-family', params: { estimator, family, missing, ...remedies } }
  },
  (settings) => {
    const { estimator } = settings
    const { objective } = inForce(settings)
    if (missingBound(estimator, objective) === null) return null
    const objectives = OBJECTIVE_IDS.filter((id) => missingBound(estimator, id) === null).join(' ')
    const remedies = { objectives, others: othersFor(settings) }
    return { code: 'estimator-needs-another-objective', params: { estimator, objective, ...remedies } }
  },
  (settings) => {
    const { estimator, family, latent, classes } = settings
    if (latent === undefined || classes === undefined) return null
    if (!hasTooManyStates(estimator, { family, latent, classes })) return null
    const hasClasses = Number(familyMetaOf(family).latentKind === 'class')
    const remedies = { hasClasses, others: othersFor(settings) }
    return { code: 'too-many-states', params: { estimator, latent, most: MOST_STATES, ...remedies } }
  },
  ({ baseline, samples }) =>
    baseline === 'leave-one-out' && samples < 2
      ? { code: 'leave-one-out-needs-two-samples', params: {} }
      : null,
  ({ estimator, samples }) => {
    const { leastSamples: least, mostSamples: most } = metaOf(estimator)
    if (acceptsSamples(estimator, samples)) return null
    return { code: 'estimator-needs-other-samples', params: { estimator, least, most } }
  },
  (settings) => {
    const { estimator } = settings
    const { leastK: least } = metaOf(estimator)
    if (inForce(settings).k >= least) return null
    return { code: 'estimator-needs-larger-k', params: { estimator, least } }
  },
  (settings) => {
    const { samples, k } = inForce(settings)
    if (samples * k <= MOST_DRAWS) return null
    return { code: 'too-many-draws', params: { samples, k, draws: samples * k, most: MOST_DRAWS } }
  },
  (settings) =>
    settings.kl === 'sticking-the-landing' && inForce(settings).k > 1
      ? { code: 'landing-needs-one-draw', params: { estimator: settings.estimator } }
      : null,
  ({ estimator, kl }) => {
    const modes = metaOf(estimator).klModes.join(' ')
    if (hasKlMode(estimator, kl)) return null
    return { code: 'estimator-without-kl-mode', params: { estimator, kl, modes } }
  },
  (settings) => {
    const { noise, family, estimator, samples, baseline } = inForce(settings)
    if (noise === 'independent') return null
    if (!familyMetaOf(family).offers.includes('antithetic-noise'))
      return { code: 'noise-needs-another-family', params: { family } }
    if (!takesNoise(estimator, noise)) return { code: 'estimator-has-pairs', params: { estimator } }
    if (samples % 2 !== 0) return { code: 'pairs-need-even-samples', params: { samples } }
    return baseline === 'leave-one-out' ? { code: 'leave-one-out-needs-independent-draws', params: {} } : null
  },
  ({ estimator, baseline }) => {
    const baselines = metaOf(estimator).baselines.join(' ')
    if (acceptsBaseline(estimator, baseline)) return null
    return { code: 'estimator-without-baseline', params: { estimator, baseline, baselines } }
  },
]

export function settingConflict(settings: Together): SettingConflict | null {
  for (const rule of RULES) {
    const conflict = rule(settings)
    if (conflict) return conflict
  }
  return null
}
