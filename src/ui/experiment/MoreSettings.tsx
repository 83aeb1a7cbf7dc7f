/** The settings that are folded away, one click from those that matter; what is changed among them is told all the same. */
import type { ReactNode } from 'react'
import { pendingReset } from '../../store/state.ts'
import { keptFlag } from '../kept-flag.ts'
import { useLabState } from '../lab-context.tsx'
import { t } from '../messages/index.ts'
import { useLit } from '../spotlight.ts'
import { changedFolded, isFolded, toldSetting } from './folded.ts'

const useIsOpen = keptFlag('more-settings', false)

/** A term of a formula points at a setting that is out of sight. */
function useIsPointedAt(): boolean {
  const { places } = useLit()
  return [...places].some((place) => place.startsWith('setting:') && isFolded(place.slice('setting:'.length)))
}

function Changed() {
  const settings = useLabState((state) => state.settings)
  const waiting = useLabState((state) => pendingReset(state).length)
  const changed = changedFolded(settings)
  return (
    <>
      {changed.length > 0 && (
        <ul className="more-changed" aria-label={t('moreChanged')}>
          {changed.map((key) => (
            <li key={key}>{toldSetting(key, settings)}</li>
          ))}
        </ul>
      )}
      {waiting > 0 && <p className="row-note">{t('pendingCount', { count: waiting })}</p>}
    </>
  )
}

export function MoreSettings({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useIsOpen()
  const isLit = useIsPointedAt()
  return (
    <section className="more" data-open={isOpen}>
      <button
        type="button"
        className="quiet more-button"
        aria-expanded={isOpen}
        aria-controls="more-settings"
        data-lit={(isLit && !isOpen) || undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {t(isOpen ? 'fewerSettings' : 'moreSettings')}
      </button>
      {!isOpen && <Changed />}
      <div className="more-settings" id="more-settings" hidden={!isOpen}>
        {children}
      </div>
    </section>
  )
}
