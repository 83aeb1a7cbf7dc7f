import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { DataError } from './errors.ts'
import { gunzip } from './gunzip.ts'
import { imagesFile, labelsFile } from './testing/idx-bytes.ts'

const gzip = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(gzipSync(bytes))

const damagedAt = (bytes: Uint8Array<ArrayBuffer>, at: number): Uint8Array<ArrayBuffer> =>
  bytes.map((byte, i) => (i === (at + bytes.length) % bytes.length ? byte ^ 1 : byte))

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
  [
    'a wrong check sum',
    (packed: Uint8Array) => packed.map((byte, i) => (i === packed.length - 6 ? byte ^ 1 : byte)),
  ],
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

/** Every header field that there can be. */
function withHeader(packed: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = [0x1f, 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3, 4, 0, 1, 2, 3, 4]
  const texts = [...Buffer.from('a name\0a comment\0')]
  return Uint8Array.from([...head, ...texts, 0xab, 0xcd, ...packed.subarray(10)])
}

describe.each(['the browser’s own unpacker', 'without one'])('with %s', (which) => {
  beforeEach(() => {
    if (which === 'without one') vi.stubGlobal('DecompressionStream', undefined)
  })
  const parts = [imagesFile(2), labelsFile([1, 2, 3]), new Uint8Array(), imagesFile(1, 9)]
  const all = Uint8Array.from(parts.flatMap((part) => [...part]))
  const join = (...list: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(list))

  test('one member', async () => {
    expect(await gunzip(gzip(all))).toEqual(all)
  })

  test('several members, one of them empty', async () => {
    expect(await gunzip(join(...parts.map(gzip)))).toEqual(all)
  })

  test.each([1, 8, 512, 9000])('%i zeros behind the last', async (zeros) => {
    expect(await gunzip(join(gzip(all), new Uint8Array(zeros)))).toEqual(all)
    expect(await gunzip(join(...parts.map(gzip), new Uint8Array(zeros)))).toEqual(all)
  })

  test('a member that is stored, and one of zeros whose own end is zeros', async () => {
    for (const bytes of [all, new Uint8Array(70_000)])
      expect(await gunzip(join(new Uint8Array(gzipSync(bytes, { level: 0 })), gzip(bytes)))).toEqual(
        join(bytes, bytes),
      )
  })

  test('every field of a header', async () => {
    expect(await gunzip(join(withHeader(gzip(all)), gzip(all)))).toEqual(join(all, all))
  })

  test('much more than is inflated at a time', { tags: 'thorough' }, async () => {
    const noise = Uint8Array.from({ length: 300_000 }, (_, i) => (Math.imul(i, 0x9e3779b1) >>> 13) & 255)
    expect(await gunzip(join(gzip(noise), gzip(noise), new Uint8Array(3)))).toEqual(join(noise, noise))
  })

  test.each([
    ['something behind it', join(gzip(all), Uint8Array.of(1, 2, 3))],
    ['half a second member', join(gzip(all), gzip(all).slice(0, 40))],
    ['a second member of another checksum', join(gzip(all), damagedAt(gzip(all), -6))],
    ['a second member of another length', join(gzip(all), damagedAt(gzip(all), -1))],
    ['a way of packing that there is not', damagedAt(gzip(all), 2)],
  ])('%s is refused', async (_, bytes) => {
    await expect(gunzip(bytes, 'x.gz')).rejects.toMatchObject({ code: 'gzip-corrupt' })
  })

  test('a bomb of many members is refused before it fills the memory', async () => {
    const bomb = join(...new Array<Uint8Array>(20).fill(gzip(new Uint8Array(100_000))))
    await expect(gunzip(bomb, 'x.gz', 1_000_000)).rejects.toMatchObject({ code: 'data-too-large' })
  })
})

test('changed and shortened archives give a result or a coded error', async () => {
  const packed = gzip(imagesFile(1))
  await fc.assert(
    fc.asyncProperty(
      fc.nat(packed.length - 1),
      fc.nat(255),
      fc.nat(packed.length),
      async (at, value, length) => {
        const damaged = packed.slice(0, length)
        damaged[at] = value
        await gunzip(damaged).catch((error: unknown) => expect(error).toBeInstanceOf(DataError))
      },
    ),
    { numRuns: 1000, seed: 1 },
  )
})
