/**
 * The URL's hash as a whole: the settings (url.ts) and the page's language. The language is no setting: an
 * experiment is the same in every language, and config.json does not include it. Pure functions; url-sync.ts
 * listens to the address bar.
 */
import { LANGUAGES, type Language } from '../derivations/derivation.ts'
import type { SettingProblem, Settings } from '../protocol/settings.ts'
import type { Pair, Vocabulary } from './mend.ts'
import { echo, readMended, readSettings, SETTING_WORDS, writeHash, type ReadSettings } from './url.ts'

export interface Address extends ReadSettings {
  /** Null if no known language is named. */
  readonly language: Language | null
}

const KEY = 'lang'

const isLanguage = (text: string): text is Language => (LANGUAGES as readonly string[]).includes(text)

const WORDS: Vocabulary = new Map([...SETTING_WORDS, [KEY, { isLegal: isLanguage, choices: LANGUAGES }]])

const refusal = (text: string): SettingProblem => ({
  key: KEY,
  given: echo(text),
  reason: 'not-a-choice',
  legal: LANGUAGES.join(' | '),
})

function readPairs(pairs: readonly Pair[]): Address {
  const named = pairs.filter(([name]) => name === KEY).map(([, text]) => text)
  const read = readSettings(pairs.filter(([name]) => name !== KEY))
  const refused = named.filter((text) => !isLanguage(text)).map(refusal)
  const language = named.filter(isLanguage).at(-1) ?? null
  return { ...read, problems: [...read.problems, ...refused], language }
}

export const readAddress = (hash: string): Address => readMended(hash, WORDS, readPairs)

/** Without the "#". */
export const writeAddress = (settings: Settings, language: Language | null): string =>
  [writeHash(settings), language && `${KEY}=${language}`].filter(Boolean).join('&')
