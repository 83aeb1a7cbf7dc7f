/** The runs beside each other: in what they differ, how far they came, how good they were, and at which step. */
import { useLab } from '../lab-context.tsx'
import type { SettingKey } from '../../protocol/settings.ts'
import type { RecordedRun } from '../../store/history.ts'
import { format, messages, t } from '../messages/index.ts'
import { differingKeys, runName, toldHeldOut, toldSettings } from './names.ts'

interface RowProps {
  readonly run: RecordedRun
  readonly keys: readonly SettingKey[]
  readonly isCurrent: boolean
}

function Row({ run, keys, isCurrent }: RowProps) {
  const lab = useLab()
  const evaluatedAt = run.evaluations.at(-1)?.step
  return (
    <tr data-run={isCurrent ? 'current' : run.colour}>
      <th scope="row">
        <span className="swatch" />
        {runName(run)}
      </th>
      <td className="run-settings">{toldSettings(run, keys) || t('runDefault')}</td>
      <td>{format.integer(run.rows.at(-1)?.step ?? 0)}</td>
      <td>
        {toldHeldOut(run)}
        {evaluatedAt !== undefined && <span className="soft"> {t('runAtStep', { step: evaluatedAt })}</span>}
      </td>
      <td>
        {!isCurrent && (
          <button
            type="button"
            className="quiet"
            aria-label={t('runUseNamed', { name: runName(run) })}
            title={t('runUse')}
            onClick={() => lab.runs.use(run.id)}
          >
            ↺
          </button>
        )}
      </td>
    </tr>
  )
}

/** `runs`: the present one first. */
export function RunsTable({ runs }: { runs: readonly RecordedRun[] }) {
  const { run, settings, steps, elbo } = messages.runColumns
  const keys = differingKeys(runs)
  return (
    <table className="runs-table">
      <caption className="heading">{t('runsCompared')}</caption>
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
        {runs.map((one, i) => (
          <Row key={one.id} run={one} keys={keys} isCurrent={i === 0} />
        ))}
      </tbody>
    </table>
  )
}
