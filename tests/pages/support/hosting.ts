/**
 * A plain host of static files: the build below /some/base/, no header but the type, and a tiny MNIST in data/. It can
 * put out another version of the page, and it can go away.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { idxSet } from './idx.ts'

const DIST = join(import.meta.dirname, '../../../dist')
const BASE = '/some/base/'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
  '.gz': 'application/gzip',
}

/** Path below the base -> content. */
export type Site = Map<string, Buffer>

export function builtSite(): Site {
  const entries = readdirSync(DIST, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  const paths = entries.map((entry) => join(entry.parentPath, entry.name))
  const files = paths.map((path) => [path.slice(DIST.length + 1), readFileSync(path)] as const)
  const data = [...idxSet(640, 128)].map(([name, bytes]) => [`data/mnist/${name}`, bytes] as const)
  return new Map([...files, ...data])
}

const checksum = (content: Buffer): string =>
  `sha256-${createHash('sha256').update(content).digest('base64')}`

function replaceIn(site: Site, path: string, changes: readonly (readonly [string, string])[]): void {
  const text = changes.reduce((all, [from, to]) => all.replaceAll(from, to), site.get(path)!.toString())
  site.set(path, Buffer.from(text))
}

/** The path of the page's own script. */
export const entryOf = (site: Site): string =>
  /src="\.\/(assets\/index-[^"]+)"/.exec(`${site.get('index.html')}`)![1]!

/** Another build of the same source: its script has another name, and a file that the page loads late is gone. */
export function nextVersion(site: Site, without: RegExp): Site {
  const next: Site = new Map(site)
  const [entry, newEntry] = [entryOf(site), 'assets/index-next.js']
  const gone = [...site.keys()].find((path) => without.test(path))!
  const page = checksum(site.get('index.html')!)
  next.set(newEntry, site.get(entry)!)
  next.delete(entry)
  next.delete(gone)
  replaceIn(next, 'index.html', [[entry, newEntry]])
  replaceIn(next, 'service-worker.js', [
    [entry, newEntry],
    [page, checksum(next.get('index.html')!)],
    [`"${gone}":`, `"${newEntry}":`],
    [checksum(site.get(gone)!), checksum(next.get(newEntry)!)],
    [/version:`(.+?)`/.exec(`${site.get('service-worker.js')}`)![1]!, 'next-version'],
  ])
  return next
}

export interface Host {
  /** Of the page, ending in a slash. */
  readonly url: string
  publish(site: Site): void
  close(): Promise<void>
}

export async function startHost(first: Site): Promise<Host> {
  let site = first
  const answer: RequestListener = ({ url = '' }, response) => {
    const { pathname } = new URL(url, 'http://localhost')
    const path = pathname.startsWith(BASE) ? pathname.slice(BASE.length) || 'index.html' : ''
    const content = site.get(path)
    response.writeHead(content ? 200 : 404, { 'Content-Type': TYPES[extname(path)] ?? 'text/plain' })
    response.end(content ?? 'Not found\n')
  }
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}${BASE}`,
    publish: (next) => (site = next),
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
