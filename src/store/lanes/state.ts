/** The lanes beside the first as the page wants them; their curves are the run's (curves.ts). */
import { FORKS } from '../../protocol/lanes.ts'
import {
  LIVE_KEYS,
  liveSettings,
  sameSetting,
  settingConflict,
  whenApplied,
  type LiveSettings,
  type Settings,
} from '../../protocol/settings.ts'

export interface LaneState {
  readonly lane: number
  /** After which it leaves the run when that begins anew; 0: as soon as there is a model. */
  readonly step: number
  /** The settings wanted; they reach the engine at once. */
  readonly live: LiveSettings
}

/** What a lane has otherwise than the run. The probe is the same for all. */
export type LaneChange = Partial<Omit<LiveSettings, 'probe'>>

/** A lane that leaves the run after this step. */
export interface Fork {
  readonly step: number
  readonly change: LaneChange
}

export const LANE_KEYS = LIVE_KEYS.filter((key) => key !== 'probe')

/** The settings of a lane, as far as they go with the model; else those of the run. */
export function laneLive(settings: Settings, change: LaneChange): LiveSettings {
  const wanted = { ...settings, ...change }
  const family = whenApplied('family', settings, wanted) === 'live' ? wanted.family : settings.family
  const live = liveSettings({ ...wanted, family, probe: settings.probe })
  return settingConflict({ ...settings, ...live }) ? liveSettings(settings) : live
}

export function laneChange(settings: Settings, live: LiveSettings): LaneChange {
  const own = { ...settings, ...live }
  const keys = LANE_KEYS.filter((key) => !sameSetting(key, own, settings))
  return Object.fromEntries(keys.map((key) => [key, live[key]]))
}

/** The lowest number that no lane has; null if there are as many as there may be. */
export const nextLane = (lanes: readonly LaneState[]): number | null =>
  FORKS.find((lane) => !lanes.some((one) => one.lane === lane)) ?? null

/** Whether a lane can be added to those that are there and those that are still to leave. */
export const isRoom = (lanes: readonly LaneState[], toCome: readonly Fork[]): boolean =>
  lanes.length + toCome.length < FORKS.length

/** As a link names them. */
export const lanesFrom = (settings: Settings, changes: readonly LaneChange[]): readonly LaneState[] =>
  changes.slice(0, FORKS.length).map((change, i) => ({
    lane: FORKS[i]!,
    step: 0,
    live: laneLive(settings, change),
  }))

/** `settingsAt`: of the run after a step. */
export const forksOf = (lanes: readonly LaneState[], settingsAt: (step: number) => Settings): Fork[] =>
  lanes.map(({ step, live }) => ({ step, change: laneChange(settingsAt(step), live) }))

export const byStep = (forks: readonly Fork[]): readonly Fork[] => forks.toSorted((a, b) => a.step - b.step)
