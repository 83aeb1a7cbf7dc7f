/** Work of which only the newest request matters: one at a time, and a request that is replaced before its turn is dropped. */
export interface Newest<T, R> {
  /**
   * Works on `value` now, or after the work under way. Settles as that work does, or as the work on the value that took
   * its place.
   */
  ask(value: T): Promise<R>
  isBusy(): boolean
}

export function createNewest<T = void, R = void>(work: (value: T) => Promise<R>): Newest<T, R> {
  let isBusy = false
  /** Resolves when the work under way has ended. */
  let present = Promise.resolve()
  let waiting: { value: T; readonly done: Promise<R> } | null = null

  async function run(value: T): Promise<R> {
    isBusy = true
    let end = () => {}
    present = new Promise((resolve) => (end = resolve))
    try {
      return await work(value)
    } finally {
      isBusy = waiting !== null
      end()
    }
  }
  function runWaiting(): Promise<R> {
    const { value } = waiting!
    waiting = null
    return run(value)
  }
  return {
    ask(value) {
      if (!isBusy) return run(value)
      if (waiting) waiting.value = value
      else waiting = { value, done: present.then(runWaiting) }
      return waiting.done
    },
    isBusy: () => isBusy,
  }
}
