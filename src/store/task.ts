/**
 * Long work that a person asks for and can give up: one piece at a time, while training goes on. Does NOT know what
 * is done, or how its progress is shown.
 */
import type { Core } from './core.ts'

export interface Task {
  /**
   * Begins `work`, unless there is no model or another piece is under way; if that one is being given up, when it has
   * ended. What `work` throws is told.
   */
  run(work: (signal: AbortSignal) => Promise<void>): Promise<void>
  cancel(): void
}

/** `onEnd`: however it ended. */
export function createTask(core: Core, onEnd: () => void): Task {
  let abort: AbortController | null = null
  let ended: Promise<void> = Promise.resolve()

  async function perform(work: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void> {
    try {
      await work(signal)
    } catch (thrown) {
      core.fail(thrown)
    } finally {
      abort = null
      onEnd()
    }
  }

  return {
    async run(work) {
      if (abort?.signal.aborted) await ended
      if (abort || core.get().phase === 'none') return
      abort = new AbortController()
      ended = perform(work, abort.signal)
      await ended
    },
    cancel: () => abort?.abort(),
  }
}
