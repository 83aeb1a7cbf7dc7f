/**
 * Files of the program that a backend needs before it can start: fetched whole, and again where the network has a gap. How
 * long that takes says nothing of what the browser can do, so it is no part of the time that a backend has to start.
 */
import type { Bytes } from '../../data/bytes.ts'
import { DataError } from '../../data/errors.ts'
import { transfer } from '../../data/transfer.ts'
import { CodedError } from '../../protocol/errors.ts'

/** Without a byte. */
const STALL_MS = 60_000
const MOST_TRIES = 4
/** After the first try; then twice as long, and so on. */
const PAUSE_MS = 1000

export interface Network {
  readonly fetch: typeof fetch
  readonly pauseMs: number
}

const network: Network = { fetch: (url, init) => fetch(url, init), pauseMs: PAUSE_MS }

const nameOf = (url: string): string => url.replace(/[?#].*$/, '').replace(/^.*\//, '')

/** A server that has no such file, or gives it to nobody, will say so again. */
const FINAL_STATUS = [401, 403, 404, 410]
const mayPass = (thrown: unknown): boolean =>
  !(thrown instanceof DataError && FINAL_STATUS.includes(Number(thrown.params.status)))

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function fetchFile(url: string, { fetch, pauseMs }: Network): Promise<Bytes> {
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

/** Keeps what it has fetched; what it could not fetch is fetched again when it is asked for again. */
export function createProgram(over: Network = network): LoadProgram {
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

/** Of this worker. */
export const loadProgram = createProgram()
