/**
 * The files of a build in the browser's cache: all of them or none, a cache a version, each file checked when it comes
 * and when it is given out: what a disk or a cleaner has damaged is fetched anew. The page goes in last: a version that
 * has its page is complete. Knows caches, not events.
 */
import type { Build } from './build.ts'
import { checksum } from './checksum.ts'
import { isVersioned, pathBelow } from './routes.ts'

export interface BuildCache {
  /**
   * Fetches the build's files unless they are there, each up to three times; rejects, and keeps none, if one is missing or of
   * another build.
   */
  fill(): Promise<void>
  /** Takes away what no tab should need any more. */
  clear(): Promise<void>
  /** This build's, or an earlier one's. */
  find(url: string): Promise<Response | null>
  /** Of a complete version. */
  page(): Promise<Response | null>
}

const PAGE = 'index.html'

/** Kept with each file, since a later version knows only the checksums of its own. */
const CHECKSUM = 'X-Elbo-Lab-Checksum'

/** A tab that was opened before that many updates finds its files still there. */
const EARLIER_VERSIONS = 3

/** Before a file is asked for again: a browser installs a version that has failed only at the next visit. */
const PAUSES_MS = [1000, 5000]

/** What the server said goes first. */
export function withHeaders(response: Response, headers: Readonly<Record<string, string>>): Response {
  const all = new Headers(response.headers)
  for (const [name, value] of Object.entries(headers)) if (!all.has(name)) all.set(name, value)
  const { status, statusText } = response
  return new Response(response.body, { status, statusText, headers: all })
}

export interface BuildCacheOptions {
  readonly caches: CacheStorage
  readonly fetch: typeof fetch
  /** The page's folder. Other pages of this origin have caches, too, so it is part of their names. */
  readonly scope: string
  readonly build: Build
  /** Resolves after that many milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>
}

/** As it came; null if its bytes are others than expected (null: nothing is known), or cannot be read any more. */
async function checked(found: Response, expected: string | null): Promise<Response | null> {
  const { status, statusText, headers } = found
  try {
    const bytes = await found.arrayBuffer()
    const isSound = expected === null || (await checksum(bytes)) === expected
    return isSound ? new Response(bytes, { status, statusText, headers }) : null
  } catch {
    return null
  }
}

/** The versions' caches, and single files in them. */
function createVersions({ caches, fetch, scope, build }: BuildCacheOptions) {
  const prefix = `elbo-lab-files ${new URL(scope).pathname} `
  const own = prefix + build.version

  /** The page is asked for as people ask for it: some hosts answer "index.html" with a redirect. */
  const urlOf = (path: string): string => new URL(path === PAGE ? '' : path, scope).href

  return {
    own,
    /** Newest first. */
    async earlier(): Promise<string[]> {
      return (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== own).reverse()
    },
    /** Not by `open`, which would bring a cache back that another worker has just given up. */
    findIn: (cacheName: string, url: string): Promise<Response | undefined> =>
      caches.match(url, { cacheName, ignoreVary: true, ignoreSearch: true }),
    /** What is named by its content may come from the browser's own cache, as old as it likes. */
    async bring(cache: Cache, path: string, integrity: string): Promise<void> {
      const url = urlOf(path)
      const response = await fetch(url, { integrity, cache: isVersioned(path) ? 'default' : 'no-cache' })
      if (!response.ok) throw new Error(`${url}: ${response.status}`)
      await cache.put(url, withHeaders(response, { ...build.headers, [CHECKSUM]: integrity }))
    },
  }
}

type Versions = ReturnType<typeof createVersions>

function createFind({ caches, scope, build }: BuildCacheOptions, { own, earlier, findIn, bring }: Versions) {
  /** This build's, fetched anew if it is damaged, or gone from a version that was complete. */
  async function findOwn(url: string): Promise<Response | null> {
    const path = pathBelow(scope, url) || PAGE
    const expected = build.files[path]
    if (!expected) return null
    const found = await findIn(own, url)
    const sound = found && (await checked(found, expected))
    if (sound) return sound
    if (!found && !(await findIn(own, scope))) return null
    try {
      await bring(await caches.open(own), path, expected)
    } catch {
      return null // no network
    }
    return (await findIn(own, url)) ?? null
  }

  return async (url: string): Promise<Response | null> => {
    const ofThis = await findOwn(url)
    if (ofThis) return ofThis
    for (const name of await earlier()) {
      const found = await findIn(name, url)
      const sound = found && (await checked(found, found.headers.get(CHECKSUM)))
      if (sound) return sound
    }
    return null
  }
}

async function insist(
  bring: () => Promise<void>,
  pause: BuildCacheOptions['pause'],
  pauses = PAUSES_MS,
): Promise<void> {
  try {
    await bring()
  } catch (thrown) {
    const [first, ...others] = pauses
    if (first === undefined) throw thrown
    await pause(first)
    await insist(bring, pause, others)
  }
}

export function createBuildCache(options: BuildCacheOptions): BuildCache {
  const { caches, scope, build, pause } = options
  const versions = createVersions(options)
  const { own, earlier, findIn, bring } = versions
  const find = createFind(options, versions)

  /** A complete version may be in use, if only the worker has changed or an earlier build is out again. */
  async function fill(): Promise<void> {
    if (await findIn(own, scope)) return
    const cache = await caches.open(own)
    const get = (path: string, integrity: string) => insist(() => bring(cache, path, integrity), pause)
    try {
      const { [PAGE]: page, ...others } = build.files
      await Promise.all(Object.entries(others).map(([path, integrity]) => get(path, integrity)))
      if (page) await get(PAGE, page)
    } catch (thrown) {
      await caches.delete(own)
      throw thrown
    }
  }

  async function clear(): Promise<void> {
    const outlived = (await earlier()).slice(EARLIER_VERSIONS)
    await Promise.all(outlived.map((name) => caches.delete(name)))
  }

  return { fill, clear, find, page: () => find(scope) }
}
