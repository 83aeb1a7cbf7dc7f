import type { ReactNode } from 'react'
import { isRandom } from '../../protocol/settings.ts'
import { useLabState } from '../lab-context.tsx'
import { t } from '../messages/index.ts'

interface Props {
  readonly title: string
  readonly text: string
  /** What brings it. */
  readonly children: ReactNode
}

/** In place of a view that is measured only when asked for. */
export const EmptyView = ({ title, text, children }: Props) => (
  <div className="stage" data-empty>
    <div className="empty empty-view">
      <p className="empty-title">{title}</p>
      <p className="soft">{text}</p>
      {children}
    </div>
  </div>
)

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
