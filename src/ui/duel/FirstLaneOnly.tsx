/** Beside the heading of a panel that shows one lane, while there are others. */
import { useLabState } from '../lab-context.tsx'
import { t } from '../messages/index.ts'

export function FirstLaneOnly() {
  const hasLanes = useLabState(({ lanes }) => lanes.length > 0)
  return hasLanes && <p className="first-lane-only soft">{t('firstLaneOnly')}</p>
}
