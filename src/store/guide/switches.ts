/** Which switches of a link are due, and what the settings were without them. Pure. */
import { sameSetting, type LiveSettings, type Settings } from '../../protocol/settings.ts'
import type { Guide, Landed, LiveChange, Switch } from './state.ts'

const keysOf = (change: LiveChange) => Object.keys(change) as (keyof LiveSettings)[]

export const landedBy = (settings: Settings, { step, change }: Switch): Landed => ({
  step,
  change,
  before: Object.fromEntries(keysOf(change).map((key) => [key, settings[key]])),
})

/** Where training ends next, at the end that is wanted, at a switch or at a fork; 0 = nowhere. */
export function nextHalt(
  { switches, forks }: Pick<Guide, 'switches' | 'forks'>,
  { steps }: Pick<Settings, 'steps'>,
  step: number,
): number {
  const stops = [...switches, ...forks].map((one) => one.step)
  const ahead = [...stops, steps].filter((stop) => stop > step)
  return ahead.length > 0 ? Math.min(...ahead) : 0
}

/** The settings with which the run began: what the person has changed since a switch stays. */
export function unswitched(settings: Settings, landed: readonly Landed[]): Settings {
  let before = settings
  for (const { change, before: values } of landed.toReversed())
    for (const key of keysOf(change))
      if (sameSetting(key, before, { ...before, [key]: change[key] }))
        before = { ...before, [key]: values[key] }
  return before
}

/** Of the run that began with `first`, after a step. */
export const settingsAt =
  (first: Settings, switches: readonly Switch[]) =>
  (step: number): Settings =>
    switchedBy(first, switches, step).settings

/** The settings at a step of a run that began with `settings`, and the switches behind it. */
export function switchedBy(settings: Settings, switches: readonly Switch[], step: number) {
  const landed: Landed[] = []
  let now = settings
  for (const one of switches.filter((each) => each.step <= step)) {
    landed.push(landedBy(now, one))
    now = { ...now, ...one.change }
  }
  return { settings: now, landed }
}
