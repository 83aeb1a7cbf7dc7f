/**
 * Tells when a CSS pixel has become another number of the screen's own: the page was zoomed, or its window has moved to
 * another screen. What is drawn on a canvas must be drawn again then, though its size is the same.
 */
import { createEmitter } from '../protocol/emitter.ts'

const { emit, subscribe } = createEmitter()

/** Not every change is told by an event, in every browser: whoever looks for it finds it. */
const EVERY_MS = 1000

let ratio = devicePixelRatio

function look(): void {
  if (devicePixelRatio === ratio) return
  ratio = devicePixelRatio
  watch()
  emit()
}

/** A query is about one ratio. */
function watch(): void {
  matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', look, { once: true })
}

watch()
addEventListener('resize', look)
setInterval(look, EVERY_MS)

/** Returns how to end it. */
export const onPixelRatio = subscribe
