/**
 * One file over HTTP, whole: a transfer that breaks off goes on where it broke, where the server can do that, and from
 * the beginning where it cannot; a bounded number of times, with pauses that grow. What never began is not tried again:
 * then there is no network, or no such file, and other sources are nearer.
 */
import { concatenate, type Bytes } from './bytes.ts'
import { dropBody, readBody, request, type Transport } from './download.ts'
import { DataError, type DataErrorCode } from './errors.ts'
import { isGzip } from './gunzip.ts'

export interface WantedFile {
  readonly url: string
  readonly file: string
  /** Whether these are the right bytes; without it whatever comes to its end is. */
  readonly isGenuine?: (bytes: Bytes) => Promise<boolean>
  /** All bytes so far, and the newest of them. */
  readonly onChunk?: ((received: number, chunk: Uint8Array) => void) | undefined
}

const MOST_TRIES = 6
/** Of those that bring wrong bytes. */
const MOST_WRONG = 2
const FIRST_PAUSE_MS = 500
/** Then it may be asking for the rest that the server refuses, and the browser does not say so. */
const MOST_FRUITLESS = 3

const MAY_PASS: readonly DataErrorCode[] = [
  'data-unreachable',
  'data-stalled',
  'data-incomplete',
  'data-checksum',
]
const PASSING_STATUS = [408, 416, 429, 500, 502, 503, 504]

const mayPass = (thrown: unknown): thrown is DataError =>
  thrown instanceof DataError &&
  (MAY_PASS.includes(thrown.code) ||
    (thrown.code === 'data-http' && PASSING_STATUS.includes(Number(thrown.params.status))))

/** What has come of the file. */
interface Part {
  readonly chunks: Uint8Array[]
  received: number
  /** By which the server knows that it is still the same file; null if there is nothing. */
  readonly mark: string | null
}

const nothing = (mark: string | null = null): Part => ({ chunks: [], received: 0, mark })

/** A weak mark stands for files that need not be the same to the byte. */
const markOf = ({ headers }: Response): string | null => {
  const tag = headers.get('etag')
  return tag && !tag.startsWith('W/') ? tag : headers.get('last-modified')
}

/**
 * The headers that ask for the rest; null if it must be the whole. Places in a file that the server packs on its way are
 * not places in the file. Without a checksum only the server knows whether the rest is of the same file.
 */
function rangeOf({ chunks, received, mark }: Part, { isGenuine }: WantedFile): Record<string, string> | null {
  if (!chunks[0] || !isGzip(chunks[0])) return null
  const range = { Range: `bytes=${received}-` }
  if (isGenuine) return range
  return mark === null ? null : { ...range, 'If-Range': mark }
}

async function ask(wanted: WantedFile, transport: Transport, part: Part): Promise<Response> {
  const { url, file } = wanted
  const answer = await request(url, file, transport, rangeOf(part, wanted) ?? {})
  if (answer.ok) return answer
  dropBody(answer)
  throw new DataError('data-http', { file, status: answer.status })
}

/** To what has come, if that is where the answer goes on; its place may be hidden from pages of other origins. */
function continued(part: Part, answer: Response, { file }: WantedFile): Part {
  if (answer.status !== 206) return nothing(answer.headers.has('content-encoding') ? null : markOf(answer))
  const start = /^bytes (\d+)-/.exec(answer.headers.get('content-range') ?? '')?.[1]
  if (start === undefined || Number(start) === part.received) return part
  dropBody(answer)
  throw new DataError('data-incomplete', { file })
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal.reason as Error)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, milliseconds)
    signal.addEventListener('abort', stop, { once: true })
  })
}

/** `first`: an answer that is there already. */
export async function transfer(wanted: WantedFile, transport: Transport, first?: Response): Promise<Bytes> {
  const { file, isGenuine, onChunk } = wanted
  const { signal, pauseMs = FIRST_PAUSE_MS } = transport
  let part = nothing()
  let wrong = 0
  let fruitless = 0

  async function attempt(answer: Response): Promise<Bytes> {
    part = continued(part, answer, wanted)
    const { received: before } = part
    const whole = await readBody(answer, file, transport, (_, chunk) => {
      fruitless = 0
      part.chunks.push(chunk)
      part.received += chunk.length
      onChunk?.(part.received, chunk)
    })
    const bytes = before > 0 ? concatenate(part.chunks, part.received) : whole
    if (!isGenuine || (await isGenuine(bytes))) return bytes
    part = nothing()
    wrong += 1
    throw new DataError('data-checksum', { file })
  }

  let answer: Response | null = first ?? (await ask(wanted, transport, part))
  for (let tries = 1; ; tries++) {
    try {
      return await attempt(answer ?? (await ask(wanted, transport, part)))
    } catch (thrown) {
      if (signal.aborted || !mayPass(thrown) || tries === MOST_TRIES || wrong === MOST_WRONG) throw thrown
      const isRefused = thrown.code === 'data-incomplete' || thrown.params.status === 416
      if (isRefused || ++fruitless > MOST_FRUITLESS) part = nothing()
    }
    answer = null
    await pause(pauseMs * 2 ** (tries - 1), signal)
  }
}
