/**
 * One file over HTTP, with a bound, progress and a limit to how long nothing may come. Does NOT check what it got.
 */
import { linkedAbort } from './abort.ts'
import { collect, type Bytes } from './bytes.ts'
import { DataError } from './errors.ts'

export interface Transport {
  /** Null where the platform has none. */
  readonly fetch: typeof fetch | null
  /** Ends the transfers. */
  readonly signal: AbortSignal
  /** Give up after this long without a byte. */
  readonly stallMs: number
  /** Before a transfer that broke off is tried again; then twice as long, and so on. */
  readonly pauseMs?: number | undefined
}

/** Runs `work` with a signal that fires when `touch` was not called for `stallMs`. */
async function watched<T>(
  file: string,
  { signal, stallMs }: Transport,
  work: (signal: AbortSignal, touch: () => void) => Promise<T>,
): Promise<T> {
  const { controller, release } = linkedAbort(signal)
  const stalled = new DataError('data-stalled', { file, seconds: Math.round(stallMs / 1000) })
  let timer: ReturnType<typeof setTimeout> | undefined
  const touch = () => {
    clearTimeout(timer)
    timer = setTimeout(() => controller.abort(stalled), stallMs)
  }
  const ended = new Promise<never>((_, reject) => {
    const fail = () => reject(controller.signal.reason as Error)
    if (controller.signal.aborted) fail()
    controller.signal.addEventListener('abort', fail)
  })
  touch()
  try {
    // Raced, because a transfer that hangs may not heed its signal either.
    return await Promise.race([work(controller.signal, touch), ended])
  } catch (cause) {
    if (controller.signal.aborted) throw controller.signal.reason
    throw cause instanceof DataError ? cause : new DataError('data-unreachable', { file }, { cause })
  } finally {
    clearTimeout(timer)
    release()
  }
}

/** The answer's head; its body is still to be read. */
export async function request(
  url: string,
  file: string,
  transport: Transport,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const { fetch } = transport
  if (!fetch) throw new DataError('fetch-missing')
  // The transfer follows the outer signal: the watch over the head ends before the body comes.
  const init: RequestInit = { signal: transport.signal, credentials: 'same-origin', headers }
  return watched(file, transport, () => fetch(url, init))
}

export async function readBody(
  response: Response,
  file: string,
  transport: Transport,
  onChunk?: (received: number, chunk: Uint8Array) => void,
): Promise<Bytes> {
  const { body } = response
  return watched(file, transport, async (signal, touch) => {
    if (!body) return new Uint8Array(await response.arrayBuffer())
    const seen = (received: number, chunk: Uint8Array) => {
      touch()
      onChunk?.(received, chunk)
    }
    return collect(body, { file, signal, onChunk: seen })
  })
}

export const dropBody = (response: Response): void => void response.body?.cancel().catch(() => undefined)
