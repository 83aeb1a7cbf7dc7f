/** How many measurements this run has, and whether they take more of the time than they were given. */
import { useLabState } from '../lab-context.tsx'
import { t } from '../messages/index.ts'

export function Measurements() {
  const count = useLabState(({ probing }) => probing.count)
  const taken = useLabState(({ probing }) => probing.overShare)
  const percent = useLabState(({ settings }) => settings.probe)
  const isOver = taken !== null && percent > 0
  return (
    <p className="measurements soft">
      <span data-testid="probe-count">{count}</span> {t('measurements', { count })}
      {isOver && t('measurementsOver', { taken, share: percent / 100 })}
    </p>
  )
}
