/** Sends the live settings to the engine: one call at a time, the newest values win. */
import { createNewest } from '../waiting/newest.ts'
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

export const isLive = (key: SettingKey): key is keyof LiveSettings =>
  (LIVE_KEYS as readonly string[]).includes(key)

/** `settings` with the values of the model for what waits for a reset with another family. */
export function withoutWaiting(settings: Settings, applied: Settings): LiveSettings {
  const waiting = LIVE_KEYS.filter((key) => whenApplied(key, applied, settings) === 'reset')
  const present = Object.fromEntries(waiting.map((key) => [key, applied[key]])) as Partial<LiveSettings>
  return { ...liveSettings(settings), ...present }
}

/** Those of `live` that differ. */
const changedOf = (before: LiveSettings | null, live: LiveSettings): Partial<LiveSettings> =>
  Object.fromEntries(
    Object.entries(live).filter(([key, value]) => before?.[key as keyof LiveSettings] !== value),
  )

/**
 * Sends what the engine is to train with instead of `before`. While it trains, the marks of what has changed stand at the step at
 * which it took it, if the run is still the same.
 */
export async function sendLive(
  { engine, get, set }: Core,
  before: LiveSettings | null,
  live: LiveSettings,
  lane?: number,
): Promise<void> {
  const asked = get().history.current.id
  const taken = await engine.configure(live, lane)
  const { history, phase, step } = get()
  if (phase !== 'training' || history.current.id !== asked) return
  set({
    history: placeMarks(history, changedOf(before, live), taken, lane),
    step: Math.max(step, taken),
  })
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
      await sendLive(core, core.get().applied, live)
      const { applied } = core.get()
      if (applied) core.set({ applied: { ...applied, ...live } })
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
