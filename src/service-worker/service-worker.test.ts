/** What the service worker answers, and what it keeps, over caches in memory. */
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Build } from './build.ts'
import { routeOf } from './routes.ts'
import { createBuildCache as create, withHeaders, type BuildCacheOptions } from './build-cache.ts'

/** Nothing here waits. */
const createBuildCache = (options: Omit<BuildCacheOptions, 'pause'>) =>
  create({ pause: () => Promise.resolve(), ...options })

const SCOPE = 'https://host.example/some/base/'
const FILES = {
  'index.html': 'sha256-page',
  'theme.js': 'sha256-theme',
  'assets/index-a1.js': 'sha256-index',
}

const routed = (url: string, mode: RequestMode = 'no-cors', method = 'GET') =>
  routeOf({ url: new URL(url, SCOPE).href, mode, method }, SCOPE, FILES)

describe('what is answered', () => {
  test('the page, as people ask for it', () => {
    expect(routed('./', 'navigate')).toBe('page')
    expect(routed('index.html?from=mail', 'navigate')).toBe('page')
    expect(routed('./', 'cors')).toBeNull()
  })

  test('files of this build and of those before', () => {
    expect(routed('theme.js')).toBe('file')
    expect(routed('assets/index-a1.js')).toBe('file')
    expect(routed('assets/index-00.js')).toBe('file')
  })

  test('data beside the page', () => {
    expect(routed('data/mnist/train-images-idx3-ubyte.gz', 'cors')).toBe('data')
  })

  test('nothing else', () => {
    expect(routed('service-worker.js')).toBeNull()
    expect(routed('notes.html', 'navigate')).toBeNull()
    expect(routed('/other/base/', 'navigate')).toBeNull()
    expect(routed('https://cdn.example/some/base/theme.js')).toBeNull()
    expect(routed('theme.js', 'no-cors', 'POST')).toBeNull()
  })
})

/** As much of the platform's as the shelf uses: caches in the order of their making. */
function memoryCaches(): CacheStorage {
  const all = new Map<string, Map<string, Response>>()
  const cacheOf = (entries: Map<string, Response>) => ({
    match: async (url: string) => entries.get(url)?.clone(),
    put: async (url: string, response: Response) => void entries.set(url, response),
    delete: async (url: string) => entries.delete(url),
  })
  return {
    keys: async () => [...all.keys()],
    delete: async (name: string) => all.delete(name),
    match: async (url: string, { cacheName = '' }: MultiCacheQueryOptions) =>
      all.get(cacheName)?.get(url.replace(/\?.*/, ''))?.clone(),
    async open(name: string) {
      if (!all.has(name)) all.set(name, new Map())
      return cacheOf(all.get(name)!)
    },
  } as unknown as CacheStorage
}

