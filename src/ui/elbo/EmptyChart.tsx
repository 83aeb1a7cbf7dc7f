import { useLabState } from '../lab-context.tsx'
import { t } from '../messages/index.ts'

/** Before there is a curve: what will be here, and what brings it. Loading has its own words. */
export function EmptyChart() {
  const isOpening = useLabState((state) => state.opening !== null)
  if (isOpening) return null
  return (
    <div className="empty">
      <p className="empty-title">{t('emptyTitle')}</p>
      <p className="soft">{t('emptyText')}</p>
    </div>
  )
}
