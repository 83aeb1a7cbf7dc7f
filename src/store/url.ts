/**
 * Converts settings to the URL's hash and back, with the settings table; a mangled hash is repaired. Pure
 * functions; url-sync.ts listens to the address bar.
 */
import {
  DEFAULT_SETTINGS,
  FORMER_NAMES,
  SETTINGS,
  SETTING_KEYS,
  formatSetting,
  parseSetting,
  presentName,
  sameSetting,
  type SettingConflict,
  type SettingKey,
  type SettingProblem,
  type Settings,
} from '../protocol/settings.ts'
import { mendedPairs, type Pair, type Vocabulary, type Word } from './mend.ts'
import { together } from './together.ts'

export interface ReadSettings {
  readonly settings: Settings
  /** The settings that a link or a file gives with legal values. */
  readonly named?: readonly SettingKey[]
  /** Rejected settings, replaced by their defaults. */
  readonly problems: readonly SettingProblem[]
  /** Settings that are legal alone but not together: the one that yields is replaced by its default. */
  readonly conflicts: readonly SettingConflict[]
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
  let given: Settings = { ...DEFAULT_SETTINGS }
  const problems: SettingProblem[] = []
  const named: SettingKey[] = []
  for (const [word, text] of entries) {
    const name = presentName(word)
    if (!isKey(name)) {
      problems.push({ key: echo(name), given: echo(text), reason: 'unknown', legal: '' })
      continue
    }
    const parsed = parseSetting(name, text)
    if (parsed.ok) {
      given = { ...given, [name]: parsed.value }
      named.push(name)
    } else problems.push({ ...parsed.problem, given: echo(text) })
  }
  const { settings, conflicts } = together(given, named)
  return {
    settings,
    named,
    problems,
    conflicts: conflicts.filter((conflict) => !isSilent(conflict, named)),
  }
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
