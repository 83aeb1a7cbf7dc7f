/**
 * The engine's worker: announces itself, and queues the page's messages until the engine is loaded. No chunk
 * may import a worker's entry (scripts/hosting/entries.ts): WebKit would evaluate it a second time, and there
 * would be two engines.
 */
const early: unknown[] = []
const isHere = () => self.postMessage({ type: 'pong' })

self.onmessage = ({ data }: MessageEvent<{ type?: unknown } | null>) => {
  if (data?.type === 'ping') isHere()
  else early.push(data)
}
isHere()

/** Rethrown as an uncaught error: an error event is all that the page receives from a worker that cannot start. */
const tell = (thrown: unknown) =>
  setTimeout(() => {
    throw thrown
  })

import('./serve.ts').then(({ serve }) => serve(early)).catch(tell)
