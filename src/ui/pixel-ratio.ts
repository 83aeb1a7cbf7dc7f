/**
 * Tells when a CSS pixel has become another number of the screen's own: the page was zoomed, or its window has moved to
 * another screen. What is drawn on a canvas must be drawn again then, though its size is the same.
 */
import { createObservable } from '../events/observable.ts'

/** Not every change is told by an event, in every browser: whoever looks for it finds it. */
const EVERY_MS = 1000

const ratio = createObservable(devicePixelRatio)

function look(): void {
  if (devicePixelRatio === ratio.get()) return
  watch()
  ratio.set(devicePixelRatio)
}

/** A query is about one ratio. */
function watch(): void {
  matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', look, { once: true })
}

watch()
addEventListener('resize', look)
setInterval(look, EVERY_MS)

/** Returns how to end it. */
export const onPixelRatio = ratio.subscribe
