/**
 * The URL's hash as a whole: the settings (url.ts), the lanes that leave the run (lanes/link.ts), what is seen (views.ts),
 * what makes it a lesson (guide/link.ts) and the page's language. What is seen and the language are no settings: an experiment is the same in every view and language, and
 * config.json includes neither. Pure functions; url-sync.ts listens to the address bar.
 */
import { LANGUAGES, type Language } from '../derivations/derivation.ts'
import { hasPlane } from '../protocol/families.ts'
import type { SettingProblem, Settings } from '../protocol/settings.ts'
import { GUIDE_WORDS, readGuide, writeGuide } from './guide/link.ts'
import { NO_GUIDE, type Guide } from './guide/state.ts'
import { settingsAt } from './guide/switches.ts'
import { isFork, readForks, writeFork } from './lanes/link.ts'
import { byStep, type LaneChange } from './lanes/state.ts'
import type { Pair, Vocabulary } from './mend.ts'
import { echo, readMended, readSettings, SETTING_WORDS, writeHash, type ReadSettings } from './url.ts'
import { CHOICES, readViews, VIEW_TEXTS, viewsLike, withChoices, writeViews, type Views } from './views.ts'

export interface Address extends ReadSettings {
  /** Null if no known language is named. */
  readonly language: Language | null
  readonly views: Views
  /** Timed switches, a note and whatever else makes a lesson. */
  readonly guide: Guide
  /** What each lane that leaves at the beginning has otherwise; those that leave later are the guide's. */
  readonly forks: readonly LaneChange[]
}

const FORK = 'fork'
const LANGUAGE = 'lang'
const VIEW = 'view'

const isLanguage = (text: string): text is Language => (LANGUAGES as readonly string[]).includes(text)
const isView = (text: string): boolean => VIEW_TEXTS.includes(text)

const WORDS: Vocabulary = new Map([
  ...SETTING_WORDS,
  [LANGUAGE, { isLegal: isLanguage, choices: LANGUAGES }],
  [FORK, { isLegal: isFork, choices: [], isRepeated: true }],
  [VIEW, { isLegal: isView, choices: VIEW_TEXTS, isRepeated: true }],
  ...GUIDE_WORDS,
])

const refusal = (key: string, text: string, legal: readonly string[]): SettingProblem => ({
  key,
  given: echo(text),
  reason: 'not-a-choice',
  legal: legal.join(' | '),
})

const ARROWS = 'variance.arrows'

/** The arrows of a gradient lie in a plane. */
const hasNoPlane = (settings: Settings, { chosen }: Views): boolean =>
  chosen.variance.view === 'arrows' && !hasPlane(settings)

const withoutArrows = (views: Views): Views => withChoices(views, 'variance', { view: 'over-time' })

function viewsIn(texts: readonly string[], settings: Settings): Pick<Address, 'views' | 'problems'> {
  const { views, refused } = readViews(texts)
  const problems = refused.map((text) => refusal(VIEW, text, viewsLike(text)))
  if (!hasNoPlane(settings, views)) return { views, problems }
  const others = CHOICES.variance.view.map((view) => `variance.${view}`).filter((text) => text !== ARROWS)
  const reason = { ...refusal(VIEW, ARROWS, others), reason: 'no-plane' as const }
  return { views: withoutArrows(views), problems: [...problems, reason] }
}

const NO_SETTINGS: readonly string[] = [LANGUAGE, VIEW, FORK, ...GUIDE_WORDS.keys()]

function readPairs(pairs: readonly Pair[]): Address {
  const textsOf = (key: string) => pairs.filter(([name]) => name === key).map(([, text]) => text)
  const read = readSettings(pairs.filter(([name]) => !NO_SETTINGS.includes(name)))
  const languages = textsOf(LANGUAGE)
  const refused = languages.filter((text) => !isLanguage(text))
  const { views, problems } = viewsIn(textsOf(VIEW), read.settings)
  const guided = readGuide(pairs, read.settings, views)
  const ofStep = settingsAt(read.settings, guided.guide.switches)
  const { forks, problems: noForks } = readForks(textsOf(FORK), ofStep)
  const begins = guided.guide.experiment !== null && textsOf(VIEW).length === 0
  return {
    ...read,
    // Where one panel is shown at a time, it is the one with the experiment.
    views: begins ? { ...views, opened: 'experiment' } : views,
    forks: forks.filter(({ step }) => step === 0).map(({ change }) => change),
    guide: { ...guided.guide, forks: byStep(forks.filter(({ step }) => step > 0)) },
    language: languages.filter(isLanguage).at(-1) ?? null,
    problems: [
      ...read.problems,
      ...noForks,
      ...refused.map((text) => refusal(LANGUAGE, text, LANGUAGES)),
      ...problems,
      ...guided.problems.map((one) => ({ ...one, given: echo(one.given) })),
    ],
  }
}

export const readAddress = (hash: string): Address => readMended(hash, WORDS, readPairs)

/** Without the "#". */
export function writeAddress(
  settings: Settings,
  views: Views,
  language: Language | null,
  forks: readonly LaneChange[] = [],
  guide: Guide = NO_GUIDE,
): string {
  const seen = writeViews(hasNoPlane(settings, views) ? withoutArrows(views) : views)
  const all = [...forks.map((change) => ({ step: 0, change })), ...guide.forks]
  const lanes = all.map((fork) => `${FORK}=${writeFork(fork)}`)
  const asked = writeGuide(guide)
  const parts = [writeHash(settings), ...lanes, ...seen.map((text) => `${VIEW}=${text}`), ...asked]
  return [...parts, language && `${LANGUAGE}=${language}`].filter(Boolean).join('&')
}
