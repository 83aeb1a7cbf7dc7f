/** Sends the live settings to the engine: one call at a time, the newest values win. */
import { createNewest } from '../waiting/newest.ts'
import { FIRST_LANE } from '../protocol/lanes.ts'
import {
  LIVE_KEYS,
  liveSettings,
  whenApplied,
  type LiveSettings,
  type SettingKey,
  type Settings,
} from '../protocol/settings.ts'
import type { Core } from './core.ts'
import { addMark, beginWith, placeMarks } from './history.ts'
import type { LabState } from './state.ts'

export const isLive = (key: SettingKey): key is keyof LiveSettings =>
  (LIVE_KEYS as readonly string[]).includes(key)

/** `settings` with the values of the model for what waits for a reset with another family. */
export function withoutWaiting(settings: Settings, applied: Settings): LiveSettings {
  const waiting = LIVE_KEYS.filter((key) => whenApplied(key, applied, settings) === 'reset')
  const present = Object.fromEntries(waiting.map((key) => [key, applied[key]])) as Partial<LiveSettings>
  return { ...liveSettings(settings), ...present }
}

/** Those of `live` that differ. */
export const changedOf = (before: LiveSettings | null, live: LiveSettings): Partial<LiveSettings> =>
  Object.fromEntries(
    Object.entries(live).filter(([key, value]) => before?.[key as keyof LiveSettings] !== value),
  )

/** The marks of what the engine took stand at the step at which it did, if the run is still the same. */
export function placeTaken(
  core: Core,
  asked: Pick<LabState, 'history'>,
  changed: Partial<LiveSettings>,
  taken: number,
  lane = FIRST_LANE,
): void {
  const { history, phase, step } = core.get()
  if (phase !== 'training' || history.current.id !== asked.history.current.id) return
  core.set({ history: placeMarks(history, changed, taken, lane), step: Math.max(step, taken) })
}

/** Changes of one setting within this time are one gesture, and leave one mark. */
const GESTURE_MS = 1500

export function createLiveSettings(core: Core) {
  let lastKey: SettingKey | null = null
  let lastAt = -Infinity

  /** The settings that the engine does not have yet, or null. */
  function missing(): LiveSettings | null {
    const { settings, applied, phase, opening } = core.get()
    if (!applied || opening || phase === 'none') return null
    const live = withoutWaiting(settings, applied)
    return LIVE_KEYS.some((key) => live[key] !== applied[key]) ? live : null
  }

  const sending = createNewest(async () => {
    const live = missing()
    if (!live) return
    try {
      const asked = core.get()
      const step = await core.engine.configure(live)
      const { applied } = core.get()
      if (applied) core.set({ applied: { ...applied, ...live } })
      placeTaken(core, asked, changedOf(asked.applied, live), step)
    } catch (thrown) {
      core.fail(thrown)
    }
  })

  function mark(key: keyof LiveSettings, settings: Settings, isApart = false): void {
    const { history, step, phase } = core.get()
    const now = core.now()
    const goesOn = !isApart && key === lastKey && now - lastAt < GESTURE_MS
    lastKey = isApart ? null : key
    lastAt = now
    if (phase === 'none') return
    if (step === 0 && phase !== 'training') return core.set({ history: beginWith(history, settings) })
    if (key !== 'probe')
      core.set({ history: addMark(history, { step, kind: key, value: settings[key] }, goesOn) })
  }

  return { sync: () => sending.ask(), mark }
}
