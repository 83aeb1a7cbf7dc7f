/**
 * One worker and the calls to it: numbers them, matches the answers, forwards aborts. When the worker dies, or tells
 * that its engine has ended, every call under way is refused, and the worker goes.
 */
import type { EngineEvent } from '../protocol/engine.ts'
import { CodedError, type Fault } from '../protocol/errors.ts'
import { receiveFromWorker } from '../protocol/messages.ts'
import type { EngineMethod, ToWorker } from '../protocol/rpc.ts'

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

/** The calls that no answer has come to yet. */
function createWaiting() {
  const waiting = new Map<number, Waiting>()
  return {
    add: (id: number, one: Waiting) => void waiting.set(id, one),
    take(id: number): Waiting | undefined {
      const found = waiting.get(id)
      waiting.delete(id)
      return found
    },
    /** Whoever opens is told the reason; of all others it is told once, by `onEnd`. */
    refuseAll(fault: CodedError): void {
      for (const { method, reject } of waiting.values())
        reject(method === 'open' ? fault : new CodedError('aborted'))
      waiting.clear()
    },
  }
}

export function connect(
  worker: Worker,
  onEvent: (event: EngineEvent) => void,
  onEnd: (fault: CodedError) => void,
): Connection {
  const { add, take, refuseAll } = createWaiting()
  let lastId = 0

  const post = (message: ToWorker) => worker.postMessage(message)

  function end(fault: CodedError): void {
    worker.onmessage = null
    worker.onerror = null
    worker.terminate()
    refuseAll(fault)
    onEnd(fault)
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
        return message.event.type === 'ended' ? end(revive(message.event.fault)) : onEvent(message.event)
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
      worker.terminate()
      refuseAll(new CodedError('aborted'))
    },
  }
}
