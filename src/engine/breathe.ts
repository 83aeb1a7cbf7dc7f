/**
 * Yields to the worker's event loop for one macrotask, so that messages are answered between slices of work. A
 * MessageChannel is neither throttled in a hidden tab, as timers and animation frames are, nor starved by microtasks.
 */
const channel = new MessageChannel()
const waiting: (() => void)[] = []
channel.port1.onmessage = () => waiting.shift()?.()

export const breathe = (): Promise<void> =>
  new Promise((resolve) => {
    waiting.push(resolve)
    channel.port2.postMessage(null)
  })

/** The longest that a message waits for work of many small pieces: half of what a frame takes. */
const HELD_MS = 8

/** As `breathe`, for pieces of work that are shorter than yielding is worth: most of the calls resolve at once. */
export function createBreath(now = () => performance.now()): () => Promise<void> {
  let last = now()
  return async () => {
    if (now() - last < HELD_MS) return
    await breathe()
    last = now()
  }
}
