/** The mathematics beside the experiment. The panel is there at once; what is in it comes when the page can be used. */
import { startTransition, useCallback, useEffect, useRef, useState } from 'react'
import { t } from '../messages/index.ts'
import { listenToPointing } from '../spotlight-events.ts'
import './derivations.css'
import './print.css'
import type { Reader } from './Reader.tsx'

/** The faces may still be under way after this; they are shown when they come. */
const FONT_PATIENCE_MS = 1000

interface Loaded {
  readonly Reader: typeof Reader
}

async function load(): Promise<Loaded> {
  const { Reader, mathFonts } = await import('./Reader.tsx')
  await mathFonts(FONT_PATIENCE_MS)
  return { Reader }
}

/** When the browser has nothing more urgent to do; soon, where it does not tell. */
function whenIdle(work: () => void): () => void {
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(work, 200)
    return () => clearTimeout(timer)
  }
  const idle = requestIdleCallback(work, { timeout: 2000 })
  return () => cancelIdleCallback(idle)
}

function useReader() {
  const [loaded, setLoaded] = useState<Loaded | 'failed' | null>(null)
  const begin = useCallback(() => {
    setLoaded(null)
    load().then(
      (reader) => startTransition(() => setLoaded(reader)),
      () => setLoaded('failed'),
    )
  }, [])
  useEffect(() => whenIdle(begin), [begin])
  return { loaded, begin }
}

function Waiting({ hasFailed, onRetry }: { hasFailed: boolean; onRetry: () => void }) {
  return (
    <>
      <div className="panel-head">
        <h2 className="heading">{t('derivations')}</h2>
      </div>
      <p className="soft">{t(hasFailed ? 'derivationsFailed' : 'derivationsLoading')}</p>
      {hasFailed && (
        <button type="button" className="button" onClick={onRetry}>
          {t('derivationsRetry')}
        </button>
      )}
    </>
  )
}

export function Derivations() {
  const panel = useRef<HTMLElement>(null)
  const { loaded, begin } = useReader()
  useEffect(() => listenToPointing(document), [])
  return (
    <section className="panel derivations" aria-label={t('derivations')} id="panel-derivations" ref={panel}>
      {loaded && loaded !== 'failed' ? (
        <loaded.Reader panel={panel} />
      ) : (
        <Waiting hasFailed={loaded === 'failed'} onRetry={begin} />
      )}
    </section>
  )
}
