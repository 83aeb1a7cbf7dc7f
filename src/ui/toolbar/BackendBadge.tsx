import { Toolbar } from 'radix-ui'
import type { BackendInfo } from '../../protocol/engine.ts'
import { useLab, useLabState } from '../lab-context.tsx'
import { format, messages, t } from '../messages/index.ts'
import { Badge } from './Badge.tsx'

function Measured({ backend, asked }: { backend: BackendInfo; asked: boolean }) {
  if (backend.isAssumed && !asked) return <p>{t('backendAssumed')}</p>
  if (backend.measured.length === 0) return <p>{t(asked ? 'backendAsked' : 'backendOnly')}</p>
  return (
    <>
      <p>{t('backendMeasured')}</p>
      <table className="measured">
        <tbody>
          {backend.measured.map(({ name, stepsPerSecond }) => (
            <tr key={name} data-used={name === backend.name || undefined}>
              <th scope="row">{messages.choices.backend[name]}</th>
              <td>{format.fixed(stepsPerSecond, 1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

/** Where something could not be loaded. A run that trains goes on, after a moment. */
function Retry() {
  const lab = useLab()
  const isBusy = useLabState((state) => state.opening !== null)
  return (
    <Toolbar.Button
      className="quiet"
      title={t('backendRetry')}
      aria-busy={isBusy}
      onClick={() => void (isBusy || lab.retryBackend())}
    >
      {t('tryAgain')}
    </Toolbar.Button>
  )
}

export function BackendBadge() {
  const backend = useLabState((state) => state.opened?.backend)
  const asked = useLabState((state) => state.applied?.backend !== 'auto')
  const parameters = useLabState((state) => state.opened?.parameters)
  if (!backend) return <span className="badge soft">{t('backendNone')}</span>
  const { name } = backend
  const detail = t('backendDetail', { detail: backend.detail })
  return (
    <>
      <Badge
        label={t('backendBadge', { name: messages.choices.backend[name], detail })}
        more={
          <>
            <Measured backend={backend} asked={asked} />
            {parameters !== undefined && <p>{t('parameters', { count: parameters })}</p>}
          </>
        }
      >
        <span className="badge-dot" />
        <span data-testid="backend">{name}</span>
        {detail && <span className="badge-detail"> · {detail}</span>}
      </Badge>
      {backend.isMakeshift && <Retry />}
    </>
  )
}
