/**
 * The helper threads: started beside the kernels, counted when ready, and given up for good if one fails after
 * that.
 */
import type { HelperStart } from './module.ts'

/** This many are always worth using, if there are cores for them. */
export const SURE_HELPERS = 3
/** More gain nothing, since the products of a step are small. */
const MOST = 11

/** One core is the caller's. None on the main thread, which may not wait for them. */
export function helpersPossible(): number {
  const isWorker = typeof document === 'undefined' && typeof Worker !== 'undefined'
  return isWorker ? Math.min(MOST, Math.max(0, (navigator.hardwareConcurrency || 1) - 1)) : 0
}

/** The initial number of helpers. */
export const helpersWanted = (): number => Math.min(SURE_HELPERS, helpersPossible())

export interface Helpers {
  /** Starts one more; it counts when it is ready. */
  add(start: HelperStart): void
  /** Terminates all beyond this count. Not while a kernel runs. */
  keep(count: number): void
  stop(): void
}

/** The number of tries to load a script, after pauses that double. */
const MOST_TRIES = 4
const PAUSE_MS = 1000

/** `onCount` is called with the number of ready helpers each time it changes. */
export function createHelpers(onCount: (ready: number) => void): Helpers {
  const ready = new Set<Worker>()
  const workers: Worker[] = []
  function keep(count: number): void {
    for (const worker of workers.splice(count)) {
      worker.terminate()
      ready.delete(worker)
    }
    onCount(ready.size)
  }
  const stop = () => keep(0)

  /** Nested workers are not allowed everywhere. */
  function attempt(start: HelperStart, tries: number, at: number): void {
    try {
      workers[at] = begin(start, tries)
    } catch {
      stop()
    }
  }

  function begin(start: HelperStart, tries: number): Worker {
    const worker = new Worker(new URL('./helper.worker.ts', import.meta.url), { type: 'module' })
    worker.onmessage = () => workers.includes(worker) && onCount(ready.add(worker).size)
    worker.onerror = () => (ready.has(worker) || tries === MOST_TRIES ? stop() : again(worker, start, tries))
    worker.postMessage(start)
    return worker
  }

  function again(failed: Worker, start: HelperStart, tries: number): void {
    const replace = () => {
      const at = workers.indexOf(failed)
      if (at >= 0) attempt(start, tries + 1, at)
    }
    setTimeout(replace, PAUSE_MS * 2 ** (tries - 1))
  }

  return {
    add: (start) => attempt(start, 1, workers.length),
    keep,
    stop,
  }
}
