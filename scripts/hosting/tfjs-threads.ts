/**
 * TF.js starts the threads of its wasm backend from blob: URLs, which the page's policy would have to allow to every
 * script, and eight of them, however few it computes with. In a build the two scripts are files instead, and only the
 * threads that it uses are started. Looks for TF.js 4.22's own lines, and refuses any other.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Plugin } from 'vite'

const require = createRequire(import.meta.url)
const PACKAGE = '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd'
const MODULE = /tfjs-backend-wasm\/dist\/backend_wasm\.js$/
const GLUE = /tfjs-backend-wasm\/wasm-out\/tfjs-backend-wasm-threaded-simd\.js$/

/** The line breaks of its one string literal were lost when it was put into a template. */
const threadScript = (): string => {
  const { wasmWorkerContents } = require(`${PACKAGE}.worker.js`) as { wasmWorkerContents: string }
  return wasmWorkerContents.replaceAll('\n', '\\n')
}
const mainScript = (): string => readFileSync(require.resolve(`${PACKAGE}.js`), 'utf8')

interface Script {
  readonly fileName: string
  readonly source: string
}

const script = (name: string, source: string): Script => {
  const hash = createHash('sha256').update(source).digest('base64url').slice(0, 8)
  return { fileName: `assets/${name}-${hash}.js`, source }
}

const scripts = (): readonly [Script, Script] => [
  script('tfjs-thread', threadScript()),
  script('tfjs-thread-main', mainScript()),
]

/** As they stand beside the other chunks of a build. */
export const threadScriptNames = (): readonly string[] =>
  scripts().map(({ fileName }) => fileName.replace('assets/', ''))

/** Beside the chunk that asks, by an expression that Vite does not take for an asset of its own. */
const urlOf = ({ fileName }: Script): string =>
  `import.meta.url.replace(/[^/]*$/, '${fileName.replace('assets/', '')}')`

const THREAD_BLOB =
  /const blob = new Blob\(\[response\], \{ type: 'application\/javascript' \}\);\s*return URL\.createObjectURL\(blob\);/
const MAIN_BLOB =
  /new Blob\(\[`var WasmBackendModuleThreadedSimd = ` \+\s*wasmFactoryThreadedSimd\.toString\(\)\], \{ type: 'text\/javascript' \}\)/

export function withScriptFiles(code: string, thread: Script, main: Script): string {
  if (!THREAD_BLOB.test(code) || !MAIN_BLOB.test(code))
    throw new Error('tfjs-threads: expected the blobs of TF.js 4.22 in backend_wasm.js, found none')
  return code.replace(THREAD_BLOB, () => `return ${urlOf(thread)};`).replace(MAIN_BLOB, () => urlOf(main))
}

const POOL = 'var pthreadPoolSize=8;'

/** Half of the cores, at least one and at most four, as its C++ says; the calling thread is one of them. */
const USED = 'var pthreadPoolSize=Math.min(Math.max(navigator.hardwareConcurrency>>1,1),4)-1;'

const LAST_IS_LOADED = 'if(!--numWorkersToLoad)removeRunDependency("wasm-instantiate")})})'
const NONE_TO_LOAD = ';if(!numWorkersToLoad)removeRunDependency("wasm-instantiate")'

export function withUsedThreads(code: string): string {
  if (!code.includes(POOL) || !code.includes(LAST_IS_LOADED))
    throw new Error('tfjs-threads: expected the pool of TF.js 4.22 in its threaded module, found none')
  return code.replace(POOL, USED).replace(LAST_IS_LOADED, LAST_IS_LOADED + NONE_TO_LOAD)
}

export function tfjsThreads(): Plugin {
  return {
    name: 'elbo-lab:tfjs-threads',
    apply: 'build',
    transform(code, id) {
      if (GLUE.test(id)) return { code: withUsedThreads(code), map: null }
      if (!MODULE.test(id)) return null
      const [thread, main] = scripts()
      for (const { fileName, source } of [thread, main]) this.emitFile({ type: 'asset', fileName, source })
      return { code: withScriptFiles(code, thread, main), map: null }
    },
  }
}
