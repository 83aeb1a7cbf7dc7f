/**
 * While a model is being opened: what is done, how far it is, and a way out (back to the model that is there, past a
 * download, or to choose something else). A quick opening shows nothing; one that waits long for the browser says so.
 */
import { useEffect, useState } from 'react'
import { useLab, useLabState } from '../lab-context.tsx'
import { messages, t } from '../messages/index.ts'
import { ProgressBar } from './ProgressBar.tsx'

const PATIENCE_MS = 250
const LONG_MS = 8000

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
  const lasts = useLasts(opening !== null, PATIENCE_MS)
  const hasModel = useLabState((state) => state.phase !== 'none')
  const isLong = useLasts(opening?.task === 'backend', LONG_MS)
  if (!opening || !lasts) return null
  return (
    <div className="loading">
      <p>{messages.tasks[opening.task](opening)}</p>
      <ProgressBar progress={opening} label={t('loading')} />
      <button type="button" className="button" onClick={() => lab.cancel()}>
        {t('cancel')}
      </button>
      {opening.task === 'download' && !hasModel && <p className="soft">{t('cancelHint')}</p>}
      {isLong && <p className="soft">{t('loadingLong')}</p>}
    </div>
  )
}
