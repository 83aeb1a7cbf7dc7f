/** The next thing to try, by what is set now. A change that is refused is not offered. Pure. */
import { isEstimatorId, usesBaselines, type EstimatorId } from '../protocol/estimators.ts'
import { LIVE_KEYS, sameSetting, SETTINGS, settingConflict, type Settings } from '../protocol/settings.ts'
import type { SettingChange, Story, Suggestion } from './story.ts'

const MANY_SAMPLES = 16
/** A smaller rate is no cure any more. */
const LEAST_RATE = 1e-4

/** Whether each change goes with those before it, and one of them changes something. */
function isOpen(settings: Settings, change: SettingChange): boolean {
  let now: Settings = settings
  for (const [key, value] of change) {
    now = { ...now, [key]: value }
    if (settingConflict(now)) return false
  }
  return change.some(([key, value]) => settings[key] !== value)
}

const offered = (settings: Settings, suggestion: Suggestion): Suggestion | null =>
  isOpen(settings, suggestion.change) ? suggestion : null

export const switchTo = (settings: Settings, id: string): Suggestion | null =>
  isEstimatorId(id)
    ? offered(settings, { text: { key: 'nextSwitch', estimator: id }, change: [['estimator', id]] })
    : null

export const withBetaOne = (settings: Settings): Suggestion | null =>
  offered(settings, { text: { key: 'nextBeta' }, change: [['beta', 1]] })

const lowerRate = (settings: Settings): Suggestion | null =>
  settings.lr < LEAST_RATE
    ? null
    : offered(settings, {
        text: { key: 'nextRate' },
        change: [['lr', Math.max(SETTINGS.lr.min, Number((settings.lr / 3).toPrecision(2)))]],
      })

const isNoisy = (id: EstimatorId) => usesBaselines(id)

/** Against noise: a baseline, then samples, then a smaller rate. */
export function cureFor(settings: Settings): Suggestion | null {
  const { estimator, baseline, samples } = settings
  if (!isNoisy(estimator)) return null
  const withBaseline = offered(settings, { text: { key: 'nextBaseline' }, change: [['baseline', 'batch']] })
  if (baseline === 'none' && withBaseline) return withBaseline
  const withSamples = offered(settings, {
    text: { key: 'nextSamples', samples: MANY_SAMPLES },
    change: [
      ['samples', MANY_SAMPLES],
      ['baseline', 'leave-one-out'],
    ],
  })
  return (samples < MANY_SAMPLES && withSamples) || lowerRate(settings)
}

export const afterDivergence = lowerRate

/** In a duel: a lane without a difference first, then the noisiest one. */
const URGENT: readonly Suggestion['text']['key'][] = ['nextSwitch', 'nextBaseline', 'nextSamples', 'nextRate']

/** In a duel, of the newest of the lanes that need it most: against its noise or, if it is equal to the run, to be noisy. */
export function forLane({ settings, lanes }: Pick<Story, 'settings' | 'lanes'>): Suggestion | null {
  const open = lanes.toReversed().flatMap(({ lane, settings: own }) => {
    const isEqual = LIVE_KEYS.every((key) => sameSetting(key, own, settings))
    const next = cureFor(own) ?? (isEqual ? switchTo(own, 'score-function') : null)
    return next ? [{ ...next, lane }] : []
  })
  const urgency = ({ text }: Suggestion) => URGENT.indexOf(text.key)
  return open.toSorted((a, b) => urgency(a) - urgency(b))[0] ?? null
}
