/** The mathematics beside the experiment. The panel is there at once; what is in it comes when the page can be used. */
import {
  startTransition,
  useCallback,
  useEffect,
  useRef,
  useState,
  type ReactNode,
  type RefObject,
} from 'react'
import { Boundary } from '../failure/Boundary.tsx'
import { FetchFailure, fetchStylesAgain, type Fetched } from '../fetched.tsx'
import { partInTime } from '../../store/part-in-time.ts'
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
  const [fetched, setFetched] = useState<Fetched<Loaded>>(null)
  const [tries, setTries] = useState(0)
  const begin = useCallback(() => {
    const show = (value: Loaded) => startTransition(() => setFetched({ value }))
    partInTime(load(), show).then(show, (error: unknown) => setFetched({ failed: { error, tries } }))
  }, [tries])
  useEffect(() => whenIdle(begin), [begin])
  const again = useCallback(() => {
    fetchStylesAgain()
    setFetched(null)
    setTries((before) => before + 1)
  }, [])
  return { fetched, again }
}

/** Under the panel's heading, which the reader brings with it. */
const Headed = ({ children }: { children: ReactNode }) => (
  <>
    <div className="panel-head">
      <h2 className="heading">{t('derivations')}</h2>
    </div>
    {children}
  </>
)

function Reading({ panel }: { panel: RefObject<HTMLElement | null> }) {
  const { fetched, again } = useReader()
  const [part, what] = [t('derivations'), t('derivationsFailed')]
  if (!fetched)
    return (
      <Headed>
        <p className="soft">{t('derivationsLoading')}</p>
      </Headed>
    )
  if ('value' in fetched)
    return (
      <Boundary part={part} frame={(failure) => <Headed>{failure}</Headed>}>
        <fetched.value.Reader panel={panel} />
      </Boundary>
    )
  return (
    <Headed>
      <FetchFailure part={part} what={what} failed={fetched.failed} onAgain={again} />
    </Headed>
  )
}

export function Derivations() {
  const panel = useRef<HTMLElement>(null)
  useEffect(() => listenToPointing(document), [])
  return (
    <section className="panel derivations" aria-label={t('derivations')} id="panel-derivations" ref={panel}>
      <Reading panel={panel} />
    </section>
  )
}
