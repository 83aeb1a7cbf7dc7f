/**
 * Fetches the files that a backend needs before it can start, completely, with retries after network failures.
 * Download time says nothing about the browser's abilities, so it does not count towards the time limit for
 * starting.
 */
import type { Bytes } from '../../data/bytes.ts'
import { DataError } from '../../data/errors.ts'
import { transfer } from '../../data/transfer.ts'
import { CodedError } from '../../protocol/errors.ts'

/** Limit without receiving a byte. */
const STALL_MS = 60_000
const MOST_TRIES = 4
/** After the first try; doubles with each further one. */
const PAUSE_MS = 1000

export interface FetchOptions {
  readonly fetch: typeof fetch
  readonly pauseMs: number
}

const network: FetchOptions = { fetch: (url, init) => fetch(url, init), pauseMs: PAUSE_MS }

const nameOf = (url: string): string => url.replace(/[?#].*$/, '').replace(/^.*\//, '')

/** Bytes before the sections of a WebAssembly module: its mark and its version. */
const HEADER = 8
const MARK = [0, 97, 115, 109] as const

/** Each section says how long it is, so a module that was cut off ends too early. */
function isWholeModule(bytes: Bytes): boolean {
  let at = HEADER
  while (at < bytes.length) {
    at += 1 // its kind
    let length = 0
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++] ?? 0
      length += (byte & 127) * 2 ** shift
      if (byte < 128) break
    }
    at += length
  }
  return at === bytes.length && MARK.every((byte, i) => bytes[i] === byte)
}

/** A login, or a page in place of what is missing, is answered as if all were well; a proxy may keep half of a file. */
const isRight = (bytes: Bytes, file: string): boolean => !file.endsWith('.wasm') || isWholeModule(bytes)

/** A server that answers with one of these will do so again. */
const FINAL_STATUS = [401, 403, 404, 410]
const mayPass = (thrown: unknown): boolean =>
  !(thrown instanceof DataError && FINAL_STATUS.includes(Number(thrown.params.status)))

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function fetchFile(url: string, { fetch, pauseMs }: FetchOptions): Promise<Bytes> {
  const file = nameOf(url)
  const { signal } = new AbortController()
  for (let tries = 1; ; tries++) {
    try {
      const bytes = await transfer({ url, file }, { fetch, signal, stallMs: STALL_MS, pauseMs })
      if (isRight(bytes, file)) return bytes
      throw new DataError('data-incomplete', { file })
    } catch (thrown) {
      if (!mayPass(thrown) || tries === MOST_TRIES) throw new CodedError('part-not-loaded', { file })
    }
    await pause(pauseMs * 2 ** (tries - 1))
  }
}

export type LoadProgram = (url: string) => Promise<Bytes>

/** Caches what it has fetched; a failed file is fetched again on the next request. */
export function createProgram(over: FetchOptions = network): LoadProgram {
  const files = new Map<string, Promise<Bytes>>()
  return (url) => {
    const known = files.get(url)
    if (known) return known
    const file = fetchFile(url, over)
    files.set(url, file)
    file.catch(() => files.delete(url))
    return file
  }
}

/** The instance of this worker. */
export const loadProgram = createProgram()
