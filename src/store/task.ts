/**
 * Long work that the user can start and cancel: one piece at a time, while training continues. Independent of
 * the kind of work and of how its progress is shown.
 */
import type { Core } from './core.ts'

export interface Task {
  /**
   * Starts `work`, unless there is no model or other work is running; if that is being cancelled, waits for its
   * end. Exceptions of `work` are reported.
   */
  run(work: (signal: AbortSignal) => Promise<void>): Promise<void>
  cancel(): void
}

/** `onEnd`: called when work has ended, with or without success. */
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
