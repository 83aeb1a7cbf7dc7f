/**
 * The engine's worker: keeps what the page says until the engine is loaded. No chunk may import a worker's entry
 * (scripts/hosting/entries.ts): WebKit would evaluate it a second time, and there would be two engines.
 */
const early: unknown[] = []
self.onmessage = ({ data }) => void early.push(data)

/** An error event is all that the page hears of a worker that cannot start. */
const tell = (thrown: unknown) =>
  setTimeout(() => {
    throw thrown
  })

import('./serve.ts').then(({ serve }) => serve(early)).catch(tell)
