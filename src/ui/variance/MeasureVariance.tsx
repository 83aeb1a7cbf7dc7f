/** One place for a measurement's button and, while it goes on, its progress and the way out. */
import { isRandom } from '../../protocol/settings.ts'
import type { Measurement, Measuring } from '../../store/state.ts'
import { ProgressBar } from '../feedback/ProgressBar.tsx'
import { useLab, useLabState } from '../lab-context.tsx'
import { t } from '../messages/index.ts'

interface Props {
  readonly what: Measurement
  readonly label: string
  readonly onStart: () => void
  readonly isQuiet?: boolean
}

const wordsOf = ({ done, total, step }: Measuring): string =>
  total > 1 ? t('measuringProbes', { done, total }) : t('measuringDraws', step ?? { done: 0, total: 0 })

/** Whole measurements, and of the one under way its share. */
function progressOf({ done, total, step }: Measuring) {
  const share = step && step.total > 0 ? step.done / step.total : 0
  return { task: 'variance' as const, done: done + share, total }
}

export function MeasureVariance({ what, label, onStart, isQuiet = false }: Props) {
  const lab = useLab()
  const measuring = useLabState((state) => state.measuring)
  const isPoint = useLabState((state) => !isRandom(state.settings))
  const isIdle = useLabState((state) => state.phase !== 'none' && state.measuring === null)
  const isPossible = isIdle && !isPoint
  const reason = measuring ? t('measureBusy') : isPoint ? t('measurePoint') : undefined
  if (measuring?.what !== what)
    return (
      <button
        type="button"
        className={isQuiet ? 'quiet' : 'button'}
        aria-disabled={!isPossible}
        title={reason}
        onClick={() => isPossible && onStart()}
      >
        {label}
      </button>
    )
  return (
    <div className="evaluating">
      <div>
        <span className="soft">{wordsOf(measuring)}</span>
        <ProgressBar progress={progressOf(measuring)} label={t('measuring')} />
      </div>
      <button type="button" className="quiet" onClick={() => lab.cancelMeasuring()}>
        {t('cancel')}
      </button>
    </div>
  )
}
