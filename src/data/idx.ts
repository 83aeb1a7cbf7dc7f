/**
 * The IDX format of MNIST: a big-endian header and one byte a pixel or label. Pure; knows nothing of gzip (gunzip.ts)
 * or of where the bytes come from. Results are views of the given bytes, not copies.
 */
import { CLASS_COUNT, IMAGE_SIDE } from './dataset.ts'
import { DataError } from './errors.ts'

const IMAGES_MAGIC = 0x0803
const LABELS_MAGIC = 0x0801
const IMAGES_HEADER = 16
const LABELS_HEADER = 8

export interface IdxImages {
  readonly count: number
  readonly rows: number
  readonly columns: number
  readonly pixels: Uint8Array
}

const word = (bytes: Uint8Array, offset: number): number =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(offset)

const hex = (value: number): string => `0x${value.toString(16).padStart(8, '0')}`

/** What the first four bytes announce. */
export function idxKind(bytes: Uint8Array): 'images' | 'labels' | null {
  if (bytes.length < 4) return null
  const magic = word(bytes, 0)
  return magic === IMAGES_MAGIC ? 'images' : magic === LABELS_MAGIC ? 'labels' : null
}

function checkHeader(bytes: Uint8Array, magic: number, header: number, file: string): void {
  if (bytes.length >= 4 && word(bytes, 0) !== magic)
    throw new DataError('idx-magic', { file, expected: hex(magic), found: hex(word(bytes, 0)) })
  if (bytes.length < header)
    throw new DataError('idx-truncated', { file, expected: header, found: bytes.length })
}

function checkLength(bytes: Uint8Array, expected: number, file: string): void {
  const found = bytes.length
  if (found < expected) throw new DataError('idx-truncated', { file, expected, found })
  if (found > expected) throw new DataError('idx-trailing', { file, expected, found })
}

/** `file` only names the source in errors. */
export function parseImages(bytes: Uint8Array, file = 'images'): IdxImages {
  checkHeader(bytes, IMAGES_MAGIC, IMAGES_HEADER, file)
  const count = word(bytes, 4)
  const rows = word(bytes, 8)
  const columns = word(bytes, 12)
  if (rows !== IMAGE_SIDE || columns !== IMAGE_SIDE) throw new DataError('idx-size', { file, rows, columns })
  if (count === 0) throw new DataError('idx-empty', { file })
  checkLength(bytes, IMAGES_HEADER + count * rows * columns, file)
  return { count, rows, columns, pixels: bytes.subarray(IMAGES_HEADER) }
}

export function parseLabels(bytes: Uint8Array, file = 'labels'): Uint8Array {
  checkHeader(bytes, LABELS_MAGIC, LABELS_HEADER, file)
  const count = word(bytes, 4)
  if (count === 0) throw new DataError('idx-empty', { file })
  checkLength(bytes, LABELS_HEADER + count, file)
  const labels = bytes.subarray(LABELS_HEADER)
  const index = labels.findIndex((label) => label >= CLASS_COUNT)
  if (index >= 0) throw new DataError('idx-label', { file, label: labels[index] ?? 0, index })
  return labels
}

/** `file` names the labels. */
export function checkCounts(images: number, labels: number, file: string): void {
  if (images !== labels) throw new DataError('idx-counts', { file, images, labels })
}
