/**
 * Lanes in a link: one `fork=` each, with what the lane has otherwise than the run, as in
 * `fork=estimator:score-function,samples:4`; `fork=equal` for a lane that has nothing. Pure.
 */
import { FORKS } from '../../protocol/lanes.ts'
import { formatSetting, parseSetting, settingConflict, type Settings } from '../../protocol/settings.ts'
import { LANE_KEYS, type LaneChange } from './state.ts'

const EQUAL = 'equal'

type LaneKey = keyof LaneChange

const isLaneKey = (name: string): name is LaneKey => (LANE_KEYS as readonly string[]).includes(name)

/** Null if any part of it is not legal. */
export function readFork(text: string): LaneChange | null {
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

/** `refused`: what is not legal, does not go with the settings, or is one too many. */
export function readForks(texts: readonly string[], settings: Settings) {
  const forks: LaneChange[] = []
  const refused: string[] = []
  for (const text of texts) {
    const change = readFork(text)
    if (change && goesWith(settings, change) && forks.length < FORKS.length) forks.push(change)
    else refused.push(text)
  }
  return { forks, refused }
}

export const writeFork = (change: LaneChange): string =>
  Object.entries(change)
    .map(([key, value]) => `${key}:${formatSetting(key as LaneKey, value as never)}`)
    .join(',') || EQUAL

/** What a link may give. */
export const LEGAL_FORKS: readonly string[] = [
  EQUAL,
  'estimator:score-function',
  'samples:4,baseline:leave-one-out',
]
