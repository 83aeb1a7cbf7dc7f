import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { Bytes } from './bytes.ts'
import { imagesAt } from './dataset.ts'
import { loadDataset, type LoadOptions } from './load.ts'
import { sha256 } from '../math/sha256.ts'
import { allRoles, FILE_NAMES, FILE_ROLES, type FileRole, type Source } from './sources.ts'
import { imagesFile, labelsFile } from './testing/idx-bytes.ts'

const gzip = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(gzipSync(bytes))

const MIRROR = 'https://mirror.test/pinned/'
const BASE = 'https://lab.test/sub/index.html'
const OWN = 'https://lab.test/sub/data/mnist/'

const RAW: Record<FileRole, Bytes> = {
  trainImages: imagesFile(6, 1),
  trainLabels: labelsFile([0, 1, 2, 3, 4, 5]),
  testImages: imagesFile(2, 100),
  testLabels: labelsFile([8, 9]),
}
const PACKED = Object.fromEntries(FILE_ROLES.map((role) => [role, gzip(RAW[role])])) as Record<
  FileRole,
  Bytes
>
const PACKED_TOTAL = FILE_ROLES.reduce((sum, role) => sum + PACKED[role].length, 0)

let source: Source
beforeAll(async () => {
  const files = await allRoles(async (role) => ({
    bytes: PACKED[role].length,
    sha256: await sha256(PACKED[role]),
    unpackedBytes: RAW[role].length,
    unpackedSha256: await sha256(RAW[role]),
  }))
  source = { mirror: MIRROR, files }
})

type Answer = () => Response | Promise<Response>
const ok =
  (bytes: Bytes, type = 'application/gzip'): Answer =>
  () =>
    new Response(bytes, { headers: { 'content-type': type } })
const page: Answer = () =>
  new Response('<!doctype html><p>Hello', { headers: { 'content-type': 'text/html' } })
const all = (folder: string, files: Record<FileRole, Bytes>): Record<string, Answer> =>
  Object.fromEntries(FILE_ROLES.map((role) => [folder + FILE_NAMES[role], ok(files[role])]))

/** Answers by address; anything else is a 404. Keeps what was asked for. */
function fakeFetch(answers: Record<string, Answer>) {
  const asked: string[] = []
  const fetch = async (input: unknown, init?: RequestInit): Promise<Response> => {
    const url = String(input)
    asked.push(url)
    init?.signal?.throwIfAborted()
    return (answers[url] ?? (() => new Response('no', { status: 404 })))()
  }
  return { fetch: fetch as typeof globalThis.fetch, asked }
}

function fakeCaches(kept = new Map<string, Bytes>()) {
  const cache = {
    match: async (url: string) => (kept.has(url) ? new Response(kept.get(url)) : undefined),
    put: async (url: string, response: Response) =>
      void kept.set(url, new Uint8Array(await response.arrayBuffer())),
    delete: async (url: string) => kept.delete(url),
  }
  return { kept, caches: { open: async () => cache } as unknown as CacheStorage }
}

const load = (options: Partial<LoadOptions>) =>
  loadDataset(
    { dataset: 'mnist' },
    {
      base: BASE,
      caches: null,
      fetch: null,
      pauseMs: 1,
      sources: { mnist: source, 'fashion-mnist': { ...source, mirror: null } },
      counts: { train: 20, test: 10 },
      ...options,
    },
  )

describe('the order of sources', () => {
  test('the page’s own copy comes first; no mirror is asked', async () => {
    const { fetch, asked } = fakeFetch({ ...all(OWN, PACKED), ...all(MIRROR, PACKED) })
    const data = await load({ fetch })
    expect(data).toMatchObject({ name: 'mnist', origin: 'same-origin', notices: [] })
    expect([data.train.count, data.test.count, data.test.labels?.[1]]).toEqual([6, 2, 9])
    expect(asked).toHaveLength(4)
    expect(asked.every((url) => url.startsWith(OWN))).toBe(true)
  })

  test('the page’s own copy may be unpacked, and need not be the published one', async () => {
    const { fetch } = fakeFetch(all(OWN, { ...RAW, trainImages: imagesFile(6, 77) }))
    const data = await load({ fetch })
    expect([data.origin, data.train.images[0]]).toEqual(['same-origin', 77])
  })

  test('without a copy the mirror, after a single question to the page’s server; then the cache', async () => {
    const { fetch, asked } = fakeFetch(all(MIRROR, PACKED))
    const { caches, kept } = fakeCaches()
    expect(await load({ fetch, caches })).toMatchObject({ name: 'mnist', origin: 'mirror', notices: [] })
    expect(asked.filter((url) => url.startsWith(OWN))).toHaveLength(1)
    await vi.waitFor(() => expect(kept.size).toBe(4))
    const offline = fakeFetch({})
    expect(await load({ fetch: offline.fetch, caches })).toMatchObject({ name: 'mnist', origin: 'cache' })
    expect(offline.asked).toHaveLength(1)
  })

  test('only what the cache lacks is downloaded', async () => {
    const { fetch, asked } = fakeFetch(all(MIRROR, PACKED))
    const { caches } = fakeCaches(new Map([[MIRROR + FILE_NAMES.trainImages, PACKED.trainImages]]))
    expect(await load({ fetch, caches })).toMatchObject({ origin: 'mirror' })
    expect(asked.filter((url) => url.startsWith(MIRROR))).toHaveLength(3)
  })

  test('a mirror that unpacks on the way is verified by content', async () => {
    expect(await load({ fetch: fakeFetch(all(MIRROR, RAW)).fetch })).toMatchObject({ origin: 'mirror' })
  })

  test('asked for by name, procedural digits need nothing', async () => {
    const data = await loadDataset(
      { dataset: 'procedural' },
      { base: BASE, fetch: null, counts: { train: 20, test: 10 } },
    )
    expect(data).toMatchObject({ name: 'procedural', origin: 'generated', notices: [] })
    expect([data.train.count, data.test.count]).toEqual([20, 10])
  })

  test('dropped files take the place of the setting', async () => {
    const files = [new File([RAW.trainImages], 'a')]
    expect(await loadDataset({ dataset: 'mnist', files }, { base: BASE, fetch: null })).toMatchObject({
      name: 'custom',
    })
  })
})

