/**
 * Which requests the service worker answers: the page, the files of a build, the data beside them. Everything else, and
 * every other host, goes on to the network as if there were no service worker.
 */

export type Route = 'page' | 'file' | 'data'

type Asked = Pick<Request, 'method' | 'mode' | 'url'>

/** Below the folder of the page; null if it is elsewhere. */
export function pathBelow(scope: string, url: string): string | null {
  const [base, asked] = [new URL(scope), new URL(url)]
  const isBelow = asked.origin === base.origin && asked.pathname.startsWith(base.pathname)
  return isBelow ? asked.pathname.slice(base.pathname.length) : null
}

const isPage = (path: string): boolean => path === '' || path === 'index.html'

/** A file of an earlier build is one too: a tab that is still open may ask for it. */
export const isVersioned = (path: string): boolean => path.startsWith('assets/')

export function routeOf(
  { method, mode, url }: Asked,
  scope: string,
  files: Readonly<Record<string, string>>,
): Route | null {
  const path = pathBelow(scope, url)
  if (method !== 'GET' || path === null) return null
  if (isPage(path)) return mode === 'navigate' ? 'page' : null
  if (path.startsWith('data/')) return 'data'
  return isVersioned(path) || Object.hasOwn(files, path) ? 'file' : null
}
