/**
 * The part of a link that carries a lesson: `at=880:estimator=score-function` (repeatable), `note=`, `lesson=`,
 * `experiment=`, `present=1`, `embed=1` or `embed=<panel>`. Pure; address.ts puts it together with the rest, the forks among it.
 */
import { EXPERIMENT_IDS } from '../../experiments/index.ts'
import {
  formatSetting,
  LIVE_KEYS,
  parseSetting,
  SETTING_KEYS,
  settingConflict,
  whenApplied,
  type LiveSettings,
  type SettingKey,
  type SettingProblem,
  type Settings,
} from '../../protocol/settings.ts'
import type { Pair, Word } from '../mend.ts'
import { panelShown, PANELS, type Panel, type Views } from '../views.ts'
import type { Guide, LiveChange, Switch } from './state.ts'

/** In characters. */
export const LONGEST_NOTE = 280
export const MOST_SWITCHES = 32
const LAST_STEP = 1_000_000_000

type Reason = SettingProblem['reason']
type Refusal = Pick<SettingProblem, 'reason' | 'legal'>

const refused = (reason: Reason, legal = ''): Refusal => ({ reason, legal })
const isRefusal = (read: Refusal | Switch): read is Refusal => 'reason' in read

export const SWITCH_EXAMPLE = '880:estimator=score-function'

/** One pair of a switch, such as `samples=4`. */
function readPart(part: string): LiveChange | Refusal {
  const at = part.indexOf('=')
  const [name, text] = [part.slice(0, at), part.slice(at + 1)]
  if (at < 0 || !(SETTING_KEYS as readonly string[]).includes(name))
    return refused('not-a-switch', SWITCH_EXAMPLE)
  if (!(LIVE_KEYS as readonly string[]).includes(name)) return refused('not-live', LIVE_KEYS.join(', '))
  const parsed = parseSetting(name as SettingKey, text)
  return parsed.ok ? { [name]: parsed.value } : refused(parsed.problem.reason, parsed.problem.legal)
}

/** `880:estimator=score-function,samples=4`. */
function readSwitch(text: string): Switch | Refusal {
  const [, digits, rest] = /^(\d{1,10}):(.+)$/s.exec(text) ?? []
  const step = Number(digits)
  if (!rest || !(step >= 1 && step <= LAST_STEP)) return refused('not-a-switch', SWITCH_EXAMPLE)
  let change: LiveChange = {}
  for (const part of rest.split(',')) {
    const read = readPart(part)
    if ('reason' in read) return read as Refusal
    change = { ...change, ...(read as LiveChange) }
  }
  return { step, change }
}

/** Those of one step are one switch. */
function joined(switches: readonly Switch[]): readonly Switch[] {
  const byStep = new Map<number, LiveChange>()
  for (const { step, change } of switches) byStep.set(step, { ...byStep.get(step), ...change })
  return [...byStep].map(([step, change]) => ({ step, change })).toSorted((a, b) => a.step - b.step)
}

const needsReset = (before: Settings, after: Settings) => whenApplied('family', before, after) === 'reset'

/** The switches that go with the settings that they meet; the others are left out. */
function fitting(switches: readonly Switch[], settings: Settings) {
  let now = settings
  const fit: Switch[] = []
  const misfits: { one: Switch; refusal: Refusal }[] = []
  for (const one of switches) {
    const after = { ...now, ...one.change }
    const reason = needsReset(now, after) ? 'not-live' : settingConflict(after) ? 'not-together' : null
    if (reason === null) {
      fit.push(one)
      now = after
    } else misfits.push({ one, refusal: refused(reason, reason === 'not-live' ? LIVE_KEYS.join(', ') : '') })
  }
  return { fit, misfits }
}

export const writeSwitch = ({ step, change }: Switch): string => {
  const pairs = Object.entries(change) as [keyof LiveSettings, never][]
  return `${step}:${pairs.map(([key, value]) => `${key}=${formatSetting(key, value)}`).join(',')}`
}

const problem = (key: string, given: string, { reason, legal }: Refusal): SettingProblem => ({
  key,
  given,
  reason,
  legal,
})

interface ReadPart<T> {
  readonly value: T
  readonly problems: readonly SettingProblem[]
}

