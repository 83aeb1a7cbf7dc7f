/**
 * Tells when the browser gives canvases back that it had taken, with all that was on them: their graphics process has
 * ended. While training stands still nothing else would draw them again.
 */
import { useEffect, useState } from 'react'

/** Returns how to end it. The event is told to the canvas alone, but passes the document on its way down. */
export function onRestored(tell: () => void): () => void {
  document.addEventListener('contextrestored', tell, true)
  return () => document.removeEventListener('contextrestored', tell, true)
}

/** How often: what draws on a canvas draws anew when this changes. */
export function useRestored(): number {
  const [times, setTimes] = useState(0)
  useEffect(() => onRestored(() => setTimes((before) => before + 1)), [])
  return times
}
