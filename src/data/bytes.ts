/** Reads a stream to its end, within a bound. */
import { DataError } from './errors.ts'

/** More than any data set of this format needs (340,000 images); what is larger is a mistake or a gzip bomb. */
export const MAX_BYTES = 256 * 2 ** 20

/** A view whose buffer is surely not shared, as the platform's interfaces ask for. */
export type Bytes = Uint8Array<ArrayBuffer>

export function concatenate(chunks: readonly Uint8Array[], length: number): Bytes {
  const whole = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.length
  }
  return whole
}

export interface CollectOptions {
  /** Names the source in errors. */
  readonly file: string
  readonly limit?: number
  /** Stops reading. */
  readonly signal?: AbortSignal
  /** Called after each chunk with all bytes so far and the chunk. */
  readonly onChunk?: (received: number, chunk: Uint8Array) => void
}

export async function collect(
  stream: ReadableStream<Uint8Array>,
  { file, limit = MAX_BYTES, signal, onChunk }: CollectOptions,
): Promise<Bytes> {
  const reader = stream.getReader()
  const stop = () => void reader.cancel(signal?.reason).catch(() => undefined)
  signal?.addEventListener('abort', stop, { once: true })
  const chunks: Uint8Array[] = []
  let received = 0
  for (;;) {
    const { done, value } = await reader.read()
    signal?.throwIfAborted()
    if (done) return concatenate(chunks, received)
    chunks.push(value)
    received += value.length
    onChunk?.(received, value)
    if (received > limit) {
      stop()
      throw new DataError('data-too-large', { file, limit })
    }
  }
}
