/**
 * The browser's cache of files from a mirror. A cache is a convenience: where it is missing, forbidden or full, this
 * one is empty and forgetful, never an error. Only verified files may be put in.
 */
import type { Bytes } from './bytes.ts'

const NAME = 'elbo-lab-data'

export interface FileCache {
  read(url: string): Promise<Bytes | null>
  write(url: string, bytes: Bytes): Promise<void>
  remove(url: string): Promise<void>
}

const quietly = async <T>(work: () => Promise<T>): Promise<T | null> => {
  try {
    return await work()
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
