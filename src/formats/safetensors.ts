/**
 * The safetensors format, single precision only: eight bytes of length, a JSON header, and the numbers of one tensor
 * after another, little endian. Pure, and strict: bytes that any tensor shares with another, or that belong to none,
 * refuse the file. What the tensors and the metadata mean is not known here.
 *
 * Reference: github.com/huggingface/safetensors, "Format".
 */
import { FormatError } from './errors.ts'
import { MAX_FILE_BYTES } from './limits.ts'
import { anyRecord, integer, list, Mismatch, record, boundedText, type Schema } from './schema.ts'

export interface NamedTensor {
  readonly name: string
  readonly shape: readonly number[]
  /** Row by row. */
  readonly values: Float32Array
}

export interface Safetensors {
  /** In the order of their bytes. */
  readonly tensors: readonly NamedTensor[]
  readonly metadata: Readonly<Record<string, string>>
}

const METADATA = '__metadata__'
const LENGTH_BYTES = 8
/** Much more than the names and the metrics of any run need; the format itself allows 100 MB. */
export const MAX_HEADER_BYTES = 32 * 2 ** 20
const MAX_TENSORS = 4096
const MAX_RANK = 8
const MAX_TEXT = MAX_HEADER_BYTES

const elements = (shape: readonly number[]): number => shape.reduce((size, length) => size * length, 1)

/** The bytes in the order of the tensors, whatever the machine: typed arrays are little endian on all that run this. */
const bytesOf = ({ values }: NamedTensor): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength)

/** All tensors' bytes, one after the other, as they stand in the file. */
export function dataBytes(tensors: readonly NamedTensor[]): Uint8Array<ArrayBuffer> {
  const data = new Uint8Array(tensors.reduce((sum, { values }) => sum + values.byteLength, 0))
  let offset = 0
  for (const tensor of tensors) {
    data.set(bytesOf(tensor), offset)
    offset += tensor.values.byteLength
  }
  return data
}

function headerOf({ tensors, metadata }: Safetensors): Uint8Array {
  const header: Record<string, unknown> = { [METADATA]: metadata }
  let offset = 0
  for (const { name, shape, values } of tensors) {
    if (elements(shape) !== values.length || name === METADATA || name in header)
      throw new Error(
        `writeSafetensors: expected a new name and ${elements(shape)} values, got ${name}, ${values.length}`,
      )
    header[name] = { dtype: 'F32', shape, data_offsets: [offset, offset + values.byteLength] }
    offset += values.byteLength
  }
  const json = JSON.stringify(header)
  const length = new TextEncoder().encode(json).length
  return new TextEncoder().encode(json + ' '.repeat((8 - (length % 8)) % 8)) // so that the numbers are aligned
}

export function writeSafetensors(file: Safetensors): Uint8Array<ArrayBuffer> {
  const header = headerOf(file)
  const data = dataBytes(file.tensors)
  const bytes = new Uint8Array(LENGTH_BYTES + header.length + data.length)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true)
  bytes.set(header, LENGTH_BYTES)
  bytes.set(data, LENGTH_BYTES + header.length)
  return bytes
}

interface Entry {
  readonly dtype: string
  readonly shape: number[]
  readonly data_offsets: number[]
}

const entrySchema: Schema<Entry> = record<Entry>({
  dtype: boundedText(20),
  shape: list(integer(), MAX_RANK),
  data_offsets: list(integer(), 2),
})

function parseHeader(bytes: Uint8Array, file: string): Record<string, unknown> {
  if (bytes[0] !== 0x7b) throw new FormatError('safetensors-none', { file })
  try {
    return anyRecord(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)), '')
  } catch (cause) {
    throw new FormatError('safetensors-header', { file, detail: 'not JSON' }, { cause })
  }
}

