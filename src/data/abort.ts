/** Signals that follow others. AbortSignal.any is younger than some browsers that can do all the rest. */
export interface LinkedAbort {
  readonly controller: AbortController
  /** Stops following; call it when the work is over, or long-lived signals collect listeners. */
  readonly release: () => void
}

export function linkedAbort(...signals: readonly (AbortSignal | undefined)[]): LinkedAbort {
  const controller = new AbortController()
  const releases = signals.map((signal) => {
    const follow = () => controller.abort(signal?.reason)
    if (signal?.aborted) follow()
    signal?.addEventListener('abort', follow)
    return () => signal?.removeEventListener('abort', follow)
  })
  return { controller, release: () => releases.forEach((release) => release()) }
}
