/**
 * Unpacks gzip where there is any: some servers inflate .gz files on the way, so the content decides, not the name.
 * What gunzip reads is read: several members one after the other, zeros behind the last. The browser's own unpacker is
 * the quicker one, and takes a single member alone in some browsers; what it refuses is read here, member by member.
 *
 * Reference: RFC 1952.
 */
import { Inflate } from 'fflate'
import { crc32 } from '../math/crc32.ts'
import { collect, createSink, MAX_BYTES, type Bytes, type Sink } from './bytes.ts'
import { DataError } from './errors.ts'
import { pause } from './pause.ts'

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b

const DEFLATE = 8
const HEADER = 10
const TRAILER = 8
const FLAGS = { checksum: 2, extra: 4, name: 8, comment: 16, unknown: 0xe0 }
/** Deflate makes nothing smaller than by this (258 bytes in two bits). */
const MOST_DEFLATED = 1032
/** Packed bytes inflated at a time. */
const SLICE = 65_536
/** Slices after which others may have the thread. */
const SLICES_A_TURN = 16

/** What the last member says its length is, if that can be: room that may be made at once. */
function expectedLength(bytes: Uint8Array, limit: number): number {
  if (bytes.length < HEADER + TRAILER) return 0
  const said = viewOf(bytes).getUint32(bytes.length - 4, true)
  return said <= Math.min(limit, bytes.length * MOST_DEFLATED) ? said : 0
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const corrupt = () => new Error('gzip: a member is damaged')

/** Where the member's packed bytes begin. */
function startOf(bytes: Uint8Array, at: number): number {
  const flags = bytes[at + 3]!
  if (!isGzip(bytes.subarray(at)) || bytes[at + 2] !== DEFLATE || flags & FLAGS.unknown) throw corrupt()
  let start = at + HEADER
  if (flags & FLAGS.extra) start += 2 + viewOf(bytes).getUint16(start, true)
  for (const text of [FLAGS.name, FLAGS.comment])
    if (flags & text) {
      const end = bytes.indexOf(0, start)
      if (end < 0) throw corrupt()
      start = end + 1
    }
  return flags & FLAGS.checksum ? start + 2 : start
}

/** fflate's state, under the short names that it has there: it tells nobody where a stream has ended. */
interface InflateState {
  /** Whether the last block has begun, whether one is open, and bits read of what is left. */
  readonly s: { readonly f?: number; readonly l?: unknown; readonly p?: number }
  /** Bytes that are left. */
  readonly p: Uint8Array
}

/** Inflates one member into the sink; resolves with where it ends. */
async function readMember(bytes: Bytes, at: number, sink: Sink): Promise<number> {
  const before = sink.length
  let checksum = 0
  const stream = new Inflate((chunk) => {
    checksum = crc32(chunk, checksum)
    sink.add(chunk)
  })
  const state = stream as unknown as InflateState
  const isOver = () => Boolean(state.s.f) && !state.s.l
  let end = startOf(bytes, at)
  for (let slices = 1; !isOver(); slices++) {
    if (end >= bytes.length) throw corrupt()
    stream.push(bytes.subarray(end, end + SLICE))
    end = Math.min(end + SLICE, bytes.length)
    if (slices % SLICES_A_TURN === 0) await pause()
  }
  end -= state.p.length - Math.ceil((state.s.p ?? 0) / 8)
  const view = viewOf(bytes)
  const length = (sink.length - before) >>> 0
  if (view.getUint32(end, true) !== checksum || view.getUint32(end + 4, true) !== length) throw corrupt()
  return end + TRAILER
}

const isPadding = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0)

async function readMembers(bytes: Bytes, file: string, limit: number): Promise<Bytes> {
  const sink = createSink(file, limit, expectedLength(bytes, limit))
  let at = 0
  do at = await readMember(bytes, at, sink)
  while (!isPadding(bytes.subarray(at)))
  return sink.bytes()
}

/** Null if the platform has no unpacker, or it refuses. */
async function unpackNatively(bytes: Bytes, file: string, limit: number): Promise<Bytes | null> {
  if (typeof DecompressionStream === 'undefined') return null
  try {
    const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
    return await collect(unpacked, { file, limit, expected: expectedLength(bytes, limit) })
  } catch (cause) {
    if (cause instanceof DataError) throw cause
    return null
  }
}

/** `file` only names the source in errors; `limit` bounds the unpacked size. */
export async function gunzip(bytes: Bytes, file = 'data', limit = MAX_BYTES): Promise<Bytes> {
  if (!isGzip(bytes)) return bytes
  try {
    return (await unpackNatively(bytes, file, limit)) ?? (await readMembers(bytes, file, limit))
  } catch (cause) {
    if (cause instanceof DataError) throw cause
    throw new DataError('gzip-corrupt', { file }, { cause })
  }
}