/** The header's bytes, and those of the numbers. */
function split(bytes: Uint8Array, file: string): readonly [Uint8Array, Uint8Array] {
  if (bytes.length > MAX_FILE_BYTES) throw new FormatError('file-too-large', { file, limit: MAX_FILE_BYTES })
  if (bytes.length < LENGTH_BYTES + 2) throw new FormatError('safetensors-none', { file })
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const length = view.getBigUint64(0, true)
  if (length > MAX_HEADER_BYTES) throw new FormatError('safetensors-none', { file })
  const start = LENGTH_BYTES + Number(length)
  if (bytes[LENGTH_BYTES] !== 0x7b) throw new FormatError('safetensors-none', { file })
  if (start > bytes.length)
    throw new FormatError('safetensors-truncated', { file, expected: start, found: bytes.length })
  return [bytes.subarray(LENGTH_BYTES, start), bytes.subarray(start)]
}

const withMismatchAsHeader = <T>(file: string, read: () => T): T => {
  try {
    return read()
  } catch (cause) {
    if (!(cause instanceof Mismatch)) throw cause
    throw new FormatError('safetensors-header', { file, detail: cause.message }, { cause })
  }
}

interface Placed {
  readonly name: string
  readonly shape: readonly number[]
  readonly begin: number
  readonly end: number
}

function readEntry(name: string, value: unknown, file: string): Placed {
  const { dtype, shape, data_offsets } = withMismatchAsHeader(file, () => entrySchema(value, name))
  if (dtype !== 'F32') throw new FormatError('safetensors-dtype', { file, tensor: name, dtype })
  const [begin, end] = data_offsets
  if (begin === undefined || end === undefined || end < begin)
    throw new FormatError('safetensors-offsets', { file, tensor: name })
  const bytes = end - begin
  if (elements(shape) * 4 !== bytes)
    throw new FormatError('safetensors-shape', { file, tensor: name, shape: shape.join(' × '), bytes })
  return { name, shape, begin, end }
}

/** Each begins where the one before ends, and the last ends with the file. */
function checkPlaces(placed: readonly Placed[], found: number, file: string): void {
  let offset = 0
  for (const { name, begin, end } of placed) {
    if (begin !== offset) throw new FormatError('safetensors-offsets', { file, tensor: name })
    offset = end
  }
  if (found < offset) throw new FormatError('safetensors-truncated', { file, expected: offset, found })
  if (found > offset) throw new FormatError('safetensors-trailing', { file, expected: offset, found })
}

function readMetadata(value: unknown, file: string): Record<string, string> {
  if (value === undefined) return {}
  return withMismatchAsHeader(file, () =>
    Object.fromEntries(
      Object.entries(anyRecord(value, METADATA)).map(([name, one]) => [
        name,
        boundedText(MAX_TEXT)(one, name),
      ]),
    ),
  )
}

/** A copy, since bytes in a file need not be aligned. */
function valuesOf({ name, begin, end }: Placed, data: Uint8Array, file: string): Float32Array {
  const values = new Float32Array(new Uint8Array(data.subarray(begin, end)).buffer)
  if (!values.every(Number.isFinite)) throw new FormatError('safetensors-not-finite', { file, tensor: name })
  return values
}

/** `file` only names the source in errors. */
export function readSafetensors(bytes: Uint8Array, file = 'model.safetensors'): Safetensors {
  const [head, data] = split(bytes, file)
  const header = parseHeader(head, file)
  const metadata = readMetadata(Object.hasOwn(header, METADATA) ? header[METADATA] : undefined, file)
  const names = Object.keys(header).filter((name) => name !== METADATA)
  if (names.length > MAX_TENSORS)
    throw new FormatError('safetensors-header', { file, detail: `${names.length} tensors` })
  const placed = names
    .map((name) => readEntry(name, header[name], file))
    .sort((a, b) => a.begin - b.begin || a.end - b.end)
  checkPlaces(placed, data.length, file)
  const tensors = placed.map((one) => ({
    name: one.name,
    shape: one.shape,
    values: valuesOf(one, data, file),
  }))
  return { tensors, metadata }
}
