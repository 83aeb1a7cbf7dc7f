/**
 * The page's own copy of a data set, data/<name>/ beside the page. Whoever serves the page may serve other digits:
 * the files must be sound, but need not match the published checksums.
 */
import { assemble } from './assemble.ts'
import type { OnProgress, Splits } from './dataset.ts'
import { dropBody, request, type Transport } from './download.ts'
import { DataError } from './errors.ts'
import { idxKind } from './idx.ts'
import { isGzip } from './gunzip.ts'
import { trackDownload } from './progress.ts'
import { allRoles, FILE_NAMES, FILE_ROLES, type FileRole, type Source } from './sources.ts'
import { transfer, type WantedFile } from './transfer.ts'

/** Servers of single-page apps answer for a missing file with the page itself. */
const isAbsent = (response: Response): boolean =>
  !response.ok || response.status === 204 || /\bhtml\b/i.test(response.headers.get('content-type') ?? '')

/** The same, where the server does not say what it sends. */
const looksLikePage = (bytes: Uint8Array): boolean =>
  !isGzip(bytes) && idxKind(bytes) === null && /^\s*</.test(new TextDecoder().decode(bytes.subarray(0, 64)))

/** Null if the server has no such file, or there is no server. */
async function ask(
  { url, file }: Pick<WantedFile, 'url' | 'file'>,
  transport: Transport,
): Promise<Response | null> {
  try {
    const response = await request(url, file, transport)
    if (!isAbsent(response)) return response
    dropBody(response)
    return null
  } catch (error) {
    if (transport.signal.aborted) throw error
    return null
  }
}

/** Null if the page has no copy; throws if it has one of no use. */
export async function loadServed(
  folder: URL,
  source: Source,
  transport: Transport,
  onProgress?: OnProgress,
): Promise<Splits | null> {
  const placeOf = (role: FileRole) => ({
    url: new URL(FILE_NAMES[role], folder).href,
    file: FILE_NAMES[role],
  })
  const open = (role: FileRole) => ask(placeOf(role), transport)
  // One question first: where there is no copy, that is one failed request in the console instead of four.
  const first = await open('trainImages')
  if (!first) return null
  const answers = await allRoles(async (role) => (role === 'trainImages' ? first : open(role)))
  const missing = FILE_ROLES.find((role) => !answers[role])
  if (missing) {
    for (const role of FILE_ROLES) if (answers[role]) dropBody(answers[role])
    throw new DataError('data-incomplete', { file: FILE_NAMES[missing] })
  }
  const track = trackDownload(source, onProgress)
  const files = await allRoles((role) =>
    transfer({ ...placeOf(role), onChunk: track(role) }, transport, answers[role] as Response),
  )
  if (looksLikePage(files.trainImages)) return null
  const page = FILE_ROLES.find((role) => looksLikePage(files[role]))
  if (page) throw new DataError('data-incomplete', { file: FILE_NAMES[page] })
  return assemble(files, onProgress)
}
