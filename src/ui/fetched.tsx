/**
 * Parts of the page that are fetched when they are wanted. Where the server is gone the rest of the page goes on, the
 * part says so in its place, and fetches again when asked to.
 */
import { useCallback, useEffect, useState, type ComponentType, type ReactNode } from 'react'
import { toFault } from '../protocol/errors.ts'
import { partInTime } from '../store/part-in-time.ts'
import { Failure } from './failure/Failure.tsx'
import { t } from './messages/index.ts'

/** `tries`: those before, all in vain. */
export interface NotFetched {
  readonly error: unknown
  readonly tries: number
}

export type Fetched<T> = { readonly value: T } | { readonly failed: NotFetched } | null

/** The fetched, as long as there is it. */
export const valueOf = <T,>(fetched: Fetched<T>): T | null =>
  fetched && 'value' in fetched ? fetched.value : null

/** A stylesheet that did not come is not asked for again with the script that needs it. */
export function fetchStylesAgain(): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]'))
    if (!link.sheet) link.replaceWith(link.cloneNode())
}

/** Null while it is under way. What has been fetched stays: `load` may be asked again for nothing. */
export function useFetched<T>(load: () => Promise<T>): { fetched: Fetched<T>; again: () => void } {
  const [fetched, setFetched] = useState<Fetched<T>>(null)
  const [tries, setTries] = useState(0)
  useEffect(() => {
    let isHere = true
    const show = (value: T) => void (isHere && setFetched({ value }))
    partInTime(load(), show).then(
      show,
      (error: unknown) => isHere && setFetched({ failed: { error, tries } }),
    )
    return () => void (isHere = false)
  }, [load, tries])
  const again = useCallback(() => {
    fetchStylesAgain()
    setFetched(null)
    setTries((before) => before + 1)
  }, [])
  return { fetched, again }
}

interface FailureProps {
  readonly part: string
  /** Told where the server did not answer. */
  readonly what: string
  readonly failed: NotFetched
  readonly onAgain: () => void
}

/** What came but could not begin is another matter than what did not come. */
export function FetchFailure({ part, what, failed: { error, tries }, onAgain }: FailureProps) {
  const { code, params } = toFault(error)
  const told = code === 'part-not-loaded' ? what : t('partBroke', { part, detail: String(params.detail) })
  return <Failure what={told} part={part} error={error} tries={tries} onAgain={onAgain} />
}

/** `waiting` holds its place: that of a panel's content, unless something else is named. */
export function fetchedView<P extends object = object>(
  load: () => Promise<ComponentType<P>>,
  part: () => string,
  waiting: ReactNode = <div className="stage" />,
): ComponentType<P> {
  let known: ComponentType<P> | null = null
  const loadOnce = async (): Promise<ComponentType<P>> => (known ??= await load())
  return function View(props: P) {
    const { fetched, again } = useFetched(loadOnce)
    if (fetched && 'failed' in fetched)
      return <FetchFailure part={part()} what={t('partFailed')} failed={fetched.failed} onAgain={again} />
    const Loaded = valueOf(fetched) ?? known
    return Loaded ? <Loaded {...props} /> : waiting
  }
}
