/**
 * The lab's own files as others make them again: zip files as operating systems pack a folder, and safetensors as other
 * libraries write the same tensors. Generators for property tests.
 */
import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import type { NamedTensor } from '../../src/formats/safetensors.ts'
import { crc32 } from '../../src/math/crc32.ts'

interface PackedEntry {
  readonly name: string
  readonly bytes: Uint8Array
  readonly deflated: boolean
  /** Sizes and checksum stand behind the bytes, as where they were not known before. */
  readonly described: 'no' | 'with a signature' | 'without'
  readonly extra: number
  readonly comment: string
}

const encode = (text: string) => new TextEncoder().encode(text)

/** Little endian: pairs of a size in bytes and a value. */
function fields(...pairs: readonly (readonly [size: 2 | 4, value: number])[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(pairs.reduce((sum, [size]) => sum + size, 0)))
  let at = 0
  for (const [size, value] of pairs) {
    if (size === 2) view.setUint16(at, value, true)
    else view.setUint32(at, value, true)
    at += size
  }
  return new Uint8Array(view.buffer)
}

const joined = (parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts))

/** By PKWARE's "APPNOTE.TXT": local headers with their bytes, the directory, its end. */
export function zipOf(entries: readonly PackedEntry[], comment = ''): Uint8Array {
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  for (const { name, bytes, deflated, described, extra, comment } of entries) {
    const packed = deflated ? new Uint8Array(deflateRawSync(bytes)) : bytes
    const isDescribed = described !== 'no'
    const common = [
      [2, isDescribed ? 0x808 : 0x800],
      [2, deflated ? 8 : 0],
      [2, 0],
      [2, 0x21],
    ] as const
    const sizes = [
      [4, crc32(bytes)],
      [4, packed.length],
      [4, bytes.length],
    ] as const
    const path = encode(name)
    const local = joined([
      fields([4, 0x04034b50], [2, 20], ...common),
      isDescribed ? new Uint8Array(12) : fields(...sizes),
      fields([2, path.length], [2, extra]),
      path,
      new Uint8Array(extra),
      packed,
      described === 'with a signature' ? fields([4, 0x08074b50]) : new Uint8Array(),
      isDescribed ? fields(...sizes) : new Uint8Array(),
    ])
    directory.push(
      fields([4, 0x02014b50], [2, 0x314], [2, 20], ...common, ...sizes),
      fields([2, path.length], [2, extra], [2, encode(comment).length], [2, 0], [2, 0], [4, 0], [4, offset]),
      path,
      new Uint8Array(extra),
      encode(comment),
    )
    parts.push(local)
    offset += local.length
  }
  const central = joined(directory)
  const end = fields([4, 0x06054b50], [2, 0], [2, 0], [2, entries.length], [2, entries.length])
  const tail = fields([4, central.length], [4, offset], [2, encode(comment).length])
  return joined([...parts, central, end, tail, encode(comment)])
}

const FOLDERS = ['', 'everything/', 'everything 2/', 'Läufe/März/', './', 'a/b/c/']

const entry = (name: string, bytes: Uint8Array): fc.Arbitrary<PackedEntry> =>
  fc.record({
    name: fc.constant(name),
    bytes: fc.constant(bytes),
    deflated: fc.boolean(),
    described: fc.constantFrom('no', 'with a signature', 'without'),
    extra: fc.constantFrom(0, 4, 28),
    comment: fc.constantFrom('', 'ä'),
  })

/** What systems put beside: folders as entries of their own, and files about files under the same names. */
function besides(folder: string, names: readonly string[]): readonly string[] {
  const folders = folder === '' ? [] : [folder]
  const own = [...names.map((name) => `._${name}`), '.DS_Store', 'Thumbs.db', 'desktop.ini']
  return [
    ...folders,
    '__MACOSX/',
    ...own.map((name) => `${folder}${name}`),
    ...own.map((name) => `__MACOSX/${folder}${name}`),
    ...names.map((name) => `__MACOSX/${folder}${name}`),
  ]
}

/** These files in any folder and order, stored or deflated, with whatever a system adds. */
export const repacked = (files: Readonly<Record<string, Uint8Array>>): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(fc.constantFrom(...FOLDERS), fc.boolean(), fc.constantFrom('', 'packed by hand'))
    .chain(([folder, ofWindows, comment]) => {
      const pathOf = (name: string) =>
        ofWindows ? `${folder}${name}`.replaceAll('/', '\\') : `${folder}${name}`
      const own = Object.entries(files).map(([name, bytes]) => entry(pathOf(name), bytes))
      const junk = fc
        .subarray([...besides(folder, Object.keys(files))])
        .chain((names) =>
          fc.tuple(
            ...names.map((name) => entry(name, name.endsWith('/') ? new Uint8Array() : encode('junk'))),
          ),
        )
      return fc
        .tuple(fc.tuple(...own), junk)
        .chain(([mine, other]) =>
          fc.shuffledSubarray([...mine, ...other], { minLength: mine.length + other.length }),
        )
        .map((entries) => zipOf(entries, comment))
    })

interface Written {
  readonly tensors: readonly NamedTensor[]
  readonly metadata: Readonly<Record<string, string>> | null
}

/** The tensors in any order of their bytes and of their names, the metadata anywhere, spaces where JSON lets them be. */
export const rewritten = ({ tensors, metadata }: Written): fc.Arbitrary<Uint8Array> => {
  const all = { minLength: tensors.length }
  return fc
    .record({
      placed: fc.shuffledSubarray([...tensors], all),
      named: fc.shuffledSubarray(
        [...tensors.map(({ name }) => name), ...(metadata ? ['__metadata__'] : [])],
        { minLength: tensors.length + (metadata ? 1 : 0) },
      ),
      keys: fc.shuffledSubarray(['dtype', 'shape', 'data_offsets'], { minLength: 3 }),
      notes: fc.shuffledSubarray(Object.entries(metadata ?? {}), {
        minLength: Object.keys(metadata ?? {}).length,
      }),
      indent: fc.constantFrom(0, 2),
      padding: fc.constantFrom(0, 1, 7, 64),
    })
    .map(({ placed, named, keys, notes, indent, padding }) => {
      const entries = new Map<string, unknown>([['__metadata__', Object.fromEntries(notes)]])
      let offset = 0
      for (const { name, shape, values } of placed) {
        const own = { dtype: 'F32', shape, data_offsets: [offset, (offset += values.byteLength)] }
        entries.set(name, Object.fromEntries(keys.map((key) => [key, own[key as keyof typeof own]])))
      }
      const header = Object.fromEntries(named.map((name) => [name, entries.get(name)]))
      const json = encode(JSON.stringify(header, null, indent) + ' '.repeat(padding))
      const length = new DataView(new ArrayBuffer(8))
      length.setBigUint64(0, BigInt(json.length), true)
      const data = placed.map(
        ({ values }) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
      )
      return joined([new Uint8Array(length.buffer), json, ...data])
    })
}
