/** The moments at which a page may be about to go: then the run is saved at once. And that at which somebody is back. */
import type { CheckpointActions } from './index.ts'

/** A hidden page is the last that is sure to be told; the others are for browsers, and ways to leave, that skip it. */
export function saveWhenLeft(
  { save, returned }: Pick<CheckpointActions, 'save' | 'returned'>,
  document: Document,
  window: Window,
): void {
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void save()
    else returned()
  })
  document.addEventListener('freeze', () => void save())
  window.addEventListener('pagehide', () => void save())
}
