/**
 * What yields where settings are legal alone but not together. In a link, what was not named yields to what was; on the page,
 * a family or an objective that is chosen brings along what goes with it. Pure.
 */
import { acceptsSamples, estimatorsFor, isAble, metaOf, missingBound } from '../protocol/estimators.ts'
import type { Notice } from '../protocol/errors.ts'
import { OBJECTIVE_IDS } from '../protocol/objectives.ts'
import {
  DEFAULT_SETTINGS,
  SETTINGS,
  SETTING_KEYS,
  WIDEST_CODE,
  drawsOf,
  formatSetting,
  sameSetting,
  settingConflict,
  type SettingConflict,
  type SettingKey,
  type Settings,
} from '../protocol/settings.ts'

type Yield = (settings: Settings, named: readonly SettingKey[]) => Partial<Settings>

const byDefault =
  (key: SettingKey): Yield =>
  () => ({ [key]: DEFAULT_SETTINGS[key] })

/** The first estimator that the latents can be trained with. */
const anEstimator: Yield = (settings) => ({ estimator: estimatorsFor(settings)[0] ?? settings.estimator })

/** Which setting yields in a link or a file, and to what. What was not named yields to what was. */
const YIELDS: Readonly<Record<SettingConflict['code'], Yield>> = {
  'code-too-wide'({ latent }) {
    const least = SETTINGS.classes.min
    const latents = Math.min(latent, Math.floor(WIDEST_CODE / least))
    return { latent: latents, classes: Math.max(least, Math.floor(WIDEST_CODE / latents)) }
  },
  'too-many-states': anEstimator,
  'leave-one-out-needs-two-samples': byDefault('baseline'),
  'estimator-needs-another-family'(settings, named) {
    const { family } = DEFAULT_SETTINGS
    const isKept = named.includes('estimator') && isAble(settings.estimator, { ...settings, family })
    return isKept ? { family } : anEstimator(settings, named)
  },
  'estimator-needs-another-objective'(settings, named) {
    const objective = OBJECTIVE_IDS.find((id) => missingBound(settings.estimator, id) === null)
    const isKept = named.includes('estimator') && !named.includes('objective') && objective !== undefined
    return isKept ? { objective } : anEstimator(settings, named)
  },
  'estimator-needs-larger-k': ({ estimator }) => ({ k: metaOf(estimator).leastK }),
  'landing-needs-one-draw': byDefault('kl'),
  'too-many-draws': ({ k }) => ({ samples: Math.floor(SETTINGS.samples.max / k) }),
  'estimator-needs-other-samples': byDefault('estimator'),
  'estimator-without-kl-mode': byDefault('kl'),
  'noise-needs-another-family': byDefault('noise'),
  'estimator-has-pairs': byDefault('noise'),
  'pairs-need-even-samples'(settings, named) {
    const samples = settings.samples + 1
    const isPossible = !named.includes('samples') && drawsOf({ ...settings, samples }) <= SETTINGS.samples.max
    return isPossible && acceptsSamples(settings.estimator, samples) ? { samples } : { noise: 'independent' }
  },
  'leave-one-out-needs-independent-draws': byDefault('baseline'),
  'estimator-without-baseline': byDefault('baseline'),
}

/** Settings that go together, and what did not. */
export function together(given: Settings, named: readonly SettingKey[]) {
  let settings = given
  const conflicts: SettingConflict[] = []
  for (let found = settingConflict(settings); found; found = settingConflict(settings)) {
    conflicts.push(found)
    settings = { ...settings, ...YIELDS[found.code](settings, named) }
  }
  return { settings, conflicts }
}

/**
 * The choice of one of these brings along what goes with it: what would have to be chosen first may be impossible before it,
 * or its control may not be there yet.
 */
const BRINGS: readonly SettingKey[] = ['family', 'objective']

/** The settings with another value of one of them, and the others that changed with it. What can stay stays. */
export function withCompany<K extends SettingKey>(before: Settings, key: K, value: Settings[K]) {
  const wanted = { ...before, [key]: value }
  const settings = BRINGS.includes(key) ? together(wanted, [key]).settings : wanted
  return { settings, brought: SETTING_KEYS.filter((one) => !sameSetting(one, settings, wanted)) }
}

/** Tells what changed beside a setting; null if nothing did but the estimator, which is announced as when it is chosen. */
export function broughtAlong(
  key: SettingKey,
  settings: Settings,
  brought: readonly SettingKey[],
): Notice | null {
  const others = brought.filter((one) => one !== 'estimator')
  if (others.length === 0) return null
  const pairs = others.map((one) => `${one}=${formatSetting(one, settings[one])}`)
  return {
    code: 'brought-along',
    params: { choice: formatSetting(key, settings[key]), brought: pairs.join(' ') },
  }
}
