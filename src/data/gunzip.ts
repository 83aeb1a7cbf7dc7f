/**
 * Unpacks gzip where there is any: some servers inflate .gz files on the way, so the content decides, not the name.
 */
import { collect, MAX_BYTES, type Bytes } from './bytes.ts'
import { DataError } from './errors.ts'

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b

/** `file` only names the source in errors; `limit` bounds the unpacked size. */
export async function gunzip(bytes: Bytes, file = 'data', limit = MAX_BYTES): Promise<Bytes> {
  if (!isGzip(bytes)) return bytes
  if (typeof DecompressionStream === 'undefined') throw new DataError('gzip-unsupported', { file })
  try {
    return await collect(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')), {
      file,
      limit,
    })
  } catch (cause) {
    if (cause instanceof DataError) throw cause
    throw new DataError('gzip-corrupt', { file }, { cause })
  }
}
