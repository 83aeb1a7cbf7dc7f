/** Reads a stream to its end, within a bound. */
import { DataError } from './errors.ts'

/** EMNIST by class, the largest set of this format, has 547 MB; what is larger is a mistake or a gzip bomb. */
export const MAX_BYTES = 2 ** 30

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

/** Chunks as one piece, which grows with them. */
export interface Sink {
  readonly length: number
  /** Throws when all are more than the limit. */
  add(chunk: Uint8Array): void
  bytes(): Bytes
}

/** `expected` bytes have room from the beginning: if it is right, nothing is ever in memory twice. */
export function createSink(file: string, limit: number, expected: number): Sink {
  let whole = new Uint8Array(expected)
  let length = 0
  return {
    get length() {
      return length
    },
    add(chunk) {
      if (length + chunk.length > limit) throw new DataError('data-too-large', { file, limit })
      if (length + chunk.length > whole.length) {
        const larger = new Uint8Array(Math.min(limit, Math.max(2 * whole.length, length + chunk.length)))
        larger.set(whole.subarray(0, length))
        whole = larger
      }
      whole.set(chunk, length)
      length += chunk.length
    },
    bytes: () => whole.subarray(0, length),
  }
}

export interface CollectOptions {
  /** Names the source in errors. */
  readonly file: string
  readonly limit?: number
  /** About how many bytes will come. */
  readonly expected?: number
  /** Stops reading. */
  readonly signal?: AbortSignal
  /** Called after each chunk with all bytes so far and the chunk. */
  readonly onChunk?: (received: number, chunk: Uint8Array) => void
}

export async function collect(
  stream: ReadableStream<Uint8Array>,
  { file, limit = MAX_BYTES, expected = 0, signal, onChunk }: CollectOptions,
): Promise<Bytes> {
  const reader = stream.getReader()
  const stop = () => void reader.cancel(signal?.reason).catch(() => undefined)
  signal?.addEventListener('abort', stop, { once: true })
  const sink = createSink(file, limit, expected)
  try {
    for (;;) {
      const { done, value } = await reader.read()
      signal?.throwIfAborted()
      if (done) return sink.bytes()
      sink.add(value)
      onChunk?.(sink.length, value)
    }
  } catch (thrown) {
    stop()
    throw thrown
  }
}
