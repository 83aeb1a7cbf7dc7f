/**
 * One worker and the calls to it: numbers them, matches the answers, forwards aborts. When the worker dies, every
 * call under way is refused.
 */
import type { EngineEvent } from '../protocol/engine.ts'
import { CodedError, type Fault } from '../protocol/errors.ts'
import type { EngineMethod, FromWorker, ToWorker } from '../protocol/rpc.ts'

export interface Connection {
  call(method: EngineMethod, args: readonly unknown[], signal?: AbortSignal): Promise<unknown>
  close(): void
}

interface Waiting {
  resolve(value: unknown): void
  reject(fault: Error): void
}

const revive = ({ code, params, message }: Fault): CodedError => new CodedError(code, params, message)

export function connect(
  worker: Worker,
  onEvent: (event: EngineEvent) => void,
  onCrash: (fault: CodedError) => void,
): Connection {
  const waiting = new Map<number, Waiting>()
  let lastId = 0

  const post = (message: ToWorker) => worker.postMessage(message)

  function take(id: number): Waiting | undefined {
    const found = waiting.get(id)
    waiting.delete(id)
    return found
  }

  function refuseAll(fault: CodedError): void {
    for (const { reject } of waiting.values()) reject(fault)
    waiting.clear()
  }

  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    switch (data.type) {
      case 'answer':
        return take(data.id)?.resolve(data.value)
      case 'fault':
        return take(data.id)?.reject(revive(data.fault))
      case 'event':
        return onEvent(data.event)
      default:
        data satisfies never
    }
  }
  worker.onerror = (event) => {
    event.preventDefault()
    const fault = new CodedError('worker-crashed', { detail: event.message || 'no message' })
    refuseAll(fault)
    onCrash(fault)
  }

  return {
    call(method, args, signal) {
      const id = ++lastId
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(new CodedError('aborted'))
        const abort = () => post({ type: 'abort', id })
        const settle = () => signal?.removeEventListener('abort', abort)
        signal?.addEventListener('abort', abort)
        waiting.set(id, {
          resolve: (value) => (settle(), resolve(value)),
          reject: (fault) => (settle(), reject(fault)),
        })
        post({ type: 'call', id, method, args })
      })
    },
    close() {
      worker.terminate()
      refuseAll(new CodedError('aborted'))
    },
  }
}
