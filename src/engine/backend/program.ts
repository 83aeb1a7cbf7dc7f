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
      return await transfer({ url, file }, { fetch, signal, stallMs: STALL_MS, pauseMs })
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
