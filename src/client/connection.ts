/**
 * One worker and the calls to it: numbers calls, matches answers, forwards aborts. When the worker crashes,
 * stops answering, or reports the end of its engine, all pending calls are rejected and the worker is
 * terminated.
 */
import type { EngineEvent } from '../protocol/engine.ts'
import { CodedError, type Fault } from '../protocol/errors.ts'
import { receiveFromWorker } from '../protocol/messages.ts'
import type { EngineMethod } from '../protocol/methods.ts'
import type { ToWorker } from '../protocol/rpc.ts'
import type { Clock } from '../waiting/deadline.ts'
import { createWatchdog, type Watchdog } from '../waiting/watchdog.ts'

export interface Connection {
  call(method: EngineMethod, args: readonly unknown[], signal?: AbortSignal): Promise<unknown>
  close(): void
}

interface Waiting {
  readonly method: EngineMethod
  resolve(value: unknown): void
  reject(fault: Error): void
}

const revive = ({ code, params, message }: Fault): CodedError => new CodedError(code, params, message)

/** The pending calls. */
function createWaiting() {
  const waiting = new Map<number, Waiting>()
  return {
    add: (id: number, one: Waiting) => void waiting.set(id, one),
    take(id: number): Waiting | undefined {
      const found = waiting.get(id)
      waiting.delete(id)
      return found
    },
    /** Rejects `open` with the fault; all other calls with `aborted`, since `onEnd` reports the fault once. */
    refuseAll(fault: CodedError): void {
      for (const { method, reject } of waiting.values())
        reject(method === 'open' ? fault : new CodedError('aborted'))
      waiting.clear()
    },
  }
}

export interface Ears {
  onEvent(event: EngineEvent): void
  onEnd(fault: CodedError): void
  /** The permitted silence of the worker, in milliseconds. */
  patience(): number
  readonly clock?: Clock
}

/** A browser may throttle the timers and workers of a hidden page. */
const isSeen = (): boolean => typeof document === 'undefined' || document.visibilityState === 'visible'

type End = (fault: CodedError) => void

function watch(post: (message: ToWorker) => void, { patience, clock }: Ears, end: End): Watchdog {
  return createWatchdog({
    ask: () => post({ type: 'ping' }),
    patience,
    onSilence: (seconds) => end(new CodedError('worker-crashed', { silent: seconds, detail: '' })),
    isAwake: isSeen,
    ...(clock && { clock }),
  })
}

export function connect(worker: Worker, ears: Ears): Connection {
  const { add, take, refuseAll } = createWaiting()
  let lastId = 0

  const post = (message: ToWorker) => worker.postMessage(message)

  const watchdog = watch(post, ears, (fault) => end(fault))

  function end(fault: CodedError): void {
    watchdog.stop()
    worker.onmessage = null
    worker.onerror = null
    worker.terminate()
    refuseAll(fault)
    ears.onEnd(fault)
  }

  worker.onmessage = ({ data }: MessageEvent<unknown>) => {
    const received = receiveFromWorker(data)
    const message = received.ok ? received.message : received.reply
    switch (message.type) {
      case 'answer':
        return take(message.id)?.resolve(message.value)
      case 'fault':
        return take(message.id)?.reject(revive(message.fault))
      case 'event':
        return message.event.type === 'ended' ? end(revive(message.event.fault)) : ears.onEvent(message.event)
      case 'pong':
        return watchdog.heard()
      default:
        message satisfies never
    }
  }
  worker.onerror = (event) => {
    event.preventDefault()
    end(new CodedError('worker-crashed', { detail: event.message || '' }))
  }

  return {
    call(method, args, signal) {
      const id = ++lastId
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(new CodedError('aborted'))
        const abort = () => post({ type: 'abort', id })
        const settle = () => signal?.removeEventListener('abort', abort)
        signal?.addEventListener('abort', abort)
        add(id, {
          method,
          resolve: (value) => (settle(), resolve(value)),
          reject: (fault) => (settle(), reject(fault)),
        })
        post({ type: 'call', id, method, args })
      })
    },
    close() {
      watchdog.stop()
      worker.terminate()
      refuseAll(new CodedError('aborted'))
    },
  }
}
