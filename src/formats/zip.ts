/**
 * Zip files: a few named entries, stored or deflated. Reading is strict and bounded: what an entry inflates to is
 * counted while it inflates, since its head may lie, and its checksum must fit. No encryption, no zip64, one volume.
 *
 * Reference: PKWARE, "APPNOTE.TXT", sections 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (its end).
 */
import { Inflate, zipSync, type Zippable } from 'fflate'
import { crc32 } from '../math/crc32.ts'
import { FormatError } from './errors.ts'

export interface ZipEntry {
  readonly name: string
  readonly bytes: Uint8Array
  /** Numbers hardly become smaller; text does. */
  readonly pack: boolean
}

/** The earliest time that a zip can tell: the same contents make the same file. */
const NO_TIME = new Date(1980, 0, 1, 12)

export const writeZip = (entries: readonly ZipEntry[]): Uint8Array<ArrayBuffer> =>
  zipSync(
    Object.fromEntries(
      entries.map(({ name, bytes, pack }) => [name, [bytes, { level: pack ? 6 : 0, mtime: NO_TIME }]]),
    ) as Zippable,
  ) as Uint8Array<ArrayBuffer>

export interface ZipLimits {
  /** Of all entries together, unpacked. */
  readonly bytes: number
  readonly entries: number
}

export const ZIP_LIMITS: ZipLimits = { bytes: 512 * 2 ** 20, entries: 10_000 }

const END = { signature: 0x06054b50, size: 22, maxComment: 0xffff }
const CENTRAL = { signature: 0x02014b50, size: 46 }
const LOCAL = { signature: 0x04034b50, size: 30 }
const ENCRYPTED = 1
const STORED = 0
const DEFLATED = 8
/** Packed bytes inflated at a time: so much can come out of them before it is counted, times about a thousand. */
const SLICE = 16_384
/** Deflate makes nothing smaller than by this (258 bytes in two bits). */
const MOST_DEFLATED = 1032

interface Archive {
  readonly bytes: Uint8Array
  readonly view: DataView
  readonly file: string
}

interface Listed {
  readonly name: string
  readonly flags: number
  readonly method: number
  readonly crc: number
  readonly packedSize: number
  readonly size: number
  readonly local: number
}

const corrupt = (file: string, detail: string) => new FormatError('zip-corrupt', { file, detail })

/** Reads `size` bytes at `offset`, or the file is cut short. */
function within({ bytes, file }: Archive, offset: number, size: number): void {
  if (offset + size > bytes.length) throw corrupt(file, 'an entry lies outside the file')
}

/** Where the record lies that ends the directory: the last one, before a comment. */
function findEnd({ bytes, view, file }: Archive): number {
  const last = bytes.length - END.size
  for (let at = last; at >= Math.max(0, last - END.maxComment); at--)
    if (view.getUint32(at, true) === END.signature) return at
  throw corrupt(file, 'it has no directory')
}

function readListed(archive: Archive, at: number): readonly [Listed, number] {
  const { view, bytes, file } = archive
  within(archive, at, CENTRAL.size)
  if (view.getUint32(at, true) !== CENTRAL.signature) throw corrupt(file, 'its directory is damaged')
  const [nameLength, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true))
  within(archive, at, CENTRAL.size + nameLength!)
  const listed = {
    name: new TextDecoder().decode(bytes.subarray(at + CENTRAL.size, at + CENTRAL.size + nameLength!)),
    flags: view.getUint16(at + 8, true),
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packedSize: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    local: view.getUint32(at + 42, true),
  }
  return [listed, at + CENTRAL.size + nameLength! + extra! + comment!]
}

function readDirectory(archive: Archive, limits: ZipLimits): Listed[] {
  const { view, file } = archive
  const end = findEnd(archive)
  const count = view.getUint16(end + 10, true)
  if (count > limits.entries)
    throw new FormatError('zip-unsupported', { file, detail: `it has ${count} entries, or is a zip64` })
  const entries: Listed[] = []
  let at = view.getUint32(end + 16, true)
  for (let i = 0; i < count; i++) {
    const [entry, next] = readListed(archive, at)
    entries.push(entry)
    at = next
  }
  return entries
}