describe('a server that answers for missing files with the page', () => {
  test('is taken as having none', async () => {
    const own = Object.fromEntries(FILE_ROLES.map((role) => [OWN + FILE_NAMES[role], page]))
    const data = await load({ fetch: fakeFetch({ ...own, ...all(MIRROR, PACKED) }).fetch })
    expect(data).toMatchObject({ origin: 'mirror', notices: [] })
  })

  test('also if it does not name the type', async () => {
    const html = new TextEncoder().encode('\n<!doctype html>')
    const own = Object.fromEntries(FILE_ROLES.map((role) => [OWN + FILE_NAMES[role], ok(html, '')]))
    const data = await load({ fetch: fakeFetch({ ...own, ...all(MIRROR, PACKED) }).fetch })
    expect(data).toMatchObject({ origin: 'mirror', notices: [] })
  })

  test('one of four missing is said, and the next source used', async () => {
    const own = { ...all(OWN, PACKED), [OWN + FILE_NAMES.testLabels]: page }
    const { origin, notices } = await load({ fetch: fakeFetch({ ...own, ...all(MIRROR, PACKED) }).fetch })
    const params = { wanted: 'mnist', reason: 'data-incomplete', file: FILE_NAMES.testLabels }
    expect([origin, notices]).toEqual(['mirror', [{ code: 'data-served-unusable', params }]])
  })

  test('so is a broken copy', async () => {
    const broken = { ...PACKED, trainImages: PACKED.trainImages.slice(0, 40) }
    const { origin, notices } = await load({
      fetch: fakeFetch({ ...all(OWN, broken), ...all(MIRROR, PACKED) }).fetch,
    })
    expect(origin).toBe('mirror')
    expect(notices).toMatchObject([{ code: 'data-served-unusable', params: { reason: 'gzip-corrupt' } }])
  })
})

