/**
 * Tells when the browser gives canvases back that it had taken, with all that was on them: their graphics process has
 * ended. While training stands still nothing else would draw them again.
 */
import { createObservable } from '../events/observable.ts'
import { useObservable } from './use-observable.ts'

const times = createObservable(0)

// The event is told to the canvas alone, but passes here on its way down.
document.addEventListener('contextrestored', () => times.set(times.get() + 1), true)

/** Returns how to end it. */
export const onRestored = times.subscribe

/** How often: what draws on a canvas draws anew when this changes. */
export const useRestored = (): number => useObservable(times)
