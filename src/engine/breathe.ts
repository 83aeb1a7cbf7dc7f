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
