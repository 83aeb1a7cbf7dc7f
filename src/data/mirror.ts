/**
 * A public mirror behind the browser's cache. Nothing from here is used, or kept, unless its SHA-256 is the published one.
 */
import { linkedAbort } from './abort.ts'
import { assemble } from './assemble.ts'
import type { Bytes } from './bytes.ts'
import type { FileCache } from './cache.ts'
import type { OnProgress, Splits } from './dataset.ts'
import type { Transport } from './download.ts'
import { DataError } from './errors.ts'
import { isGzip } from './gunzip.ts'
import { trackDownload } from './progress.ts'
import { sha256 } from '../math/sha256.ts'
import { allRoles, FILE_NAMES, type FileFacts, type FileRole, type Source } from './sources.ts'
import { transfer } from './transfer.ts'

/** A server may have unpacked the file on the way; then its content must match. */
export const isGenuine = async (bytes: Bytes, facts: FileFacts): Promise<boolean> =>
  (await sha256(bytes)) === (isGzip(bytes) ? facts.sha256 : facts.unpackedSha256)

async function fromCache(url: string, facts: FileFacts, cache: FileCache): Promise<Bytes | null> {
  const bytes = await cache.read(url)
  if (!bytes) return null
  if (await isGenuine(bytes, facts)) return bytes
  await cache.remove(url)
  return null
}

export interface Mirrored {
  readonly origin: 'mirror' | 'cache'
  readonly splits: Splits
}

/** A file that has come stays in the cache even if another fails, so the next try fetches only what is missing. */
export async function loadMirrored(
  source: Source,
  cache: FileCache,
  transport: Transport,
  onProgress?: OnProgress,
): Promise<Mirrored> {
  const { mirror, files } = source
  if (!mirror) throw new DataError('data-no-mirror')
  const track = trackDownload(source, onProgress)
  // The first failure stops the other transfers.
  const { controller, release } = linkedAbort(transport.signal)
  let origin: Mirrored['origin'] = 'cache'
  const get = async (role: FileRole): Promise<Bytes> => {
    const [url, file] = [mirror + FILE_NAMES[role], FILE_NAMES[role]]
    const cached = await fromCache(url, files[role], cache)
    if (cached) {
      track(role)(files[role].bytes)
      return cached
    }
    origin = 'mirror'
    track(role)(0) // a mirror that never answers is a download, too
    const bytes = await transfer(
      { url, file, isGenuine: (found) => isGenuine(found, files[role]), onChunk: track(role) },
      { ...transport, signal: controller.signal },
    )
    void cache.write(url, bytes)
    return bytes
  }
  try {
    const bytes = await allRoles(get)
    return { splits: await assemble(bytes, onProgress), origin }
  } catch (error) {
    controller.abort(error)
    throw error
  } finally {
    release()
  }
}
