import { useLabState } from '../lab-context.tsx'
import { t } from '../messages/index.ts'

/** A hairline that fills in the course of an epoch. */
export function EpochProgress() {
  const share = useLabState(({ step, opened }) =>
    opened ? (step % opened.stepsPerEpoch) / opened.stepsPerEpoch : 0,
  )
  return (
    <div
      className="bar"
      role="progressbar"
      aria-label={t('epochProgress')}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
    >
      <span style={{ transform: `scaleX(${share})` }} />
    </div>
  )
}
