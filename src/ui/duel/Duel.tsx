/** The lanes beside the run, fetched with the first fork. */
import { fetchedView } from '../fetched.tsx'
import { useLabState } from '../lab-context.tsx'
import { t } from '../messages/index.ts'

const LaneCards = fetchedView(
  () => import('./LaneCards.tsx').then((part) => part.LaneCards),
  () => t('duel'),
  null,
)

export function Duel() {
  const isThere = useLabState(({ lanes, guide }) => lanes.length + guide.forks.length > 0)
  return isThere && <LaneCards />
}
