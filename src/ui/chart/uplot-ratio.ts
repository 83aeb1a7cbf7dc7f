/**
 * uPlot learns of another pixel ratio by the event of a media query that it keeps to itself; where that does not come, it
 * draws on blurred. Holds on to the query, to tell the event where it is missing. Must be imported before uPlot, and
 * `restoreMatchMedia` called behind it.
 */
import { onPixelRatio } from '../pixel-ratio.ts'

const { matchMedia } = window

let query: MediaQueryList | null = null

function holdOn(): void {
  window.matchMedia = (text) => (query = matchMedia.call(window, text))
}

export function restoreMatchMedia(): void {
  window.matchMedia = matchMedia
}

holdOn()
onPixelRatio(() => {
  holdOn() // uPlot asks for another query now
  query?.dispatchEvent(new Event('change'))
  restoreMatchMedia()
})
