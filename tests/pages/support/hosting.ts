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

/** The path of the page's own script. */
export const entryOf = (site: Site): string =>
  /src="\.\/(assets\/index-[^"]+)"/.exec(`${site.get('index.html')}`)![1]!

const SCRIPT = /^(assets\/.*)\.js$/
const renamed = (path: string): string => path.replace(SCRIPT, '$1-next.js')

/** With its scripts under their new names, also where it names others. */
function rewritten(content: Buffer, site: Site): Buffer {
  const isScript = (name: string) => site.has(`assets/${name}`)
  const text = content
    .toString()
    .replaceAll(/[\w-]+\.js\b/g, (name) => (isScript(name) ? renamed(`assets/${name}`).slice(7) : name))
  return Buffer.from(text)
}

/** The list in a built service worker, made anew. */
const relisted = (worker: string, site: Site): string =>
  worker
    .replaceAll(/"([^"]+)":`sha256-[^`]+`,?/g, (_, path: string) => {
      const content = site.get(renamed(path))
      return content ? `"${renamed(path)}":\`${checksum(content)}\`,` : ''
    })
    .replace(/version:`.+?`/, 'version:`next-version`')

/** Another build: all its scripts have other names, so what an earlier page loads late is no more. */
export function nextVersion(site: Site): Site {
  const isText = (path: string) => SCRIPT.test(path) || path === 'index.html'
  const files = [...site].map(
    ([path, content]) => [renamed(path), isText(path) ? rewritten(content, site) : content] as const,
  )
  const next: Site = new Map(files)
  const worker = relisted(`${site.get('service-worker.js')}`, next)
  return next.set('service-worker.js', Buffer.from(worker))
}

export interface Host {
  /** Of the page, ending in a slash. */
  readonly url: string
  publish(site: Site): void
  /** Takes requests for these paths, and does not answer them. Returns how to answer them after all, marked as late. */
  keepWaiting(paths: RegExp): () => void
  close(): Promise<void>
}

/** The header of an answer that was kept waiting. */
export const LATE = 'x-late'

export async function startHost(first: Site): Promise<Host> {
  let site = first
  let waiting = /^$/
  const late: (() => void)[] = []
  const answer: RequestListener = (request, response) => {
    const { url = '' } = request
    const { pathname } = new URL(url, 'http://localhost')
    const path = pathname.startsWith(BASE) ? pathname.slice(BASE.length) || 'index.html' : ''
    if (waiting.test(path)) {
      response.setHeader(LATE, 'yes')
      late.push(() => answer(request, response))
      return
    }
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
    keepWaiting(paths) {
      waiting = paths
      return () => {
        waiting = /^$/
        for (const one of late.splice(0)) one()
      }
    },
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
