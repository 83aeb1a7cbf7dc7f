/**
 * The runs behind the faint lines and the marks in the chart, as soon as there is one of either: in what the runs
 * differed, how far they came, how good they were.
 */
import { elboOf } from '../../protocol/metrics.ts'
import { DEFAULT_SETTINGS, SETTING_KEYS, formatSetting, sameSetting } from '../../protocol/settings.ts'
import { marksInForce, type History, type RecordedRun } from '../../store/history.ts'
import type { LabState } from '../../store/state.ts'
import { Age, Aged } from '../aged/Aged.tsx'
import { useLab, useLabStateEvery } from '../lab-context.tsx'
import { format, messages, t } from '../messages/index.ts'

/** Of what happened on the way, the last few. */
const MARKS_TOLD = 3

const ABOUT_THE_PAGE = ['steps', 'autostart', 'backend', 'kernels', 'probe']

const differences = (run: RecordedRun): string => {
  const { settings } = run
  const fromTheStart = SETTING_KEYS.filter(
    (key) => !ABOUT_THE_PAGE.includes(key) && !sameSetting(key, settings, DEFAULT_SETTINGS),
  ).map((key) => `${key}=${formatSetting(key, settings[key])}`)
  const later = marksInForce(run).map(({ kind, value, step }) =>
    kind === 'diverged'
      ? t('atStepMark', { mark: messages.marks[kind](), step })
      : t('runMark', { mark: messages.marks[kind]({ value }), step }),
  )
  return [fromTheStart.join(' '), ...later.slice(-MARKS_TOLD)].filter(Boolean).join(t('comma'))
}

/** The newest bound, or, of an autoencoder, which has none, the reconstruction, named as such. */
function heldOut({ evaluations }: RecordedRun): string {
  const last = evaluations.at(-1)
  if (!last) return '–'
  const elbo = elboOf(last)
  return elbo === null ? t('runRecon', { recon: last.recon }) : format.fixed(elbo, 1)
}

function RunRow({ run, isCurrent }: { run: RecordedRun; isCurrent: boolean }) {
  const lab = useLab()
  const use = () => lab.apply({ settings: run.settings, problems: [], conflicts: [] })
  return (
    <tr data-current={isCurrent || undefined}>
      <th scope="row">
        <span className="swatch" />
        {isCurrent ? t('runNow') : t('runName', { number: run.id })}
      </th>
      <td className="run-settings">{differences(run) || t('runDefault')}</td>
      <td>{format.integer(run.rows.at(-1)?.step ?? 0)}</td>
      <td>
        <Aged className="run-value" step={run.evaluations.at(-1)?.step} run={run.id}>
          {heldOut(run)}
          <Age isBrief />
        </Aged>
      </td>
      <td>
        {!isCurrent && (
          <button
            type="button"
            className="quiet"
            aria-label={t('runUseNamed', { number: run.id })}
            title={t('runUse')}
            onClick={use}
          >
            ↺
          </button>
        )}
      </td>
    </tr>
  )
}

const historyOf = ({ history }: LabState): History => history

export function Runs() {
  const { current, earlier } = useLabStateEvery(500, historyOf)
  const { run, settings, steps, elbo } = messages.runColumns
  if (earlier.length === 0 && marksInForce(current).length === 0) return null
  return (
    <table className="runs">
      <caption className="heading">{t('runs')}</caption>
      <thead>
        <tr>
          <th scope="col">{run}</th>
          <th scope="col">{settings}</th>
          <th scope="col">{steps}</th>
          <th scope="col">{elbo}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {[current, ...earlier].map((one) => (
          <RunRow key={one.id} run={one} isCurrent={one === current} />
        ))}
      </tbody>
    </table>
  )
}
