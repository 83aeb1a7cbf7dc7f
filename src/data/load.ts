/**
 * Finds a data set: the page's own copy, the browser's cache, the public mirror, and if none of them will do the
 * procedural digits, which need no network. Effects begin here; the parsing and drawing beneath are pure.
 */
import { linkedAbort } from './abort.ts'
import { fileCache } from './cache.ts'
import type { Dataset, KnownDatasetName, OnProgress, PublicName } from './dataset.ts'
import type { Transport } from './download.ts'
import { DataError, toDataError, type DataNotice, type DataNoticeCode } from './errors.ts'
import { datasetFromFiles } from './files.ts'
import { loadMirrored } from './mirror.ts'
import { fillDigits, generateDigits, proceduralMarks } from './procedural/index.ts'
import { loadServed } from './served.ts'
import { SOURCES, type Source } from './sources.ts'

export interface LoadRequest {
  readonly dataset: KnownDatasetName
  /** Used in place of `dataset` if there are any. */
  readonly files?: readonly File[] | undefined
  /** Their images' rows and columns are to be exchanged. */
  readonly turned?: boolean | undefined
  /** Of the procedural digits. */
  readonly seed?: number | undefined
}

export interface LoadOptions {
  /** URL of the page; its data/ folder is asked first. */
  readonly base: string
  readonly onProgress?: OnProgress | undefined
  /** Ends everything; the promise rejects with its reason, an AbortError. */
  readonly signal?: AbortSignal | undefined
  /** Ends only the wait for files: goes on with procedural digits. */
  readonly giveUp?: AbortSignal | undefined
  /** In place of the platform's; null = there is none. */
  readonly fetch?: typeof fetch | null | undefined
  readonly caches?: CacheStorage | null | undefined
  /** Give a transfer up after this long without a byte. */
  readonly stallMs?: number | undefined
  /** Before a transfer that broke off is tried again; then twice as long, and so on. */
  readonly pauseMs?: number | undefined
  /** In place of the public ones. */
  readonly sources?: Readonly<Record<PublicName, Source>> | undefined
  /** Numbers of procedural digits. */
  readonly counts?: { readonly train: number; readonly test: number } | undefined
}

export const PROCEDURAL_SEED = 1

/** There at once: the digits are drawn as they are asked for, and the rest when there is time. */
function procedural(
  { seed = PROCEDURAL_SEED }: LoadRequest,
  { counts }: LoadOptions,
  notices: readonly DataNotice[],
): Dataset {
  const splits = generateDigits({ seed, ...counts })
  void fillDigits(splits)
  return { name: 'procedural', origin: 'generated', ...splits, notices, marks: proceduralMarks(splits) }
}

const notice = (
  code: DataNoticeCode,
  wanted: PublicName,
  { code: reason, params }: DataError,
): DataNotice => ({
  code,
  params: { ...params, wanted, reason },
})

/** From files somewhere, telling in `notices` what had to be passed over. */
async function find(
  name: PublicName,
  { base, onProgress, caches, sources = SOURCES }: LoadOptions,
  transport: Transport,
  notices: DataNotice[],
): Promise<Dataset> {
  const source = sources[name]
  try {
    const folder = new URL(`data/${name}/`, base)
    const splits = await loadServed(folder, source, transport, onProgress)
    if (splits) return { name, origin: 'same-origin', ...splits, notices }
  } catch (error) {
    if (transport.signal.aborted) throw error
    notices.push(notice('data-served-unusable', name, toDataError(error)))
  }
  const cache = fileCache(() =>
    caches === undefined ? (globalThis.caches as CacheStorage | undefined) : caches,
  )
  const { splits, origin } = await loadMirrored(source, cache, transport, onProgress)
  return { name, origin, ...splits, notices }
}

/** The platform's, called as the platform demands. */
const platformFetch = (): typeof fetch | null =>
  typeof globalThis.fetch === 'function' ? (url, init) => globalThis.fetch(url, init) : null

async function findOrDraw(name: PublicName, request: LoadRequest, options: LoadOptions): Promise<Dataset> {
  const { signal, giveUp, stallMs = 20_000, pauseMs } = options
  const { controller, release } = linkedAbort(signal, giveUp)
  const fetch = options.fetch === undefined ? platformFetch() : options.fetch
  const notices: DataNotice[] = []
  try {
    return await find(name, options, { fetch, signal: controller.signal, stallMs, pauseMs }, notices)
  } catch (error) {
    signal?.throwIfAborted()
    const why = giveUp?.aborted ? new DataError('data-cancelled') : toDataError(error)
    return procedural(request, options, [...notices, notice('data-fell-back', name, why)])
  } finally {
    release()
  }
}

export async function loadDataset(request: LoadRequest, options: LoadOptions): Promise<Dataset> {
  options.signal?.throwIfAborted()
  if (request.files?.length) return datasetFromFiles(request.files, { ...options, turned: request.turned })
  if (request.dataset === 'procedural') return procedural(request, options, [])
  return findOrDraw(request.dataset, request, options)
}