function switchesIn(texts: readonly string[], settings: Settings): ReadPart<readonly Switch[]> {
  const reads = texts.map((text) => [text, readSwitch(text)] as const)
  const bad = reads.flatMap(([text, read]) => (isRefusal(read) ? [problem('at', text, read)] : []))
  const all = joined(reads.flatMap(([, read]) => (isRefusal(read) ? [] : [read])))
  const { fit, misfits } = fitting(all, settings)
  const clashing = misfits.map(({ one, refusal }) => problem('at', writeSwitch(one), refusal))
  const tooMany = fit
    .slice(MOST_SWITCHES)
    .map((one) => problem('at', writeSwitch(one), refused('too-many', String(MOST_SWITCHES))))
  return { value: fit.slice(0, MOST_SWITCHES), problems: [...bad, ...clashing, ...tooMany] }
}

/** Control characters, halves of characters, and marks that turn the direction of the text around them. */
const UNWRITTEN = /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu

function noteIn(texts: readonly string[]): ReadPart<string | null> {
  const text = (texts.at(-1) ?? '').replace(UNWRITTEN, ' ').trim()
  const characters = [...text]
  if (characters.length <= LONGEST_NOTE) return { value: text || null, problems: [] }
  const cut = `${characters
    .slice(0, LONGEST_NOTE - 1)
    .join('')
    .trimEnd()}…`
  return { value: cut, problems: [problem('note', text, refused('too-long', String(LONGEST_NOTE)))] }
}

/** The last legal text counts. */
function oneOf<T extends string>(
  key: string,
  texts: readonly string[],
  isLegal: (text: string) => text is T,
  legal: readonly string[],
): ReadPart<T | null> {
  const bad = texts.filter((text) => !isLegal(text))
  return {
    value: texts.filter(isLegal).at(-1) ?? null,
    problems: bad.map((text) => problem(key, text, refused('not-a-choice', legal.join(' | ')))),
  }
}

const oneAmong =
  (choices: readonly string[]) =>
  (text: string): text is string =>
    choices.includes(text)

const FLAG = ['1', '0']
const EMBEDS: readonly string[] = [...FLAG, ...PANELS]

/** Of a derivation; the panel that has them all says so where there is none of that name. */
const isName = (text: string): text is string => /^[a-z][a-z\d-]{0,59}$/.test(text)

function panelIn(text: string | null, views: Views): Panel | null {
  if (text === null || text === '0') return null
  return text === '1' ? panelShown(views) : (text as Panel)
}

const word = (choices: readonly string[]): Word => ({ isLegal: (text) => choices.includes(text), choices })

export const GUIDE_WORDS: ReadonlyMap<string, Word> = new Map<string, Word>([
  ['at', { isLegal: (text) => !isRefusal(readSwitch(text)), choices: [], isRepeated: true }],
  ['note', { isLegal: (text) => text !== '', choices: [] }],
  ['lesson', { isLegal: isName, choices: [] }],
  ['experiment', word(EXPERIMENT_IDS)],
  ['present', word(FLAG)],
  ['embed', word(EMBEDS)],
])

/** `settings`, `views`: of the same link. */
export function readGuide(
  pairs: readonly Pair[],
  settings: Settings,
  views: Views,
): { readonly guide: Guide; readonly problems: readonly SettingProblem[] } {
  const textsOf = (key: string) => pairs.filter(([name]) => name === key).map(([, text]) => text)
  const switches = switchesIn(textsOf('at'), settings)
  const note = noteIn(textsOf('note'))
  const lesson = oneOf('lesson', textsOf('lesson'), isName, ['score-function', 'baselines', '…'])
  const experiment = oneOf('experiment', textsOf('experiment'), oneAmong(EXPERIMENT_IDS), EXPERIMENT_IDS)
  const present = oneOf('present', textsOf('present'), oneAmong(FLAG), FLAG)
  const embed = oneOf('embed', textsOf('embed'), oneAmong(EMBEDS), EMBEDS)
  return {
    guide: {
      switches: switches.value,
      forks: [],
      note: note.value,
      lesson: lesson.value,
      experiment: experiment.value,
      isPresenting: present.value === '1',
      embedded: panelIn(embed.value, views),
    },
    problems: [switches, note, lesson, experiment, present, embed].flatMap(({ problems }) => problems),
  }
}

/** The parts of a link, in the order in which they are read best. */
export const writeGuide = (guide: Guide): readonly string[] => [
  ...guide.switches.map((one) => `at=${writeSwitch(one)}`),
  ...(guide.experiment ? [`experiment=${guide.experiment}`] : []),
  ...(guide.lesson ? [`lesson=${guide.lesson}`] : []),
  ...(guide.isPresenting ? ['present=1'] : []),
  ...(guide.embedded ? [`embed=${guide.embedded}`] : []),
  ...(guide.note ? [`note=${encodeURIComponent(guide.note)}`] : []),
]
