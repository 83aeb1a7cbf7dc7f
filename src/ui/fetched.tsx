/**
 * Parts of the page that are fetched when they are wanted. Where the server is gone the rest of the page goes on, the
 * part says so in its place, and fetches again when asked to.
 */
import { useCallback, useEffect, useState, type ComponentType, type ReactNode } from 'react'
import './fetched.css'
import { t } from './messages/index.ts'

export type Fetched<T> = { readonly value: T } | 'failed' | null

/** Null while it is under way. What has been fetched stays: `load` may be asked again for nothing. */
export function useFetched<T>(load: () => Promise<T>): { fetched: Fetched<T>; again: () => void } {
  const [fetched, setFetched] = useState<Fetched<T>>(null)
  const [tries, setTries] = useState(0)
  useEffect(() => {
    let isHere = true
    load().then(
      (value) => isHere && setFetched({ value }),
      () => isHere && setFetched('failed'),
    )
    return () => void (isHere = false)
  }, [load, tries])
  const again = useCallback(() => {
    setFetched(null)
    setTries((before) => before + 1)
  }, [])
  return { fetched, again }
}

export const NotFetched = ({ what, onAgain }: { what: string; onAgain: () => void }) => (
  <div className="not-fetched" role="alert">
    <p className="soft">{what}</p>
    <button type="button" className="button" onClick={onAgain}>
      {t('tryAgain')}
    </button>
  </div>
)

/** `waiting` holds its place. */
export function fetchedView(load: () => Promise<ComponentType>, waiting: ReactNode): ComponentType {
  let known: ComponentType | null = null
  const loadOnce = async (): Promise<ComponentType> => (known ??= await load())
  return function View() {
    const { fetched, again } = useFetched(loadOnce)
    if (fetched === 'failed') return <NotFetched what={t('partFailed')} onAgain={again} />
    const Loaded = fetched?.value ?? known
    return Loaded ? <Loaded /> : waiting
  }
}
