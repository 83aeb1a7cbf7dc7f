/**
 * A media query that can be read at any time. The answer is kept from the last change event: in Chromium a read of
 * `matches` between a change and its event swallows the event.
 */
import { createObservable, type Readable } from '../events/observable.ts'

export function mediaQuery(query: string): Readable<boolean> {
  const list = matchMedia(query)
  const matches = createObservable(list.matches)
  list.addEventListener('change', (event) => matches.set(event.matches))
  return matches
}
