/**
 * Converts settings to the URL's hash and back, with the settings table; a mangled hash is repaired. Pure
 * functions; url-sync.ts listens to the address bar.
 */
import {
  DEFAULT_SETTINGS,
  drawsOf,
  FORMER_NAMES,
  SETTINGS,
  SETTING_KEYS,
  formatSetting,
  parseSetting,
  sameSetting,
  WIDEST_CODE,
  settingConflict,
  type SettingConflict,
  type SettingKey,
  type SettingProblem,
  type Settings,
} from '../protocol/settings.ts'
import { acceptsSamples, estimatorsFor, isAble, metaOf, missingBound } from '../protocol/estimators.ts'
import { OBJECTIVE_IDS } from '../protocol/objectives.ts'
import { mendedPairs, type Pair, type Vocabulary, type Word } from './mend.ts'

export interface ReadSettings {
  readonly settings: Settings
  /** The settings that a link or a file gives with legal values. */
  readonly named?: readonly SettingKey[]
  /** Rejected settings, replaced by their defaults. */
  readonly problems: readonly SettingProblem[]
  /** Settings that are legal alone but not together: the one that yields is replaced by its default. */
  readonly conflicts: readonly SettingConflict[]
}

type Yield = (settings: Settings, named: readonly SettingKey[]) => Partial<Settings>

const byDefault =
  (key: SettingKey): Yield =>
  () => ({ [key]: DEFAULT_SETTINGS[key] })

/** The first estimator that the latents can be trained with. */
const anEstimator: Yield = (settings) => ({ estimator: estimatorsFor(settings)[0] ?? settings.estimator })

/** Which setting yields in a link or a file, and to what. What was not named yields to what was. */
const YIELDS: Readonly<Record<SettingConflict['code'], Yield>> = {
  'code-too-wide': ({ latent }) => ({ classes: Math.floor(WIDEST_CODE / latent) }),
  'too-many-states': anEstimator,
  'leave-one-out-needs-two-samples': byDefault('baseline'),
  'estimator-needs-another-family'(settings, named) {
    const { family } = DEFAULT_SETTINGS
    const isKept = named.includes('estimator') && isAble(settings.estimator, { ...settings, family })
    return isKept ? { family } : anEstimator(settings, named)
  },
  'estimator-needs-another-objective'(settings, named) {
    const objective = OBJECTIVE_IDS.find((id) => missingBound(settings.estimator, id) === null)
    const isKept = named.includes('estimator') && !named.includes('objective') && objective !== undefined
    return isKept ? { objective } : anEstimator(settings, named)
  },
  'estimator-needs-larger-k': ({ estimator }) => ({ k: metaOf(estimator).leastK }),
  'landing-needs-one-draw': byDefault('kl'),
  'too-many-draws': ({ k }) => ({ samples: Math.floor(SETTINGS.samples.max / k) }),
  'estimator-needs-other-samples': byDefault('estimator'),
  'estimator-without-kl-mode': byDefault('kl'),
  'noise-needs-another-family': byDefault('noise'),
  'estimator-has-pairs': byDefault('noise'),
  'pairs-need-even-samples'(settings, named) {
    const samples = settings.samples + 1
    const isPossible = !named.includes('samples') && drawsOf({ ...settings, samples }) <= SETTINGS.samples.max
    return isPossible && acceptsSamples(settings.estimator, samples) ? { samples } : { noise: 'independent' }
  },
  'leave-one-out-needs-independent-draws': byDefault('baseline'),
  'estimator-without-baseline': byDefault('baseline'),
}

/**
 * A family or an objective without an estimator beside it asks for nothing that is refused, nor does an estimator without an
 * objective, or antithetic noise without a number of samples: each gets what goes with it.
 */
function isSilent({ code }: SettingConflict, named: readonly SettingKey[]): boolean {
  const hasEstimator = named.includes('estimator')
  if (code === 'pairs-need-even-samples') return !named.includes('samples')
  if (code === 'estimator-needs-another-family') return !hasEstimator
  return code === 'estimator-needs-another-objective' && !(hasEstimator && named.includes('objective'))
}

const isKey = (name: string): name is SettingKey => (SETTING_KEYS as readonly string[]).includes(name)

/** A longer text in a link is no setting, and would only fill the screen. */
const MAX_ECHO = 60
export const echo = (text: string) => (text.length > MAX_ECHO ? `${text.slice(0, MAX_ECHO)}…` : text)

/** Reads settings from pairs of name and text; of a repeated name, the last legal text counts. */
export function readSettings(entries: Iterable<readonly [string, string]>): ReadSettings {
  let settings: Settings = { ...DEFAULT_SETTINGS }
  const problems: SettingProblem[] = []
  const named: SettingKey[] = []
  for (const [given, text] of entries) {
    const name = FORMER_NAMES[given] ?? given
    if (!isKey(name)) {
      problems.push({ key: echo(name), given: echo(text), reason: 'unknown', legal: '' })
      continue
    }
    const parsed = parseSetting(name, text)
    if (parsed.ok) {
      settings = { ...settings, [name]: parsed.value }
      named.push(name)
    } else problems.push({ ...parsed.problem, given: echo(text) })
  }
  const conflicts: SettingConflict[] = []
  for (let found = settingConflict(settings); found; found = settingConflict(settings)) {
    if (!isSilent(found, named)) conflicts.push(found)
    settings = { ...settings, ...YIELDS[found.code](settings, named) }
  }
  return { settings, named, problems, conflicts }
}

const wordOf = (key: SettingKey): Word => {
  const spec = SETTINGS[key]
  return {
    isLegal: (text) => parseSetting(key, text).ok,
    choices: spec.kind === 'choice' ? spec.choices : [],
  }
}

export const SETTING_WORDS: Vocabulary = new Map([
  ...SETTING_KEYS.map((key) => [key, wordOf(key)] as const),
  ...Object.entries(FORMER_NAMES).map(([name, key]) => [name, wordOf(key)] as const),
])

/** Reads a hash as it is, or repaired if that makes more of it valid. */
export function readMended<T extends ReadSettings>(
  hash: string,
  words: Vocabulary,
  read: (pairs: readonly Pair[]) => T,
): T {
  const text = hash.replace(/^#/, '')
  const pairs = [...new URLSearchParams(text)]
  const literal = read(pairs)
  if (literal.problems.length === 0) return literal
  const guessed = mendedPairs(text, words)
  const mended = read(guessed)
  const isBetter = guessed.length - mended.problems.length > pairs.length - literal.problems.length
  return isBetter ? mended : literal
}

export const readHash = (hash: string): ReadSettings => readMended(hash, SETTING_WORDS, readSettings)

/** The hash without its "#", with only the settings that differ from their defaults: may be empty. */
export function writeHash(settings: Settings): string {
  const params = new URLSearchParams()
  for (const key of SETTING_KEYS)
    if (!sameSetting(key, settings, DEFAULT_SETTINGS)) params.set(key, formatSetting(key, settings[key]))
  return params.toString()
}
