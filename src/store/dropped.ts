/**
 * Determines the kinds of files that the user opens: by content, and by name only if the content is
 * inconclusive.
 */

export interface Dropped {
  /** Checkpoints: safetensors and zip files. */
  readonly runs: readonly File[]
  readonly configs: readonly File[]
  /** IDX files, compressed or not; a gzip file may contain something else. */
  readonly data: readonly File[]
  readonly others: readonly File[]
}

type Kind = keyof Dropped

/** Enough for every kind; a text may begin with blank lines. */
const HEAD_BYTES = 256
/** Much more than the header of any checkpoint needs. */
const MAX_SAFETENSORS_HEAD = 2 ** 27
const BRACE = 0x7b
const IDX_TYPES: readonly number[] = [0x08, 0x09, 0x0b, 0x0c, 0x0d, 0x0e]

const begins = (head: Uint8Array, ...bytes: readonly number[]) => bytes.every((byte, i) => head[i] === byte)

export const isZip = (head: Uint8Array): boolean =>
  begins(head, 0x50, 0x4b, 3, 4) || begins(head, 0x50, 0x4b, 5, 6)

const isGzip = (head: Uint8Array) => begins(head, 0x1f, 0x8b)

const isIdx = (head: Uint8Array) =>
  begins(head, 0, 0) && IDX_TYPES.includes(head[2]!) && head[3]! >= 1 && head[3]! <= 8

function isSafetensors(head: Uint8Array): boolean {
  if (head.length < 10 || head[8] !== BRACE) return false
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  return view.getBigUint64(0, true) <= BigInt(MAX_SAFETENSORS_HEAD)
}

/** A byte order mark is not part of the text. */
const isJson = (head: Uint8Array) => /^\s*\{/.test(new TextDecoder().decode(head))

function kindByName(name: string): Kind {
  if (/\.(safetensors|zip)$/i.test(name)) return 'runs'
  if (/\.json$/i.test(name)) return 'configs'
  return /idx\d|ubyte|\.(gz|idx)$/i.test(name) ? 'data' : 'others'
}

/** `head`: the file's first bytes. */
export function kindOf(head: Uint8Array, name: string): Kind {
  if (isZip(head)) return 'runs'
  if (isGzip(head) || isIdx(head)) return 'data'
  if (isSafetensors(head)) return 'runs'
  return isJson(head) ? 'configs' : kindByName(name)
}

/** An unreadable file, a folder for instance, is classified by its name. */
async function headOf(file: File): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer())
  } catch {
    return new Uint8Array()
  }
}

export async function sortDropped(files: readonly File[]): Promise<Dropped> {
  const sorted: Record<Kind, File[]> = { runs: [], configs: [], data: [], others: [] }
  for (const file of files) sorted[kindOf(await headOf(file), file.name)].push(file)
  return sorted
}
