/**
 * The IDX format of MNIST and its kin: a big-endian header and one number after the other, bytes or wider ones. Pure;
 * knows nothing of gzip (gunzip.ts) or of where the bytes come from. What is bytes already is a view of the given
 * bytes, not a copy.
 */
import { IMAGE_SIDE } from '../math/ink.ts'
import { IMAGE_PIXELS } from './dataset.ts'
import { DataError } from './errors.ts'

interface ElementType {
  readonly name: string
  readonly bytes: number
  readonly read: (view: DataView, at: number) => number
}

/** By the third byte of a file. */
const ELEMENT_TYPES: Readonly<Record<number, ElementType>> = {
  0x08: { name: 'uint8', bytes: 1, read: (view, at) => view.getUint8(at) },
  0x09: { name: 'int8', bytes: 1, read: (view, at) => view.getInt8(at) },
  0x0b: { name: 'int16', bytes: 2, read: (view, at) => view.getInt16(at) },
  0x0c: { name: 'int32', bytes: 4, read: (view, at) => view.getInt32(at) },
  0x0d: { name: 'float32', bytes: 4, read: (view, at) => view.getFloat32(at) },
  0x0e: { name: 'float64', bytes: 8, read: (view, at) => view.getFloat64(at) },
}
const BYTES = ELEMENT_TYPES[0x08]!

/** A file whose header and length are sound. */
interface Table {
  readonly type: ElementType
  /** Images or labels. */
  readonly count: number
  /** Numbers of each. */
  readonly width: number
  readonly view: DataView
}

export type IdxKind = 'images' | 'labels'

const MAGIC: Readonly<Record<IdxKind, number>> = { images: 0x0803, labels: 0x0801 }
const HEADER: Readonly<Record<IdxKind, number>> = { images: 16, labels: 8 }
/** QMNIST's labels have 8 columns; a much wider table holds something else. */
const MOST_COLUMNS = 16
const MOST_LENGTHS = 8

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const word = (bytes: Uint8Array, offset: number): number => viewOf(bytes).getUint32(offset)
const hex = (value: number): string => `0x${value.toString(16).padStart(8, '0')}`

const lengthsIn = (bytes: Uint8Array): number => bytes[3]!

const isIdx = (bytes: Uint8Array): boolean =>
  bytes.length >= 4 &&
  bytes[0] === 0 &&
  bytes[1] === 0 &&
  bytes[2]! in ELEMENT_TYPES &&
  lengthsIn(bytes) >= 1 &&
  lengthsIn(bytes) <= MOST_LENGTHS

/** Lengths along each dimension, as far as the header goes. */
const shapeOf = (bytes: Uint8Array): number[] =>
  Array.from({ length: Math.min(lengthsIn(bytes), Math.floor(bytes.length / 4) - 1) }, (_, i) =>
    word(bytes, 4 + 4 * i),
  )

const product = (lengths: readonly number[]) => lengths.reduce((size, length) => size * length, 1)

/** One image may stand alone, without its count. */
const isOneImage = (shape: readonly number[]) =>
  shape.length === 2 && shape.every((length) => length === IMAGE_SIDE)

function kindOfShape(shape: readonly number[]): IdxKind {
  const [columns = 1, ...more] = shape.slice(1).filter((length) => length !== 1)
  if (isOneImage(shape) || more.length > 0) return 'images'
  return columns <= MOST_COLUMNS ? 'labels' : 'images'
}

/** What the header announces; null if it is none, or cut short. */
export function idxKind(bytes: Uint8Array): IdxKind | null {
  if (!isIdx(bytes)) return null
  const shape = shapeOf(bytes)
  if (shape.length === lengthsIn(bytes)) return kindOfShape(shape)
  return lengthsIn(bytes) > 2 ? 'images' : 'labels'
}

function checkHeader(bytes: Uint8Array, kind: IdxKind, file: string): void {
  const header = isIdx(bytes) ? 4 + 4 * lengthsIn(bytes) : HEADER[kind]
  if (bytes.length >= 4 && idxKind(bytes) !== kind)
    throw new DataError('idx-magic', { file, expected: hex(MAGIC[kind]), found: hex(word(bytes, 0)) })
  if (bytes.length < header)
    throw new DataError('idx-truncated', { file, expected: header, found: bytes.length })
}

function checkLength(bytes: Uint8Array, expected: number, file: string): void {
  const found = bytes.length
  if (found < expected) throw new DataError('idx-truncated', { file, expected, found })
  if (found > expected) throw new DataError('idx-trailing', { file, expected, found })
}

/** 28 x 28, in one row or with dimensions of length 1 beside. */
function checkSize(shape: readonly number[], file: string): void {
  if (isOneImage(shape)) return
  const [rows = 1, columns = 1, ...more] = shape.slice(1).filter((length) => length !== 1)
  if (more.length > 0) throw new DataError('idx-shape', { file, shape: shape.slice(1).join(' × ') })
  const isWhole = rows === IMAGE_SIDE && columns === IMAGE_SIDE
  if (!isWhole && !(rows === IMAGE_PIXELS && columns === 1))
    throw new DataError('idx-size', { file, rows, columns })
}

