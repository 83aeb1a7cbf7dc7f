/** Detects when the page may be closing, to save the run at once, and when the user returns. */
import type { CheckpointActions } from './index.ts'

/**
 * Hiding is the last event that a page is sure to receive; the others are for browsers, and ways to leave, that
 * skip it.
 */
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
