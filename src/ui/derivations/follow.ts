/**
 * Which derivation belongs to what a person just did: a pure function of the lab's state before and after. A setting
 * that changed together with others came from a link or a file, and says nothing of what the person looks at, unless it
 * is the estimator.
 */
import { ESTIMATOR_IDS, metaOf } from '../../protocol/estimators.ts'
import { SETTING_KEYS, sameSetting, type SettingKey, type Settings } from '../../protocol/settings.ts'
import type { LatentView } from '../../store/latent/state.ts'
import type { LabState } from '../../store/state.ts'
import type { TurnedTo } from '../spotlight-view.ts'

const OF_SETTING: Readonly<Partial<Record<SettingKey, string>>> = {
  beta: 'autoencoder-and-beta',
  family: 'autoencoder-and-beta',
  kl: 'monte-carlo-kl',
  samples: 'monte-carlo',
  baseline: 'baselines',
  freeze: 'em',
  likelihood: 'likelihood-to-loss',
}

const OF_LATENT_VIEW: Readonly<Partial<Record<LatentView, string>>> = {
  posterior: 'evidence-and-gap',
  units: 'gaussian-kl',
}

const OF_VIEW: Readonly<Record<string, string>> = {
  'variance:againstL': 'monte-carlo',
  'variance:oneDimension': 'score-variance',
}
const OF_VARIANCE = 'measuring-variance'

/** Every derivation that anything leads to. */
export const FOLLOWED: readonly string[] = [
  ...new Set([
    ...ESTIMATOR_IDS.map((id) => metaOf(id).derivation),
    ...[OF_SETTING, OF_LATENT_VIEW, OF_VIEW].flatMap((table) => Object.values(table)),
  ]),
  OF_VARIANCE,
]

type Doing = Pick<LabState, 'settings' | 'latent' | 'measuring'>

function ofSettings(before: Settings, after: Settings): string | null {
  const changed = SETTING_KEYS.filter((key) => !sameSetting(key, before, after))
  if (changed.includes('estimator')) return metaOf(after.estimator).derivation
  const [only, ...others] = changed
  return (others.length === 0 && only && OF_SETTING[only]) || null
}

export function follow(before: Doing, after: Doing): string | null {
  if (before.settings !== after.settings) return ofSettings(before.settings, after.settings)
  if (before.latent.view !== after.latent.view) return OF_LATENT_VIEW[after.latent.view] ?? null
  if (after.measuring && !before.measuring)
    return after.measuring.what === 'against-samples' ? 'monte-carlo' : OF_VARIANCE
  return null
}

export const followView = (view: TurnedTo): string => OF_VIEW[view] ?? OF_VARIANCE
