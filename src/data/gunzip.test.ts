import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { DataError } from './errors.ts'
import { gunzip } from './gunzip.ts'
import { sha256, sha256Plain } from './sha256.ts'
import { imagesFile } from './testing/idx-bytes.ts'

const gzip = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(gzipSync(bytes))

afterEach(() => vi.unstubAllGlobals())

test('packed bytes are unpacked', async () => {
  const bytes = imagesFile(3)
  expect(await gunzip(gzip(bytes))).toEqual(bytes)
})

test('what a server unpacked already is left alone', async () => {
  const bytes = imagesFile(3)
  expect(await gunzip(bytes)).toBe(bytes)
})

test.each([
  ['cut off', (packed: Uint8Array) => packed.slice(0, -20)],
  ['only the magic number', (packed: Uint8Array) => packed.slice(0, 2)],
  ['a wrong check sum', (packed: Uint8Array) => packed.map((byte, i) => (i === packed.length - 6 ? byte ^ 1 : byte))],
  ['something behind it', (packed: Uint8Array) => Uint8Array.from([...packed, 1, 2, 3])],
])('%s: gzip-corrupt', async (_, damage) => {
  const work = gunzip(new Uint8Array(damage(gzip(imagesFile(3)))), 'x.gz')
  await expect(work).rejects.toMatchObject({ code: 'gzip-corrupt', params: { file: 'x.gz' } })
})

test('a bomb is refused before it fills the memory', async () => {
  const bomb = gzip(new Uint8Array(4_000_000))
  expect(bomb.length).toBeLessThan(10_000)
  await expect(gunzip(bomb, 'x.gz', 1_000_000)).rejects.toMatchObject({
    code: 'data-too-large',
    params: { file: 'x.gz', limit: 1_000_000 },
  })
})

test('a browser that cannot unpack says so', async () => {
  vi.stubGlobal('DecompressionStream', undefined)
  await expect(gunzip(gzip(imagesFile(1)))).rejects.toMatchObject({ code: 'gzip-unsupported' })
})

test('changed and shortened archives give a result or a coded error', async () => {
  const packed = gzip(imagesFile(1))
  await fc.assert(
    fc.asyncProperty(fc.nat(packed.length - 1), fc.nat(255), fc.nat(packed.length), async (at, value, length) => {
      const damaged = packed.slice(0, length)
      damaged[at] = value
      await gunzip(damaged).catch((error: unknown) => expect(error).toBeInstanceOf(DataError))
    }),
    { numRuns: 1000, seed: 1 },
  )
})

test('SHA-256 in plain numbers is the platform’s', async () => {
  expect(sha256Plain(new TextEncoder().encode('abc'))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 5000]) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 31) & 255)
    expect(sha256Plain(bytes)).toBe(await sha256(bytes))
  }
})

test('without crypto.subtle, as on a page over plain http, checksums are still made', async () => {
  const bytes = imagesFile(1)
  const expected = await sha256(bytes)
  vi.stubGlobal('crypto', {})
  expect(await sha256(bytes)).toBe(expected)
})
