/** All saved runs that could go on here, how much room they take, and how they are deleted. */
import { useEffect, useRef, type KeyboardEvent } from 'react'
import type { RunSummary } from '../../store/checkpoints/state.ts'
import { useLab, useLabState } from '../lab-context.tsx'
import { t } from '../messages/index.ts'
import { TwoStep } from './TwoStep.tsx'

const NONE: readonly RunSummary[] = []

const total = (runs: readonly RunSummary[]): number => runs.reduce((sum, { bytes = 0 }) => sum + bytes, 0)

/** The focus is on the heading, and goes back to where it was. */
function useFocusWithin() {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const before = document.activeElement
    heading.current?.focus()
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return heading
}

function Item({ run, onDelete }: { run: RunSummary; onDelete: () => void }) {
  const { checkpoints } = useLab()
  return (
    <li>
      <p>{t('savedRun', run)}</p>
      {run.isUnreadable && <p className="soft">{t('savedRunUnreadable')}</p>}
      <p className="shelf-size">{run.bytes !== undefined && t('savedRunSize', { bytes: run.bytes })}</p>
      <p className="shelf-actions">
        <button
          type="button"
          className="quiet"
          aria-label={t('resumeRun', run)}
          onClick={() => void checkpoints.resume(run.id)}
        >
          {t('resume')}
        </button>
        <TwoStep name={t('deleteRun', run)} label={t('delete')} sure={t('deleteForGood')} onSure={onDelete} />
      </p>
    </li>
  )
}

export function SavedRunList() {
  const { checkpoints } = useLab()
  const runs = useLabState((state) => state.checkpoints.shelf) ?? NONE
  const fileBytes = useLabState((state) => state.checkpoints.fileBytes)
  const heading = useFocusWithin()

  function remove(list: readonly RunSummary[]): void {
    heading.current?.focus()
    void checkpoints.remove(list.map(({ id }) => id))
  }
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') checkpoints.closeShelf()
  }
  return (
    <section className="saved-runs shelf" aria-labelledby="shelf-title" onKeyDown={onKeyDown}>
      <h2 className="heading" id="shelf-title" tabIndex={-1} ref={heading}>
        {t('savedRuns')}
      </h2>
      <p className="soft">
        {t('shelfHint', { runs: runs.length, bytes: total(runs) + fileBytes })}
        {runs.length > 0 && `${t('space')}${t('shelfNote')}`}
      </p>
      <ul>
        {runs.map((run) => (
          <Item key={run.id} run={run} onDelete={() => remove([run])} />
        ))}
      </ul>
      <p className="saved-runs-choices">
        <button type="button" className="quiet" onClick={() => checkpoints.closeShelf()}>
          {t('close')}
        </button>
        {runs.length > 1 && (
          <TwoStep
            name={t('deleteAll')}
            label={t('deleteAll')}
            sure={t('deleteForGood')}
            onSure={() => remove(runs)}
          />
        )}
      </p>
    </section>
  )
}