function readTable(bytes: Uint8Array, kind: IdxKind, file: string): Table {
  checkHeader(bytes, kind, file)
  const shape = shapeOf(bytes)
  if (kind === 'images') checkSize(shape, file)
  const count = isOneImage(shape) ? 1 : shape[0]!
  if (product(shape) === 0) throw new DataError('idx-empty', { file })
  const header = 4 + 4 * shape.length
  const type = ELEMENT_TYPES[bytes[2]!]!
  checkLength(bytes, header + product(shape) * type.bytes, file)
  return { type, count, width: product(shape) / count, view: viewOf(bytes.subarray(header)) }
}

/** Values that stand for paper and for full ink. */
export interface InkScale {
  readonly paper: number
  readonly ink: number
}

export interface IdxImages {
  readonly count: number
  /** Of the numbers. */
  readonly type: string
  readonly least: number
  readonly most: number
  /** [count, 784], 0 = paper, 255 = ink. */
  readonly pixels: (scale: InkScale) => Uint8Array
}

const AS_BYTES: InkScale = { paper: 0, ink: 255 }

function rangeOf({ type, count, width, view }: Table, file: string) {
  let [least, most] = [Infinity, -Infinity]
  for (let i = 0; i < count * width; i++) {
    const value = type.read(view, i * type.bytes)
    if (!Number.isFinite(value))
      throw new DataError('idx-not-finite', { file, image: Math.floor(i / width) + 1 })
    if (value < least) least = value
    if (value > most) most = value
  }
  return { least, most }
}

function scaled({ type, count, width, view }: Table, { paper, ink }: InkScale): Uint8Array {
  const pixels = new Uint8Array(count * width)
  const factor = ink > paper ? 255 / (ink - paper) : 0
  for (let i = 0; i < pixels.length; i++)
    pixels[i] = Math.min(255, Math.max(0, Math.round((type.read(view, i * type.bytes) - paper) * factor)))
  return pixels
}

/** `file` only names the source in errors. */
export function readImages(bytes: Uint8Array, file = 'images'): IdxImages {
  const table = readTable(bytes, 'images', file)
  const { type, count, view } = table
  if (type === BYTES) {
    const own = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
    return { count, type: type.name, least: 0, most: 255, pixels: () => own }
  }
  return { count, type: type.name, ...rangeOf(table, file), pixels: (scale) => scaled(table, scale) }
}

/** What the values of one kind of number most likely mean; if it is none of the usual ranges, what they span. */
export function scaleOf(images: readonly Pick<IdxImages, 'type' | 'least' | 'most'>[]): InkScale {
  const least = Math.min(...images.map((one) => one.least))
  const most = Math.max(...images.map((one) => one.most))
  const isWithin = ({ paper, ink }: InkScale) => least >= paper && most <= ink
  const isReal = images.some(({ type }) => type.startsWith('float'))
  const usual: readonly InkScale[] = isReal
    ? [{ paper: 0, ink: 1 }, AS_BYTES, { paper: -1, ink: 1 }]
    : [AS_BYTES, { paper: -128, ink: 127 }]
  return usual.find(isWithin) ?? { paper: Math.min(least, isReal ? least : 0), ink: most }
}

/** Most classes that a label can name: it is kept as a byte. */
const MOST_LABEL = 255

/** The classes, or of a table its first column; a number that names no class is refused. */
export function parseLabels(bytes: Uint8Array, file = 'labels'): Uint8Array {
  const { type, count, width, view } = readTable(bytes, 'labels', file)
  if (type === BYTES && width === 1) return new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
  const labels = new Uint8Array(count)
  for (let index = 0; index < count; index++) {
    const label = type.read(view, index * width * type.bytes)
    if (!Number.isInteger(label) || label < 0 || label > MOST_LABEL)
      throw new DataError('idx-label', { file, label: Number.isFinite(label) ? label : '–', index })
    labels[index] = label
  }
  return labels
}

/** How many images or labels the file holds. */
export const countIn = (bytes: Uint8Array, kind: IdxKind, file: string): number =>
  readTable(bytes, kind, file).count

/** `file` names the labels. */
export function checkCounts(images: number, labels: number, file: string): void {
  if (images !== labels) throw new DataError('idx-counts', { file, images, labels })
}

/** Exchanges rows and columns of all images, where they lie. */
export function turnUpright(pixels: Uint8Array): void {
  for (let image = 0; image < pixels.length; image += IMAGE_PIXELS)
    for (let row = 0; row < IMAGE_SIDE; row++)
      for (let column = row + 1; column < IMAGE_SIDE; column++) {
        const [a, b] = [image + row * IMAGE_SIDE + column, image + column * IMAGE_SIDE + row]
        const kept = pixels[a]!
        pixels[a] = pixels[b]!
        pixels[b] = kept
      }
}
