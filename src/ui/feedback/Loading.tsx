/**
 * While a model is being opened: what is done, how far it is, and a way out where there is one (back to the model that
 * is there, or past a download). A quick opening shows nothing.
 */
import { useEffect, useState } from 'react'
import { useLab, useLabState } from '../lab-context.tsx'
import { messages, t } from '../messages/index.ts'
import { ProgressBar } from './ProgressBar.tsx'

const PATIENCE_MS = 250

function useLasts(isOn: boolean, ms: number): boolean {
  const [lasts, setLasts] = useState(false)
  useEffect(() => {
    if (!isOn) return
    const timer = setTimeout(() => setLasts(true), ms)
    return () => {
      clearTimeout(timer)
      setLasts(false)
    }
  }, [isOn, ms])
  return isOn && lasts
}

export function Loading() {
  const lab = useLab()
  const opening = useLabState((state) => state.opening)
  const hasModel = useLabState((state) => state.phase !== 'none')
  const lasts = useLasts(opening !== null, PATIENCE_MS)
  if (!opening || !lasts) return null
  return (
    <div className="loading">
      <p>{messages.tasks[opening.task](opening)}</p>
      <ProgressBar progress={opening} label={t('loading')} />
      {(hasModel || opening.task !== 'generate') && (
        <button type="button" className="button" onClick={() => lab.cancel()}>
          {t('cancel')}
        </button>
      )}
      {opening.task === 'download' && <p className="soft">{t('cancelHint')}</p>}
    </div>
  )
}
