/** `vi.waitFor` waits as patiently as `expect.poll` does; its own limit is a second, which a busy machine may need. */
import { inject, vi } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** Milliseconds. */
    longestWait: number
  }
}

const { waitFor } = vi

vi.waitFor = (callback, options) =>
  waitFor(callback, typeof options === 'number' ? options : { timeout: inject('longestWait'), ...options })
