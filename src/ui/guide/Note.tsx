/** A teacher's sentence from the link, under the toolbar; and the ways out of a presentation and of a frame. */
import type { ReactNode } from 'react'
import type { Guide } from '../../store/guide/state.ts'
import { useLab, useLabState, useServices } from '../lab-context.tsx'
import { t } from '../messages/index.ts'

function LeavePresenting() {
  const lab = useLab()
  return (
    <button
      type="button"
      className="quiet note-way"
      onClick={() => lab.guide.choose({ isPresenting: false })}
    >
      {t('leavePresenting')}
    </button>
  )
}

const withoutFrame = (hash: string): string =>
  hash
    .split('&')
    .filter((part) => !part.startsWith('embed='))
    .join('&')

/** In a tab of its own, with the same settings; made when it is followed, since the address changes. */
function OpenWhole() {
  const { address } = useServices()
  return (
    <a
      className="quiet note-way"
      href="./"
      target="_blank"
      rel="noopener"
      onClick={({ currentTarget }) => {
        currentTarget.href = `./#${withoutFrame(address.hash())}`
      }}
    >
      {t('openWhole')} ↗
    </a>
  )
}

const wayOf = ({ isPresenting, embedded }: Guide): ReactNode => {
  if (embedded !== null) return <OpenWhole />
  return isPresenting ? <LeavePresenting /> : null
}

export function Note() {
  const guide = useLabState((state) => state.guide)
  const way = wayOf(guide)
  if (guide.note === null && way === null) return null
  return (
    <aside className="note" aria-label={t('note')}>
      <p className="note-text">{guide.note}</p>
      {way}
    </aside>
  )
}
