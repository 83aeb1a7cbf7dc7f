import { isRandom } from '../../protocol/settings.ts'
import { useLabState } from '../lab-context.tsx'
import { t } from '../messages/index.ts'

/** Before the first measurement: what will be here, and what brings it. */
export function EmptyVariance() {
  const isOpening = useLabState((state) => state.opening !== null)
  const isPoint = useLabState((state) => !isRandom(state.settings))
  if (isOpening) return <p className="soft" />
  return (
    <>
      <p className="empty-title">{t('varianceEmptyTitle')}</p>
      <p className="soft">{t(isPoint ? 'measurePoint' : 'varianceEmptyText')}</p>
    </>
  )
}
