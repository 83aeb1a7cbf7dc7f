/**
 * Offers to go on with the runs that were saved when the page was left. Nothing happens unless the person decides. All of
 * them, and what room they take: SavedRunList.tsx.
 */
import { useLab, useLabState } from '../lab-context.tsx'
import { t } from '../messages/index.ts'
import { SavedRunList } from './SavedRunList.tsx'

/** More would be a list to study, not an offer. */
const SHOWN = 3

export function SavedRuns() {
  const { checkpoints } = useLab()
  const offered = useLabState((state) => state.checkpoints.offered)
  const isShelfOpen = useLabState((state) => state.checkpoints.shelf !== null)
  if (isShelfOpen) return <SavedRunList />
  if (offered.length === 0) return null
  return (
    <section className="saved-runs" aria-label={t('savedRuns')}>
      <p className="soft">{t('savedRunsHint')}</p>
      <ul>
        {offered.slice(0, SHOWN).map((run) => (
          <li key={run.id}>
            <button type="button" className="button" onClick={() => void checkpoints.resume(run.id)}>
              {t('resumeRun', run)}
            </button>
          </li>
        ))}
      </ul>
      <p className="saved-runs-choices">
        <button
          type="button"
          className="quiet"
          title={t('startFreshHint')}
          onClick={() => checkpoints.startFresh()}
        >
          {t('startFresh')}
        </button>
        <button type="button" className="quiet" onClick={() => void checkpoints.openShelf()}>
          {t('allSavedRuns')}
        </button>
      </p>
    </section>
  )
}
