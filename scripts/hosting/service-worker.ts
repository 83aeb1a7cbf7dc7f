/**
 * Builds the service worker behind the page: when every other file of the build lies in its folder, their list and
 * checksums go into it as __BUILD__ (src/service-worker/build.ts). There is none for the dev server.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import { build, type Plugin, type ResolvedConfig } from 'vite'
import type { Build } from '../../src/service-worker/build.ts'
import { isLab } from './content-policy.ts'
import { HEADERS, ISOLATION } from './policy.ts'

const NAME = 'service-worker.js'

/** For servers, or too large to fetch unasked. */
const LEFT_OUT = /^(_headers$|service-worker\.js$|data\/)|\.map$/

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map((path) => path.replaceAll(sep, '/'))
    .filter((path) => !LEFT_OUT.test(path))
    .sort()

const digest = (content: string | Buffer): string => createHash('sha256').update(content).digest('base64')

export function describeBuild(folder: string): Build {
  const checksum = (path: string) => `sha256-${digest(readFileSync(join(folder, path)))}`
  const files = Object.fromEntries(filesIn(folder).map((path) => [path, checksum(path)]))
  const version = digest(JSON.stringify([files, HEADERS]))
    .replaceAll(/\W/g, '')
    .slice(0, 12)
  return { version, files, headers: HEADERS, isolation: ISOLATION }
}

const buildWorker = ({ root, logLevel = 'info' }: ResolvedConfig, folder: string) =>
  build({
    root,
    configFile: false,
    publicDir: false,
    // Its one file is no news.
    logLevel: logLevel === 'info' ? 'warn' : logLevel,
    define: { __BUILD__: JSON.stringify(describeBuild(folder)) },
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: {
        input: resolve(root, 'src/service-worker/worker.ts'),
        // One plain script: not every browser takes modules here.
        output: { format: 'iife', entryFileNames: NAME },
      },
    },
  })

export function serviceWorker(): Plugin {
  let config: ResolvedConfig
  return {
    name: 'elbo-lab:service-worker',
    apply: 'build',
    configResolved(resolved) {
      config = resolved
    },
    writeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        const { root, build } = config
        if (isLab(root) && build.write) await buildWorker(config, resolve(root, build.outDir))
      },
    },
  }
}