const urlOf = (path: string) => new URL(path === 'index.html' ? '' : path, SCOPE).href
const contentOf = (version: string, path: string) => `${version} ${urlOf(path)}`
const hash = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`

const buildOf = (version: string, paths: readonly string[] = Object.keys(FILES)): Build => ({
  version,
  files: Object.fromEntries(paths.map((path) => [path, hash(contentOf(version, path))])),
  headers: { 'Cross-Origin-Embedder-Policy': 'require-corp' },
  isolation: {},
})

/** Answers every URL with its path and the version that is out; notes what was asked. */
function host(version: string, missing: RegExp = /^$/) {
  const asked: [string, RequestInit | undefined][] = []
  const fetch = async (input: string | URL | Request, init?: RequestInit) => {
    const url = `${input as string}`
    asked.push([url, init])
    return missing.test(url) ? new Response('', { status: 404 }) : new Response(`${version} ${url}`)
  }
  return { asked, fetch }
}

describe('what is kept', () => {
  test('every file, checked, with the headers that the host left out', async () => {
    const caches = memoryCaches()
    const { asked, fetch } = host('one')
    const build = buildOf('one')
    const shelf = createBuildCache({ caches, fetch, scope: SCOPE, build })
    await shelf.fill()
    const order = ['theme.js', 'assets/index-a1.js', 'index.html']
    expect(asked.map(([url, init]) => [url, init?.integrity])).toEqual(
      order.map((path) => [urlOf(path), build.files[path]]),
    )
    const page = await shelf.page()
    expect(page?.headers.get('Cross-Origin-Embedder-Policy')).toBe('require-corp')
    expect(await page?.text()).toBe(`one ${SCOPE}`)
  })

  test('nothing of a build that is not all there', async () => {
    const caches = memoryCaches()
    const shelf = createBuildCache({ caches, ...host('one', /theme/), scope: SCOPE, build: buildOf('one') })
    await expect(shelf.fill()).rejects.toThrow('theme.js: 404')
    expect(await caches.keys()).toEqual([])
  })

  test('what was lost on its way, once or twice: it is asked for again, after a while', async () => {
    const lost = new Map([
      ['theme.js', 1],
      ['assets/index-a1.js', 2],
      ['', 1],
    ])
    const waited: number[] = []
    const { asked, fetch } = host('one')
    const shelf = create({
      caches: memoryCaches(),
      fetch(url, init) {
        const path = `${url as string}`.replace(SCOPE, '')
        const left = lost.get(path) ?? 0
        lost.set(path, left - 1)
        return left > 0 ? Promise.reject(new TypeError('Failed to fetch')) : fetch(url as string, init)
      },
      scope: SCOPE,
      build: buildOf('one'),
      pause: async (milliseconds) => void waited.push(milliseconds),
    })
    await shelf.fill()
    expect(await (await shelf.page())?.text()).toBe(`one ${SCOPE}`)
    expect(asked).toHaveLength(3)
    expect(waited.toSorted((a, b) => a - b)).toEqual([1000, 1000, 1000, 5000])
  })

  test('but what fails three times fails the version', async () => {
    const caches = memoryCaches()
    const { asked, fetch } = host('one', /theme/)
    const shelf = createBuildCache({ caches, fetch, scope: SCOPE, build: buildOf('one') })
    await expect(shelf.fill()).rejects.toThrow('theme.js: 404')
    expect(asked.filter(([url]) => url.includes('theme'))).toHaveLength(3)
    expect(await caches.keys()).toEqual([])
  })

  test('a version is none before it is complete, also where its worker was ended in between', async () => {
    const caches = memoryCaches()
    const scope = SCOPE
    await createBuildCache({ caches, ...host('one'), scope, build: buildOf('one') }).fill()
    const stalled: typeof fetch = (url, init) =>
      `${url as string}`.includes('theme') ? new Promise(() => {}) : host('two').fetch(url as string, init)
    const second = createBuildCache({ caches, fetch: stalled, scope, build: buildOf('two') })
    void second.fill()
    await expect
      .poll(() => second.find(`${SCOPE}assets/index-a1.js`).then((file) => file?.text()))
      .toMatch(/^two/)
    expect(await (await second.page())?.text()).toBe(`one ${SCOPE}`)

    const again = createBuildCache({ caches, ...host('two'), scope, build: buildOf('two') })
    await again.fill()
    expect(await (await again.page())?.text()).toBe(`two ${SCOPE}`)
  })

  test('a complete version stays, and looking for a file brings none back', async () => {
    const caches = memoryCaches()
    const { asked, fetch } = host('one')
    await createBuildCache({ caches, fetch, scope: SCOPE, build: buildOf('one') }).fill()
    const sameBuild = createBuildCache({ caches, ...host('one', /./), scope: SCOPE, build: buildOf('one') })
    await sameBuild.fill()
    expect(await sameBuild.page()).not.toBeNull()
    expect(asked).toHaveLength(3)

    const failed = createBuildCache({ caches, ...host('two', /theme/), scope: SCOPE, build: buildOf('two') })
    await expect(failed.fill()).rejects.toThrow()
    expect(await (await failed.page())?.text()).toBe(`one ${SCOPE}`)
    expect(await caches.keys()).toHaveLength(1)
  })

  test('the newest version first, three before it for tabs that are still open', async () => {
    const caches = memoryCaches()
    await caches.open('of another page')
    for (const version of ['one', 'two', 'three', 'four', 'five']) {
      const paths = ['index.html', `assets/only-${version}.js`]
      const shelf = createBuildCache({
        caches,
        ...host(version),
        scope: SCOPE,
        build: buildOf(version, paths),
      })
      await shelf.fill()
      await shelf.clear()
      expect(await (await shelf.page())?.text()).toBe(`${version} ${SCOPE}`)
    }
    const last = createBuildCache({ caches, ...host('five'), scope: SCOPE, build: buildOf('five') })
    expect(await last.find(`${SCOPE}assets/only-two.js`)).not.toBeNull()
    expect(await last.find(`${SCOPE}assets/only-one.js`)).toBeNull()
    expect(await caches.keys()).toContain('of another page')
  })
})

describe('what the disk has damaged', () => {
  const INDEX = urlOf('assets/index-a1.js')

  /** Two versions, both complete, and the newer one's shelf over a host that can go away. */
  async function shelves() {
    const caches = memoryCaches()
    await createBuildCache({ caches, ...host('one'), scope: SCOPE, build: buildOf('one') }).fill()
    const { asked, fetch } = host('two')
    const state = { isGone: false }
    const shelf = createBuildCache({
      caches,
      fetch: (url, init) => (state.isGone ? Promise.reject(new TypeError()) : fetch(url as string, init)),
      scope: SCOPE,
      build: buildOf('two'),
    })
    await shelf.fill()
    asked.length = 0
    const nameOf = async (version: string) => (await caches.keys()).find((name) => name.endsWith(version))!
    const damage = async (version: string, url: string, response: Response) =>
      (await caches.open(await nameOf(version))).put(url, response)
    return { caches, shelf, asked, state, nameOf, damage }
  }

  const text = async (response: Promise<Response | null>) => (await response)?.text()

  test.each([
    ['other bytes', () => new Response('two https://elsewhere')],
    ['a part of it', () => new Response(contentOf('two', 'assets/index-a1.js').slice(0, -1))],
    ['nothing', () => new Response('')],
    [
      'what cannot be read',
      () => new Response(new ReadableStream({ start: (controller) => controller.error(new Error('I/O')) })),
    ],
  ])('is fetched anew, once: %s', async (_, damaged) => {
    const { shelf, asked, damage } = await shelves()
    await damage('two', INDEX, damaged())
    expect(await text(shelf.find(INDEX))).toBe(contentOf('two', 'assets/index-a1.js'))
    expect(await text(shelf.find(`${INDEX}?again`))).toBe(contentOf('two', 'assets/index-a1.js'))
    expect(asked).toHaveLength(1)
  })

  test('so is what is gone from a complete version, and the page itself', async () => {
    const { caches, shelf, nameOf, damage } = await shelves()
    await (await caches.open(await nameOf('two'))).delete(INDEX)
    await damage('two', SCOPE, new Response('<html>'))
    expect(await text(shelf.find(INDEX))).toBe(contentOf('two', 'assets/index-a1.js'))
    expect(await text(shelf.page())).toBe(contentOf('two', 'index.html'))
  })

  test('without a network it is not given out; the page of the version before is, and heals later', async () => {
    const { shelf, state, damage } = await shelves()
    await damage('two', INDEX, new Response('damaged'))
    await damage('two', SCOPE, new Response('<html>'))
    state.isGone = true
    expect(await text(shelf.page())).toBe(contentOf('one', 'index.html'))
    expect(await text(shelf.find(INDEX))).toBe(contentOf('one', 'assets/index-a1.js'))
    state.isGone = false
    expect(await text(shelf.page())).toBe(contentOf('two', 'index.html'))
  })

  test('of an earlier version is not given out either: nobody has it any more', async () => {
    const { shelf, damage } = await shelves()
    const old = urlOf('assets/only-one.js')
    const sound = (body: string) =>
      new Response(body, { headers: { 'X-Elbo-Lab-Checksum': hash('only one') } })
    await damage('one', old, sound('only one'))
    expect(await text(shelf.find(old))).toBe('only one')
    await damage('one', old, sound('only on'))
    expect(await shelf.find(old)).toBeNull()
  })
})

test('what the host says of a file goes first', () => {
  const given = new Response('x', { status: 203, headers: { 'Referrer-Policy': 'origin' } })
  const answer = withHeaders(given, { 'Referrer-Policy': 'no-referrer', 'X-Other': 'yes' })
  expect([answer.status, answer.headers.get('Referrer-Policy'), answer.headers.get('X-Other')]).toEqual([
    203,
    'origin',
    'yes',
  ])
})
