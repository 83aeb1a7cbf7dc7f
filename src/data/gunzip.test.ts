import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { DataError } from './errors.ts'
import { gunzip } from './gunzip.ts'
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