function inflate(packed: Uint8Array, { name, size }: Listed, file: string): Uint8Array {
  if (size > packed.length * MOST_DEFLATED) throw corrupt(file, `${name} cannot be as long as its head says`)
  const whole = new Uint8Array(size)
  let filled = 0
  let isWhole = false
  const stream = new Inflate((chunk, isLast) => {
    if (filled + chunk.length > size) throw corrupt(file, `${name} is longer than its head says`)
    whole.set(chunk, filled)
    filled += chunk.length
    isWhole ||= isLast
  })
  for (let at = 0; at < packed.length; at += SLICE)
    stream.push(packed.subarray(at, at + SLICE), at + SLICE >= packed.length)
  if (filled !== size || !isWhole) throw corrupt(file, `${name} is cut short`)
  return whole
}

function unpack(archive: Archive, entry: Listed): Uint8Array {
  const { view, bytes, file } = archive
  const { name, flags, method, local, packedSize, size, crc } = entry
  if (flags & ENCRYPTED) throw new FormatError('zip-unsupported', { file, detail: `${name} is encrypted` })
  if (method !== STORED && method !== DEFLATED)
    throw new FormatError('zip-unsupported', { file, detail: `${name} is packed by method ${method}` })
  within(archive, local, LOCAL.size)
  if (view.getUint32(local, true) !== LOCAL.signature) throw corrupt(file, `${name} has no head`)
  const start = local + LOCAL.size + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
  within(archive, start, packedSize)
  const packed = bytes.subarray(start, start + packedSize)
  const content = method === DEFLATED ? inflate(packed, entry, file) : packed
  if (content.length !== size || crc32(content) !== crc) throw corrupt(file, `${name} is damaged`)
  return content
}

/** Folders and files that systems put beside those that were packed. */
const IS_OF_A_SYSTEM = /(^|\/)(__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i

/** Old packers of Windows write its own sign between folders. */
const pathOf = ({ name }: Listed): string => name.replaceAll('\\', '/').replace(/^(\.?\/)+/, '')
const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1)
const baseOf = (path: string): string => path.slice(folderOf(path).length)
const depthOf = (path: string): number => path.split('/').length

/**
 * Of the entries that have these names, whatever folders they lie in, those of one folder: the outermost that holds the
 * first name. A system that packs files again puts a folder around them, and files of its own beside.
 */
function choose(entries: readonly Listed[], wanted: readonly string[], file: string): Map<string, Listed> {
  const named = entries
    .map((entry) => [pathOf(entry), entry] as const)
    .filter(([path]) => !IS_OF_A_SYSTEM.test(path) && wanted.includes(baseOf(path)))
  const main = wanted.find((name) => named.some(([path]) => baseOf(path) === name))
  const mains = named.map(([path]) => path).filter((path) => baseOf(path) === main)
  const least = Math.min(...mains.map(depthOf))
  const [outermost, ...others] = mains.filter((path) => depthOf(path) === least)
  if (outermost === undefined) return new Map()
  if (others.length > 0)
    throw new FormatError('zip-several', { file, entry: main ?? '', count: mains.length })
  const own = named.filter(([path]) => folderOf(path) === folderOf(outermost))
  return new Map(own.map(([path, entry]) => [baseOf(path), entry]))
}

/** The entries that are asked for and there, the most important name first. `file` only names the source in errors. */
export function readZip(
  bytes: Uint8Array,
  wanted: readonly string[],
  file = 'everything.zip',
  limits = ZIP_LIMITS,
): ReadonlyMap<string, Uint8Array> {
  if (bytes.length < END.size) throw corrupt(file, 'it is too short')
  const archive = { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), file }
  const entries = choose(readDirectory(archive, limits), wanted, file)
  if ([...entries.values()].reduce((sum, { size }) => sum + size, 0) > limits.bytes)
    throw new FormatError('zip-too-large', { file, limit: limits.bytes })
  try {
    return new Map([...entries].map(([name, entry]) => [name, unpack(archive, entry)]))
  } catch (cause) {
    if (cause instanceof FormatError) throw cause
    throw new FormatError('zip-corrupt', { file, detail: 'it does not unpack' }, { cause })
  }
}
