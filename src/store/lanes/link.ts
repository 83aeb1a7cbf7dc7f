/**
 * Lanes in a link and in a config.json: one text each, with what the lane has otherwise than the run, as in
 * `estimator:score-function,samples:4`; `equal` for a lane that has nothing. A lane leaves the run when there is a
 * model, or, with `at:880` before the rest, after that step. Pure.
 */
import { FORKS } from '../../protocol/lanes.ts'
import {
  formatSetting,
  parseSetting,
  SETTING_KEYS,
  settingConflict,
  whenApplied,
  type SettingProblem,
  type Settings,
} from '../../protocol/settings.ts'
import type { Guide, Landed } from '../guide/state.ts'
import { settingsAt, unswitched } from '../guide/switches.ts'
import { echo } from '../url.ts'
import {
  byStep,
  LANE_KEYS,
  laneChange,
  laneLive,
  type Fork,
  type LaneChange,
  type LaneState,
} from './state.ts'

const EQUAL = 'equal'

type LaneKey = keyof LaneChange
type Refusal = Pick<SettingProblem, 'reason' | 'legal'>

const refused = (reason: SettingProblem['reason'], legal: string): Refusal => ({ reason, legal })

/** What may be given. */
const LEGAL_FORKS: readonly string[] = [
  EQUAL,
  'estimator:score-function',
  'samples:4,baseline:leave-one-out',
  'at:300,estimator:score-function',
]

const NO_FORK = refused('not-a-fork', LEGAL_FORKS.join(' | '))
const NOT_OF_A_LANE = refused('not-of-a-lane', LANE_KEYS.join(', '))
/** A family with latents of another form. */
const NOT_THIS_FAMILY = refused('not-of-a-lane', LANE_KEYS.filter((key) => key !== 'family').join(', '))

const isLaneKey = (name: string): name is LaneKey => (LANE_KEYS as readonly string[]).includes(name)

const AT = /^at:([1-9]\d{0,8})(?:,(?=.)|$)/

function readFork(text: string): Fork | Refusal {
  const [before = '', step = '0'] = AT.exec(text) ?? []
  const rest = text.slice(before.length)
  const change = rest === '' && before !== '' ? {} : readChange(rest)
  return 'reason' in change ? (change as Refusal) : { step: Number(step), change }
}

/** By itself, whatever the settings are. */
export const isFork = (text: string): boolean => 'change' in readFork(text)

function readChange(text: string): LaneChange | Refusal {
  if (text === EQUAL) return {}
  const change: Record<string, unknown> = {}
  for (const part of text.split(',')) {
    const at = part.indexOf(':')
    const [name, value] = [part.slice(0, at), part.slice(at + 1)]
    if (at < 0 || !(SETTING_KEYS as readonly string[]).includes(name)) return NO_FORK
    if (!isLaneKey(name)) return NOT_OF_A_LANE
    const parsed = parseSetting(name, value)
    if (!parsed.ok) return refused('not-a-fork-value', `${name}: ${parsed.problem.legal}`)
    change[name] = parsed.value
  }
  return change
}

/** Why a lane cannot leave a run with these settings beside so many others; null if it can. */
function hindrance(settings: Settings, { change }: Fork, others: number): Refusal | null {
  const own = { ...settings, ...change }
  if (whenApplied('family', settings, own) === 'reset') return NOT_THIS_FAMILY
  if (settingConflict(own)) return refused('fork-not-together', LEGAL_FORKS[2]!)
  return others < FORKS.length ? null : refused('too-many-forks', String(FORKS.length))
}

/** `settingsAt`: of the run after a step. What is refused is left out. */
export function readForks(texts: readonly string[], settingsAt: (step: number) => Settings) {
  const forks: Fork[] = []
  const problems: SettingProblem[] = []
  for (const text of texts) {
    const fork = readFork(text)
    const why = 'reason' in fork ? fork : hindrance(settingsAt(fork.step), fork, forks.length)
    if (why) problems.push({ key: 'fork', given: echo(text), ...why })
    else forks.push(fork as Fork)
  }
  return { forks, problems }
}

export function writeFork({ step, change }: Fork): string {
  const parts = Object.entries(change).map(
    ([key, value]) => `${key}:${formatSetting(key as LaneKey, value as never)}`,
  )
  const asked = parts.length > 0 ? parts : [EQUAL]
  return [...(step > 0 ? [`at:${step}`] : []), ...asked].join(',')
}

/** What is known of a run and its lanes. */
export interface RunWithLanes {
  readonly settings: Settings
  /** Switches that have changed them. */
  readonly landed: readonly Landed[]
  readonly lanes: readonly LaneState[]
  /** Lanes that are still to leave. */
  readonly guide: Pick<Guide, 'switches' | 'forks'>
}

/** All lanes of a run by what they have otherwise than its present settings, as a file has them that knows no switches. */
export function writeForks({ settings, landed, lanes, guide }: RunWithLanes): readonly string[] {
  const then = settingsAt(unswitched(settings, landed), guide.switches)
  const toCome = guide.forks.map(({ step, change }) => ({ step, live: laneLive(then(step), change) }))
  const forks = [...lanes, ...toCome].map(({ step, live }) => ({
    step,
    // As it would be beside these settings: those of the model may differ until a reset.
    change: laneChange(settings, laneLive(settings, laneChange(settings, live))),
  }))
  return byStep(forks).map(writeFork)
}
