/** Takes the numbers out of a value, so that they can be stored apart from what they belong to, and puts them back. */
import { StorageError } from './trouble.ts'

type Numbers = Float32Array | Float64Array | Int32Array | Uint32Array | Uint8Array

const KINDS = { Float32Array, Float64Array, Int32Array, Uint32Array, Uint8Array }
type Kind = keyof typeof KINDS

/** Stands where the numbers were: their kind, and where they lie among all. */
interface Place {
  readonly $numbers: Kind
  readonly at: number
  readonly bytes: number
}

/** What is smaller is not worth taking out. */
const LEAST_BYTES = 1024

export interface Apart {
  /** Without its numbers. */
  readonly rest: unknown
  /** To be stored one behind the other. */
  readonly numbers: readonly Numbers[]
  readonly bytes: number
}

const kindOf = (value: object): Kind | null => {
  if (!ArrayBuffer.isView(value)) return null
  const { name } = value.constructor
  return Object.hasOwn(KINDS, name) ? (name as Kind) : null
}

const isPlace = (value: object): value is Place => '$numbers' in value

/** Whatever has other values in these places; the object itself if none is another. */
function withOthers<T extends object>(value: T, of: (one: object) => unknown): T {
  let other: T | null = null
  for (const key in value) {
    const was = value[key]
    const is = replaced(was, of) as typeof was
    if (Object.is(is, was)) continue
    other ??= (Array.isArray(value) ? [...value] : { ...value }) as T
    other[key] = is
  }
  return other ?? value
}

/**
 * The value, with something else where `of` returns something. What holds nothing of the kind is not copied: of a saved run
 * these are thousands of rows, every two seconds.
 */
export function replaced(value: unknown, of: (one: object) => unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Blob) return value
  const other = of(value)
  if (other !== undefined) return other
  return ArrayBuffer.isView(value) ? value : withOthers(value, of)
}

export function takeApart(value: unknown): Apart {
  const numbers: Numbers[] = []
  let bytes = 0
  const rest = replaced(value, (one): Place | undefined => {
    const kind = kindOf(one)
    if (!kind || (one as Numbers).byteLength < LEAST_BYTES) return
    const place = { $numbers: kind, at: bytes, bytes: (one as Numbers).byteLength }
    numbers.push(one as Numbers)
    bytes += place.bytes
    return place
  })
  return { rest, numbers, bytes }
}

/** The value that was taken apart. Throws a StorageError if the numbers are not all there. */
export function putTogether(rest: unknown, stored: ArrayBuffer): unknown {
  let bytes = 0
  const value = replaced(rest, (one) => {
    if (!isPlace(one)) return
    const end = one.at + one.bytes
    bytes = Math.max(bytes, end)
    if (end <= stored.byteLength) return new KINDS[one.$numbers](stored.slice(one.at, end))
  })
  if (bytes === stored.byteLength) return value
  throw new StorageError(
    'damaged',
    `storage: expected ${bytes} bytes of numbers, there are ${stored.byteLength}`,
  )
}
