/**
 * The files of a build in the browser's cache: all of them or none, a cache a version, each file checked when it comes.
 * The page goes in last: a version that has its page is complete. Knows caches, not events.
 */
import type { Build } from './build.ts'
import { isVersioned } from './routes.ts'

export interface Shelf {
  /** Fetches the build's files unless they are there; rejects, and keeps none, if one is missing or of another build. */
  fill(): Promise<void>
  /** Takes away what no tab should need any more. */
  clear(): Promise<void>
  /** This build's, or an earlier one's. */
  find(url: string): Promise<Response | null>
  /** Of a complete version. */
  page(): Promise<Response | null>
}

const PAGE = 'index.html'

/** A tab that was opened before that many updates finds its files still there. */
const EARLIER_VERSIONS = 3

/** What the server said goes first. */
export function withHeaders(response: Response, headers: Readonly<Record<string, string>>): Response {
  const all = new Headers(response.headers)
  for (const [name, value] of Object.entries(headers)) if (!all.has(name)) all.set(name, value)
  const { status, statusText } = response
  return new Response(response.body, { status, statusText, headers: all })
}

export interface ShelfOptions {
  readonly caches: CacheStorage
  readonly fetch: typeof fetch
  /** The page's folder. Other pages of this origin have caches, too, so it is part of their names. */
  readonly scope: string
  readonly build: Build
}

export function createShelf({ caches, fetch, scope, build }: ShelfOptions): Shelf {
  const prefix = `elbo-lab-files ${new URL(scope).pathname} `
  const own = prefix + build.version

  /** The page is asked for as people ask for it: some hosts answer "index.html" with a redirect. */
  const urlOf = (path: string): string => new URL(path === PAGE ? '' : path, scope).href

  /** Newest first, this build's before all. */
  async function versions(): Promise<string[]> {
    const names = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== own)
    return [own, ...names.reverse()]
  }

  /** Not by `open`, which would bring a cache back that another worker has just given up. */
  const findIn = (cacheName: string, url: string): Promise<Response | undefined> =>
    caches.match(url, { cacheName, ignoreVary: true, ignoreSearch: true })

  async function find(url: string): Promise<Response | null> {
    for (const name of await versions()) {
      const found = await findIn(name, url)
      if (found) return found
    }
    return null
  }

  /** What is named by its content may come from the browser's own cache, as old as it likes. */
  async function bring(cache: Cache, path: string, integrity: string): Promise<void> {
    const url = urlOf(path)
    const response = await fetch(url, { integrity, cache: isVersioned(path) ? 'default' : 'no-cache' })
    if (!response.ok) throw new Error(`${url}: ${response.status}`)
    await cache.put(url, withHeaders(response, build.headers))
  }

  /** A complete version may be in use, if only the worker has changed or an earlier build is out again. */
  async function fill(): Promise<void> {
    if (await findIn(own, scope)) return
    const cache = await caches.open(own)
    try {
      const { [PAGE]: page, ...others } = build.files
      await Promise.all(Object.entries(others).map(([path, integrity]) => bring(cache, path, integrity)))
      if (page) await bring(cache, PAGE, page)
    } catch (thrown) {
      await caches.delete(own)
      throw thrown
    }
  }

  async function clear(): Promise<void> {
    const outlived = (await versions()).slice(1 + EARLIER_VERSIONS)
    await Promise.all(outlived.map((name) => caches.delete(name)))
  }

  return { fill, clear, find, page: () => find(scope) }
}