describe('falling back to procedural digits, with the reason', () => {
  const fallen = (reason: string, params = {}) => ({
    name: 'procedural',
    origin: 'generated',
    train: { count: 20 },
    notices: [{ code: 'data-fell-back', params: { wanted: 'mnist', reason, ...params } }],
  })
  const failing: Answer = () => Promise.reject(new TypeError('Failed to fetch'))
  const mirrorWith = (role: FileRole, answer: Answer) =>
    fakeFetch({ ...all(MIRROR, PACKED), [MIRROR + FILE_NAMES[role]]: answer })

  test('no network', async () => {
    const fetch = (() => failing()) as unknown as typeof globalThis.fetch
    expect(await load({ fetch })).toMatchObject(fallen('data-unreachable'))
  })

  test('no fetch', async () => expect(await load({ fetch: null })).toMatchObject(fallen('fetch-missing')))

  test('an error of the mirror', async () => {
    const { fetch } = mirrorWith('testImages', () => new Response('', { status: 503 }))
    expect(await load({ fetch })).toMatchObject(
      fallen('data-http', { status: 503, file: FILE_NAMES.testImages }),
    )
  })

  test('a wrong checksum is neither used nor cached', async () => {
    const { fetch } = mirrorWith('testImages', ok(gzip(imagesFile(2, 3))))
    const { caches, kept } = fakeCaches()
    expect(await load({ fetch, caches })).toMatchObject(
      fallen('data-checksum', { file: FILE_NAMES.testImages }),
    )
    expect(kept.has(MIRROR + FILE_NAMES.testImages)).toBe(false)
  })

  test('a spoilt cache is thrown away and the mirror asked again', async () => {
    const url = MIRROR + FILE_NAMES.testLabels
    const { caches, kept } = fakeCaches(new Map([[url, Uint8Array.from([1, 2, 3])]]))
    expect(
      await load({ fetch: mirrorWith('testLabels', ok(PACKED.testLabels)).fetch, caches }),
    ).toMatchObject({
      origin: 'mirror',
    })
    await vi.waitFor(() => expect(kept.get(url)).toEqual(PACKED.testLabels))
  })

  test('a mirror that stops sending', async () => {
    const { fetch } = mirrorWith('trainImages', () => new Response(new ReadableStream()))
    expect(await load({ fetch, stallMs: 30 })).toMatchObject(fallen('data-stalled'))
  })

  test('a mirror that does not answer', async () => {
    const { fetch } = mirrorWith('trainImages', () => new Promise(() => undefined))
    expect(await load({ fetch, stallMs: 30 })).toMatchObject(fallen('data-stalled'))
  })

  test('no mirror', async () => {
    const { fetch } = fakeFetch({})
    const sources = { mnist: { ...source, mirror: null }, 'fashion-mnist': source }
    expect(await load({ fetch, sources })).toMatchObject(fallen('data-no-mirror'))
  })

  test('a person who will not wait', async () => {
    const giveUp = new AbortController()
    const { fetch } = mirrorWith('trainImages', () => {
      setTimeout(() => giveUp.abort(), 5)
      return new Response(new ReadableStream())
    })
    expect(await load({ fetch, giveUp: giveUp.signal })).toMatchObject(fallen('data-cancelled'))
  })

  test.each([
    ['whose use throws', { open: () => Promise.reject(new DOMException('denied', 'SecurityError')) }],
    [
      'that is full',
      { open: async () => ({ match: async () => undefined, put: () => Promise.reject(new Error('quota')) }) },
    ],
  ])('not for a cache %s', async (_, caches) => {
    const { fetch } = fakeFetch(all(MIRROR, PACKED))
    expect(await load({ fetch, caches: caches as unknown as CacheStorage })).toMatchObject({
      origin: 'mirror',
    })
  })

  test('not for a cache that never answers', async () => {
    const { fetch } = mirrorWith('testLabels', ok(PACKED.testLabels))
    const never = new Promise<never>(() => {})
    vi.useFakeTimers()
    try {
      const loading = load({ fetch, caches: { open: () => never } as unknown as CacheStorage })
      await vi.advanceTimersByTimeAsync(20_000)
      vi.useRealTimers()
      expect(await loading).toMatchObject({ origin: 'mirror', notices: [] })
    } finally {
      vi.useRealTimers()
    }
  })

  test('not for a cache that may not even be named', async () => {
    const { fetch } = fakeFetch(all(MIRROR, PACKED))
    const caches = Object.getOwnPropertyDescriptor(globalThis, 'caches')
    Object.defineProperty(globalThis, 'caches', {
      configurable: true,
      get: () => {
        throw new DOMException('denied', 'SecurityError')
      },
    })
    try {
      expect(await load({ fetch, caches: undefined })).toMatchObject({ origin: 'mirror' })
    } finally {
      if (caches) Object.defineProperty(globalThis, 'caches', caches)
      else delete (globalThis as { caches?: unknown }).caches
    }
  })
})

describe('abort', () => {
  test('rejects during a download', async () => {
    const stop = new AbortController()
    const fetch = (async () => {
      setTimeout(() => stop.abort(), 5)
      return new Response(new ReadableStream(), { headers: { 'content-type': 'application/gzip' } })
    }) as typeof globalThis.fetch
    await expect(load({ fetch, signal: stop.signal })).rejects.toMatchObject({ name: 'AbortError' })
  })

  test('rejects before anything is asked', async () => {
    const { fetch, asked } = fakeFetch({})
    await expect(load({ fetch, signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' })
    expect(asked).toEqual([])
  })
})

test('procedural digits are there at once: they are drawn when they are asked for', async () => {
  const { train, test: held, marks } = await load({ counts: { train: 60_000, test: 10_000 } })
  const drawn = (split: typeof train) => (split as typeof train & { done: number }).done
  expect(drawn(train) + drawn(held)).toBeLessThan(1000)
  expect(
    imagesAt(train, [59_999])
      .subarray(59_999 * 784)
      .some((pixel) => pixel > 0),
  ).toBe(true)
  expect(marks?.mark).toMatch(/^drawn-/)
})

test('progress counts packed bytes up to the whole, whatever the server made of them', async () => {
  for (const files of [PACKED, RAW]) {
    const seen: [string, number, number][] = []
    await load({ fetch: fakeFetch(all(MIRROR, files)).fetch, onProgress: (...step) => seen.push(step) })
    const downloads = seen.filter(([task]) => task === 'download')
    expect(downloads.at(-1)).toEqual(['download', PACKED_TOTAL, PACKED_TOTAL])
    expect(downloads.every(([, done], i) => done >= (downloads[i - 1]?.[1] ?? 0))).toBe(true)
    expect(seen.at(-1)).toEqual(['parse', 4, 4])
  }
})
