/**
 * Serves the IDX files of MNIST_DIR and FASHION_MNIST_DIR (or of ./data, where `npm run data` puts them) as
 * data/mnist/ and data/fashion-mnist/, both while developing and for a built page. Only those eight names; whatever
 * else is asked for below data/ and is not among the page's own static files is a 404, never the page itself.
 */
import { createReadStream, existsSync, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join, resolve } from 'node:path'
import type { Plugin } from 'vite'
import { FILE_NAMES } from '../src/data/sources.ts'

const FOLDERS = { mnist: 'MNIST_DIR', 'fashion-mnist': 'FASHION_MNIST_DIR' } as const
type FolderName = keyof typeof FOLDERS

const KNOWN_FILES: readonly string[] = Object.values(FILE_NAMES)

/** Where each data set's files are, as the environment says; `root` is where npm runs, whatever page is served. */
export const dataDirectories = (root: string): Record<FolderName, string> => ({
  mnist: resolve(root, process.env[FOLDERS.mnist] || 'data/mnist'),
  'fashion-mnist': resolve(root, process.env[FOLDERS['fashion-mnist']] || 'data/fashion-mnist'),
})

/** A folder that was asked for by name but lacks files: worth saying at start, since the page would only fall back. */
function missingFiles(root: string): string[] {
  const directories = dataDirectories(root)
  return (Object.keys(FOLDERS) as FolderName[]).flatMap((name) => {
    if (!process.env[FOLDERS[name]]) return []
    const missing = KNOWN_FILES.filter((file) => !existsSync(join(directories[name], file)))
    return missing.length > 0 ? [`${FOLDERS[name]}: no ${missing.join(', ')} in ${directories[name]}`] : []
  })
}

/** "./" and "" mean the root of the server; a full URL, its path. */
const basePath = (base: string): string =>
  base.startsWith('.') || !base ? '/' : new URL(base, 'http://x').pathname

/** The part of the address below data/, or null if it is elsewhere. */
function belowData(url: string | undefined, base: string): string | null {
  const path = (url ?? '').split(/[?#]/)[0] ?? ''
  const prefix = `${basePath(base)}data/`
  return path.startsWith(prefix) ? path.slice(prefix.length) : null
}

function send(path: string, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, {
    'Content-Type': 'application/gzip',
    'Content-Length': statSync(path).size,
    'Cache-Control': 'no-cache',
  })
  if (request.method === 'HEAD') response.end()
  else
    createReadStream(path)
      .on('error', () => response.destroy())
      .pipe(response)
}

function sendMissing(response: ServerResponse): void {
  response.writeHead(404, { 'Content-Type': 'text/plain' })
  response.end('Not found\n')
}

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile()

/** `statics` is the folder of files that the server serves by itself. */
export function dataHandler(root: string, statics: string, base: string): Handler {
  const directories = dataDirectories(root)
  return (request, response, next) => {
    const asked = belowData(request.url, base)
    if (asked === null || (request.method !== 'GET' && request.method !== 'HEAD')) return next()
    const [folder = '', file = '', ...rest] = asked.split('/')
    const known = Object.hasOwn(FOLDERS, folder) && KNOWN_FILES.includes(file) && rest.length === 0
    const path = known ? join(directories[folder as FolderName], file) : null
    if (path && isFile(path)) return send(path, request, response)
    const plain = /^[\w./-]+$/.test(asked) && !asked.includes('..')
    if (plain && isFile(join(statics, 'data', asked))) return next()
    sendMissing(response)
  }
}

export function dataFolders(): Plugin {
  return {
    name: 'elbo-lab:data-folders',
    configureServer({ config, middlewares }) {
      missingFiles(process.cwd()).forEach((line) => config.logger.warn(line))
      middlewares.use(dataHandler(process.cwd(), config.publicDir, config.base))
    },
    configurePreviewServer({ config, middlewares }) {
      missingFiles(process.cwd()).forEach((line) => config.logger.warn(line))
      middlewares.use(dataHandler(process.cwd(), resolve(config.root, config.build.outDir), config.base))
    },
  }
}
