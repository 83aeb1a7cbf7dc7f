/** The lanes beside the run, fetched with the first fork. */
import { fetchedView } from '../fetched.tsx'
import { useLabState } from '../lab-context.tsx'
import { t } from '../messages/index.ts'

const Lanes = fetchedView(
  () => import('./Lanes.tsx').then((part) => part.Lanes),
  () => t('duel'),
  null,
)

export function Duel() {
  const isThere = useLabState(({ lanes }) => lanes.length > 0)
  return isThere && <Lanes />
}
