/** What the build does for its hosts: the policy, the files in place of TF.js's blobs, the list for the service worker. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { contentPolicy } from '../scripts/hosting/content-policy.ts'
import { headersFile, PAGE_POLICY } from '../scripts/hosting/policy.ts'
import { describeBuild } from '../scripts/hosting/service-worker.ts'
import { withScriptFiles, withUsedThreads } from '../scripts/hosting/tfjs-threads.ts'
import { commitOf } from '../scripts/hosting/version.ts'
import { SOURCES } from '../src/data/sources.ts'

describe('the content policy', () => {
  const directives = new Map(
    PAGE_POLICY.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ')
      return [name, sources]
    }),
  )

  test('allows beyond the page itself only WebAssembly and the mirrors', () => {
    expect(directives.get('default-src')).toEqual(["'none'"])
    expect(directives.get('script-src')).toEqual(["'self'", "'wasm-unsafe-eval'"])
    const mirrors = Object.values(SOURCES).flatMap(({ mirror }) => mirror ?? [])
    expect(directives.get('connect-src')).toEqual(["'self'", ...mirrors])
    expect(PAGE_POLICY).not.toMatch(/unsafe-inline|'unsafe-eval'|\*/)
  })

  test('is in the headers of a host that reads _headers, with who may frame the page', () => {
    expect(headersFile()).toContain(`  Content-Security-Policy: ${PAGE_POLICY}; frame-ancestors *\n`)
    expect(headersFile()).toMatch(/^\/\*\n {2}Cross-Origin-Opener-Policy: same-origin\n/)
  })
})

describe('the preview server', () => {
  type Serve = (
    request: { url: string },
    response: { setHeader: Map<string, string>['set'] },
    next: () => void,
  ) => void

  /** The headers of an answer, by a build in `folder`. */
  function headersOf(folder: string, url: string): ReadonlyMap<string, string> {
    let serve: Serve | null = null
    const config = { root: join(import.meta.dirname, '..'), build: { outDir: folder } }
    const { configurePreviewServer } = contentPolicy() as unknown as Record<string, (server: object) => void>
    configurePreviewServer!({ config, middlewares: { use: (one: Serve) => (serve = one) } })
    const headers = new Map<string, string>()
    serve!({ url }, { setHeader: (name, value) => headers.set(name, value) }, () => undefined)
    return headers
  }

  test('lets a browser keep what is named by its content, if it is there, and nothing else', () => {
    const folder = mkdtempSync(join(tmpdir(), 'elbo-lab-'))
    mkdirSync(join(folder, 'assets'))
    for (const name of ['index.html', 'assets/index-1.js']) writeFileSync(join(folder, name), '')
    const cached = (url: string) => headersOf(folder, url).get('Cache-Control')
    expect(cached('/assets/index-1.js?x#y')).toMatch(/immutable/)
    for (const url of ['/', '/index.html', '/assets/index-2.js', '/assets/../index.html', '/data/assets/x'])
      expect(cached(url), url).toBeUndefined()
    expect(headersOf(folder, '/').get('X-Content-Type-Options')).toBe('nosniff')
    rmSync(folder, { recursive: true })
  })
})

describe("TF.js's threads", () => {
  const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json')
  const code = readFileSync(join(entry, '../dist/backend_wasm.js'), 'utf8').replace(/\/\/# source.*/, '')
  const files = ['one', 'two'].map((name) => ({ fileName: `assets/${name}.js`, source: '' })) as never[]

  test('begin from files, in the version that is installed', () => {
    const changed = withScriptFiles(code, ...(files as [never, never]))
    expect(changed).not.toMatch(/new Blob|createObjectURL/)
    expect(changed).toMatch(/'one\.js'.*'two\.js'/s)
  })

  test('are as many as it computes with', () => {
    const glue = readFileSync(join(entry, '../wasm-out/tfjs-backend-wasm-threaded-simd.js'), 'utf8')
    const changed = withUsedThreads(glue)
    const [, size] = /var pthreadPoolSize=(.*?);/.exec(changed)!
    const startedOn = (cores: number): unknown =>
      Function('navigator', `return ${size}`)({ hardwareConcurrency: cores })
    expect([1, 2, 3, 4, 6, 8, 64].map(startedOn)).toEqual([0, 0, 0, 1, 2, 3, 3])
    // Where there is none, nothing waits for the last of them.
    expect(changed).toContain(';if(!numWorkersToLoad)removeRunDependency(')
  })

  test('of another version are refused', () => {
    const other = code.replace('new Blob([response]', 'new Blob([answer]')
    expect(() => withScriptFiles(other, ...(files as [never, never]))).toThrow('tfjs-threads: expected')
    expect(() => withUsedThreads('var poolSize=8;')).toThrow('tfjs-threads: expected')
  })
})

test('the list of a build: what a page may ask for, by its content', () => {
  const folder = mkdtempSync(join(tmpdir(), 'elbo-lab-'))
  const write = (path: string, text: string) => writeFileSync(join(folder, path), text)
  try {
    for (const path of ['assets', 'data', 'data/mnist']) mkdirSync(join(folder, path))
    for (const path of ['index.html', '_headers', 'data/mnist/x.gz', 'assets/a.js', 'assets/a.js.map'])
      write(path, '')
    const { files, version } = describeBuild(folder)
    const empty = 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='
    expect(files).toEqual({ 'assets/a.js': empty, 'index.html': empty })
    write('assets/a.js', 'x')
    expect(describeBuild(folder).version).not.toBe(version)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('no commit is told of a folder that is no repository of its own', () => {
  expect(commitOf(tmpdir())).toBe('')
  expect(commitOf(join(import.meta.dirname, '..'))).toMatch(/^([0-9a-f]{7,}(-dirty)?)?$/)
  expect(commitOf(import.meta.dirname)).toBe('')
})
