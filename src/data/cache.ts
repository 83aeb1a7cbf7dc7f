/**
 * The browser's cache of files from a mirror. A cache is a convenience: where it is missing, forbidden, full or silent,
 * this one is empty and forgetful, never an error. Only verified files may be put in.
 */
import { withDeadline } from '../waiting/deadline.ts'
import type { Bytes } from './bytes.ts'

const NAME = 'elbo-lab-data'

export interface FileCache {
  read(url: string): Promise<Bytes | null>
  write(url: string, bytes: Bytes): Promise<void>
  remove(url: string): Promise<void>
}

/** The largest file comes from a slow disk in less; one that comes later is fetched from the mirror. */
const PATIENCE_MS = 10_000
const silent = () => new Error('the cache does not answer')

const quietly = async <T>(work: () => Promise<T>): Promise<T | null> => {
  try {
    return await withDeadline(work(), PATIENCE_MS, silent)
  } catch {
    return null
  }
}

/** `storage` is asked for late: merely touching `caches` throws in some private windows and sandboxed frames. */
export function fileCache(storage: () => CacheStorage | null | undefined): FileCache {
  const withCache = <T>(work: (cache: Cache) => Promise<T>): Promise<T | null> =>
    quietly(async () => {
      const cache = await storage()?.open(NAME)
      return cache ? work(cache) : null
    })
  return {
    read: (url) =>
      withCache(async (cache) => {
        const response = await cache.match(url)
        return response ? new Uint8Array(await response.arrayBuffer()) : null
      }),
    write: async (url, bytes) => {
      await withCache((cache) => cache.put(url, new Response(bytes)))
    },
    remove: async (url) => {
      await withCache((cache) => cache.delete(url))
    },
  }
}
