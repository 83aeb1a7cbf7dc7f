/**
 * Which settings are folded away: all but the four that the question is about, the estimator and the three ways to make its
 * noise matter less (a baseline, more samples, a smaller rate); and K and the noise dial, which stand there only where they are used.
 */
import {
  DEFAULT_SETTINGS,
  SETTING_KEYS,
  formatSetting,
  sameSetting,
  type SettingKey,
  type Settings,
} from '../../protocol/settings.ts'
import { format, messages, t } from '../messages/index.ts'

const IN_SIGHT: readonly SettingKey[] = ['estimator', 'baseline', 'samples', 'k', 'lr', 'dial']
/** Only a link has them. */
const ABOUT_THE_PAGE: readonly SettingKey[] = ['steps', 'autostart']

const FOLDED = SETTING_KEYS.filter((key) => !IN_SIGHT.includes(key) && !ABOUT_THE_PAGE.includes(key))

export const isFolded = (key: string): boolean => (FOLDED as readonly string[]).includes(key)

/** The folded settings that are not the defaults. */
export const changedFolded = (settings: Settings): readonly SettingKey[] =>
  FOLDED.filter((key) => !sameSetting(key, settings, DEFAULT_SETTINGS))

function valueOf(key: SettingKey, settings: Settings): string {
  const value = settings[key]
  if (typeof value === 'number') return key === 'seed' ? String(value) : format.short(value)
  if (key === 'dataset') return messages.datasets[settings.dataset]
  const names = (messages.choices as Readonly<Record<string, Readonly<Record<string, string>>>>)[key]
  return names?.[String(value)] ?? formatSetting(key, value as never)
}

/** A setting with its value, in words. */
export const toldSetting = (key: SettingKey, settings: Settings): string =>
  t('named', { name: messages.settings[key], phrase: valueOf(key, settings) })
