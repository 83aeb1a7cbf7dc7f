/**
 * The helper threads: started beside the kernels, counted when they are ready, given up for good when one fails.
 */
import type { HelperStart } from './module.ts'

/** More threads than this gain little: the products of a step are small. */
const MOST = 3

/** One core is the caller's. None on the main thread, which may not wait for them. */
export function helpersWanted(): number {
  const isWorker = typeof document === 'undefined' && typeof Worker !== 'undefined'
  return isWorker ? Math.min(MOST, Math.max(0, (navigator.hardwareConcurrency || 1) - 1)) : 0
}

export interface Helpers {
  stop(): void
}

/** `onCount` hears how many are ready, each time that changes. */
export function startHelpers(starts: readonly HelperStart[], onCount: (ready: number) => void): Helpers {
  let ready = 0
  const workers: Worker[] = []
  const stop = () => {
    workers.forEach((worker) => worker.terminate())
    workers.length = 0
    onCount(0)
  }
  const begin = (start: HelperStart) => {
    const worker = new Worker(new URL('./helper.worker.ts', import.meta.url), { type: 'module' })
    workers.push(worker)
    worker.onmessage = () => workers.includes(worker) && onCount(++ready)
    worker.onerror = stop
    worker.postMessage(start)
  }
  try {
    starts.forEach(begin)
  } catch {
    stop() // workers within workers are not allowed everywhere
  }
  return { stop }
}
