/**
 * Lanes in a link: one `fork=` each, with what the lane has otherwise than the run, as in
 * `fork=estimator:score-function,samples:4`; `fork=equal` for a lane that has nothing. A lane leaves the run when there is a
 * model, or, with `at:880` before the rest, after that step. Pure.
 */
import { FORKS } from '../../protocol/lanes.ts'
import { formatSetting, parseSetting, settingConflict, type Settings } from '../../protocol/settings.ts'
import { LANE_KEYS, type Fork, type LaneChange } from './state.ts'

const EQUAL = 'equal'

type LaneKey = keyof LaneChange

const isLaneKey = (name: string): name is LaneKey => (LANE_KEYS as readonly string[]).includes(name)

const AT = /^at:([1-9]\d{0,8})(?:,(?=.)|$)/

/** Null if any part of it is not legal. */
export function readFork(text: string): Fork | null {
  const [before = '', step = '0'] = AT.exec(text) ?? []
  const rest = text.slice(before.length)
  const change = rest === '' && before !== '' ? {} : readChange(rest)
  return change && { step: Number(step), change }
}

function readChange(text: string): LaneChange | null {
  if (text === EQUAL) return {}
  const change: Record<string, unknown> = {}
  for (const part of text.split(',')) {
    const at = part.indexOf(':')
    const [name, value] = [part.slice(0, at), part.slice(at + 1)]
    if (at < 0 || !isLaneKey(name)) return null
    const parsed = parseSetting(name, value)
    if (!parsed.ok) return null
    change[name] = parsed.value
  }
  return change
}

const goesWith = (settings: Settings, change: LaneChange) =>
  settingConflict({ ...settings, ...change }) === null

/** `settingsAt`: of the run after a step. `refused`: what is not legal, does not go with them, or is one too many. */
export function readForks(texts: readonly string[], settingsAt: (step: number) => Settings) {
  const forks: Fork[] = []
  const refused: string[] = []
  for (const text of texts) {
    const fork = readFork(text)
    if (fork && goesWith(settingsAt(fork.step), fork.change) && forks.length < FORKS.length) forks.push(fork)
    else refused.push(text)
  }
  return { forks, refused }
}

export function writeFork({ step, change }: Fork): string {
  const parts = Object.entries(change).map(
    ([key, value]) => `${key}:${formatSetting(key as LaneKey, value as never)}`,
  )
  const asked = parts.length > 0 ? parts : [EQUAL]
  return [...(step > 0 ? [`at:${step}`] : []), ...asked].join(',')
}

/** What a link may give. */
export const LEGAL_FORKS: readonly string[] = [
  EQUAL,
  'estimator:score-function',
  'samples:4,baseline:leave-one-out',
  'at:300,estimator:score-function',
]
