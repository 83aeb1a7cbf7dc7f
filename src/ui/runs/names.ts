/** What runs are called, and in what they differ. */
import {
  DEFAULT_SETTINGS,
  SETTING_KEYS,
  formatSetting,
  sameSetting,
  type SettingKey,
  type Settings,
} from '../../protocol/settings.ts'
import { elboOf } from '../../protocol/metrics.ts'
import { marksInForce, type RecordedRun } from '../../store/history.ts'
import { format, messages, t } from '../messages/index.ts'

export const runName = ({ name, number }: Pick<RecordedRun, 'name' | 'number'>): string =>
  name || t('runName', { number })

/** As part of a file's name. */
export const fileNameOf = (run: Pick<RecordedRun, 'name' | 'number'>): string =>
  runName(run)
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')

const ABOUT_THE_PAGE: readonly SettingKey[] = ['steps', 'autostart', 'backend', 'kernels', 'probe']

/** The settings that are not the same in all of them; of a single run, those that are not the defaults. */
export function differingKeys(runs: readonly Pick<RecordedRun, 'settings'>[]): readonly SettingKey[] {
  const all: readonly Settings[] = runs.map(({ settings }) => settings)
  const [first = DEFAULT_SETTINGS, ...others] = all.length === 1 ? [DEFAULT_SETTINGS, ...all] : all
  return SETTING_KEYS.filter(
    (key) => !ABOUT_THE_PAGE.includes(key) && others.some((other) => !sameSetting(key, first, other)),
  )
}

/** Of what happened on the way, the last few. */
const MARKS_TOLD = 3

/** A run's own values of these settings, and what was changed while it trained. */
export function toldSettings(run: RecordedRun, keys: readonly SettingKey[]): string {
  const atFirst = keys.map((key) => `${key}=${formatSetting(key, run.settings[key])}`)
  const later = marksInForce(run).map(({ kind, value, step }) =>
    kind === 'diverged'
      ? t('atStepMark', { mark: messages.marks[kind](), step })
      : t('runMark', { mark: messages.marks[kind]({ value }), step }),
  )
  return [atFirst.join(' '), ...later.slice(-MARKS_TOLD)].filter(Boolean).join(t('comma'))
}

/** The newest bound, or, of an autoencoder, which has none, the reconstruction, named as such. */
export function toldHeldOut({ evaluations }: Pick<RecordedRun, 'evaluations'>): string {
  const last = evaluations.at(-1)
  if (!last) return '–'
  const elbo = elboOf(last)
  return elbo === null ? t('runRecon', { recon: last.recon }) : format.fixed(elbo, 1)
}
