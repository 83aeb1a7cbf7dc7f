/** Opens a chart large. What is behind it, the dialog and the drawing, is fetched when it is wanted. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { fetchedView } from '../fetched.tsx'
import { t } from '../messages/index.ts'
import type { DialogProps } from './ExploreDialog.tsx'
import type { Explored } from './figure.ts'
import './explore.css'

const Dialog = fetchedView<DialogProps>(
  () => import('./ExploreDialog.tsx').then((part) => part.ExploreDialog),
  () => t('explore'),
  null,
)

const Icon = () => (
  <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
    <path
      d="M9.5 2H14v4.5M14 2L9 7M6.5 14H2V9.5M2 14l5-5"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
    />
  </svg>
)

export function ExploreButton({ explored }: { explored: Explored }) {
  const [isOpen, setOpen] = useState(false)
  const latest = useRef(explored)
  useEffect(() => {
    latest.current = explored
  })
  const newest = useCallback(() => latest.current, [])
  const close = useCallback(() => setOpen(false), [])
  return (
    <>
      <button
        type="button"
        className="quiet explore-open"
        aria-label={t('exploreOf', { title: explored.title })}
        aria-haspopup="dialog"
        title={t('exploreHint')}
        onClick={() => setOpen(true)}
      >
        <Icon />
      </button>
      {isOpen && <Dialog newest={newest} onClose={close} />}
    </>
  )
}
