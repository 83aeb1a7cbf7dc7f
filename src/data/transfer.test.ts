/** Transfers that break: what is asked for again, and that what comes of it is whole. */
import { gzipSync } from 'node:zlib'
import { describe, expect, test, vi } from 'vitest'
import type { Bytes } from './bytes.ts'
import { transfer, type WantedFile } from './transfer.ts'
import { sha256 } from '../math/sha256.ts'

/** Of what cannot be packed much. */
const FILE: Bytes = new Uint8Array(
  gzipSync(Uint8Array.from({ length: 4000 }, (_, i) => 256 * Math.abs((Math.sin(i) * 43758.5453) % 1))),
)
const URL = 'https://mirror.test/file.gz'

interface Serving {
  /** How much of what was asked for each answer brings before it breaks; the last for all that follow. */
  readonly brings: readonly number[]
  readonly ranges?: boolean
  readonly headers?: Record<string, string>
  readonly files?: readonly Bytes[]
}

/** A server whose connections break. */
function serve({ brings, ranges = true, headers = {}, files = [FILE] }: Serving) {
  const asked: { range: string | null; ifRange: string | null }[] = []
  const fetch = async (_: unknown, init?: RequestInit): Promise<Response> => {
    init?.signal?.throwIfAborted()
    const given = new Headers(init?.headers)
    const [range, ifRange] = [given.get('range'), given.get('if-range')]
    const most = brings[Math.min(asked.length, brings.length - 1)]!
    const file = files[Math.min(asked.length, files.length - 1)]!
    asked.push({ range, ifRange })
    if (most < 0) throw new TypeError('Failed to fetch')
    const isSame = ifRange === null || ifRange === headers.etag
    const start = ranges && range && isSame ? Number(/\d+/.exec(range)![0]) : 0
    const rest = file.slice(start)
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          controller.enqueue(rest.slice(0, Math.min(most, rest.length)))
          if (most >= rest.length) controller.close()
          else controller.error(new TypeError('network error'))
        },
      },
      { highWaterMark: 0 },
    )
    return new Response(body, {
      status: start > 0 ? 206 : 200,
      headers: {
        ...headers,
        ...(start > 0 && { 'content-range': `bytes ${start}-${file.length - 1}/${file.length}` }),
      },
    })
  }
  return { fetch: fetch as typeof globalThis.fetch, asked }
}

const genuine = async (bytes: Bytes) => (await sha256(bytes)) === (await sha256(FILE))

async function get({ fetch }: ReturnType<typeof serve>, change: Partial<WantedFile> = {}) {
  const signal = new AbortController().signal
  return transfer(
    { url: URL, file: 'f', isGenuine: genuine, ...change },
    { fetch, signal, stallMs: 1000, pauseMs: 1 },
  )
}

test('one that breaks in the middle goes on where it broke, and is whole', async () => {
  const server = serve({ brings: [300, 500, Infinity] })
  const onChunk = vi.fn()
  expect(await get(server, { onChunk })).toEqual(FILE)
  expect(server.asked.map(({ range }) => range)).toEqual([null, 'bytes=300-', 'bytes=800-'])
  expect(onChunk.mock.calls.map(([received]) => received as number)).toEqual([300, 800, FILE.length])
})

test('where the server gives no ranges, from the beginning', async () => {
  const server = serve({ brings: [300, Infinity], ranges: false })
  expect(await get(server)).toEqual(FILE)
  expect(server.asked).toHaveLength(2)
})

test('a network that is away for a while is waited for', async () => {
  const server = serve({ brings: [300, -1, -1, Infinity] })
  expect(await get(server)).toEqual(FILE)
  expect(server.asked.map(({ range }) => range)).toEqual([null, 'bytes=300-', 'bytes=300-', 'bytes=300-'])
})

test('a server that refuses such questions is asked for the whole in the end', async () => {
  const server = serve({ brings: [300, -1, -1, -1, Infinity] })
  expect(await get(server)).toEqual(FILE)
  expect(server.asked.at(-1)!.range).toBeNull()
})

test('but not for ever', async () => {
  const server = serve({ brings: [300, 1] })
  await expect(get(server)).rejects.toMatchObject({ code: 'data-unreachable' })
  expect(server.asked).toHaveLength(6)
})

test('what never began is not tried again', async () => {
  const server = serve({ brings: [-1] })
  await expect(get(server)).rejects.toMatchObject({ code: 'data-unreachable' })
  expect(server.asked).toHaveLength(1)
})

test('the rest of another file is noticed, and the whole fetched again', async () => {
  const other = FILE.map((byte) => byte ^ 255)
  const server = serve({ brings: [300, Infinity], files: [FILE, other, FILE] })
  expect(await get(server)).toEqual(FILE)
  expect(server.asked.map(({ range }) => range)).toEqual([null, 'bytes=300-', null])
})

test('wrong bytes twice are believed to be what there is', async () => {
  const server = serve({ brings: [Infinity], files: [FILE.slice(1)] })
  await expect(get(server)).rejects.toMatchObject({ code: 'data-checksum' })
  expect(server.asked).toHaveLength(2)
})

describe('without a checksum', () => {
  const own = { isGenuine: undefined as never }

  test('the server tells whether the rest is of the same file', async () => {
    const server = serve({ brings: [300, Infinity], headers: { etag: '"a"' } })
    expect(await get(server, own)).toEqual(FILE)
    expect(server.asked[1]).toEqual({ range: 'bytes=300-', ifRange: '"a"' })
  })

  test.each([
    ['no mark', {}],
    ['a weak mark', { etag: 'W/"a"' }],
    ['a packing of its own', { etag: '"a"', 'content-encoding': 'br' }],
  ])('one with %s sends all of it again', async (_, headers) => {
    const server = serve({ brings: [300, Infinity], headers: headers as Record<string, string> })
    expect(await get(server, own)).toEqual(FILE)
    expect(server.asked[1]).toEqual({ range: null, ifRange: null })
  })
})

test('an abort ends the waiting, too', async () => {
  const { fetch } = serve({ brings: [300, -1] })
  const controller = new AbortController()
  const work = transfer(
    { url: URL, file: 'f', isGenuine: genuine, onChunk: () => setTimeout(() => controller.abort(), 5) },
    { fetch, signal: controller.signal, stallMs: 1000, pauseMs: 60_000 },
  )
  await expect(work).rejects.toMatchObject({ name: 'AbortError' })
})
