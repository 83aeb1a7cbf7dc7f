/**
 * What a value read from outside must look like. A schema takes the value and where it stands, and returns it as what
 * it claims to be, or throws a Mismatch: nothing is repaired, nothing half-read is passed on.
 */
export type Schema<T> = (value: unknown, at: string) => T

export class Mismatch extends Error {
  override name = 'Mismatch'
  constructor(
    /** As one would write it in a program: "run.rows[3].kl". */
    readonly at: string,
    readonly expected: string,
  ) {
    super(`${at}: expected ${expected}`)
  }
}

const fail = (at: string, expected: string): never => {
  throw new Mismatch(at, expected)
}

interface NumberBounds {
  readonly min?: number
  readonly max?: number
}

/** Finite. */
export const number =
  ({ min = -Infinity, max = Infinity }: NumberBounds = {}): Schema<number> =>
  (value, at) =>
    typeof value === 'number' && Number.isFinite(value) && value >= min && value <= max
      ? value
      : fail(at, `a number${bounds(min, max)}`)

/** Any number, infinities and NaN too. */
export const anyNumber: Schema<number> = (value, at) =>
  typeof value === 'number' ? value : fail(at, 'a number')

export const integer =
  ({ min = 0, max = Number.MAX_SAFE_INTEGER }: NumberBounds = {}): Schema<number> =>
  (value, at) =>
    Number.isInteger(value) && (value as number) >= min && (value as number) <= max
      ? (value as number)
      : fail(at, `a whole number${bounds(min, max)}`)

const bounds = (min: number, max: number): string => {
  const most = max === Infinity || max === Number.MAX_SAFE_INTEGER
  return min === -Infinity ? '' : most ? ` from ${min}` : ` from ${min} to ${max}`
}

export const boolean: Schema<boolean> = (value, at) =>
  typeof value === 'boolean' ? value : fail(at, 'true or false')

export const boundedText =
  (most = 200): Schema<string> =>
  (value, at) =>
    typeof value === 'string' && value.length <= most ? value : fail(at, `text of at most ${most} characters`)

export const choice =
  <const T extends string>(...choices: readonly T[]): Schema<T> =>
  (value, at) =>
    choices.find((one) => one === value) ?? fail(at, choices.join(' | '))

export const list =
  <T>(item: Schema<T>, most: number): Schema<T[]> =>
  (value, at) => {
    if (!Array.isArray(value) || value.length > most) return fail(at, `a list of at most ${most}`)
    const read: T[] = []
    for (let i = 0; i < value.length; i++) read.push(item(value[i], `${at}[${i}]`)) // of a hole, undefined
    return read
  }

export const orNull =
  <T>(schema: Schema<T>): Schema<T | null> =>
  (value, at) =>
    value === null ? null : schema(value, at)

/** Of a record: a field that may be missing, and then is missing from the result. */
export const optional =
  <T>(schema: Schema<T>): Schema<T> =>
  (value, at) =>
    value === undefined ? (undefined as T) : schema(value, at)

/** Exactly these, in this order. */
export const tuple =
  <T extends readonly unknown[]>(...items: { readonly [I in keyof T]: Schema<T[I]> }): Schema<T> =>
  (value, at) => {
    if (!Array.isArray(value) || value.length !== items.length) return fail(at, `a list of ${items.length}`)
    return items.map((item, i) => item(value[i], `${at}[${i}]`)) as unknown as T
  }

/** One of several records, told apart by the text in `key`. */
export const variant =
  <T>(key: string, cases: Readonly<Record<string, Schema<T>>>): Schema<T> =>
  (value, at) => {
    const name = anyRecord(value, at)[key]
    const schema = typeof name === 'string' && Object.hasOwn(cases, name) ? cases[name] : undefined
    return schema ? schema(value, at) : fail(within(at, key), Object.keys(cases).join(' | '))
  }

export const float32Array: Schema<Float32Array> = (value, at) =>
  value instanceof Float32Array ? value : fail(at, 'single-precision numbers')

/** So many bytes, or any number of them. */
export const bytes =
  (length?: number): Schema<Uint8Array> =>
  (value, at) =>
    value instanceof Uint8Array && (length === undefined || value.length === length)
      ? value
      : fail(at, length === undefined ? 'bytes' : `${length} bytes`)

export const file: Schema<File> = (value, at) => (value instanceof File ? value : fail(at, 'a file'))

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value)

export const anyRecord: Schema<Record<string, unknown>> = (value, at) =>
  isRecord(value) ? value : fail(at, 'an object')

type Fields<T> = { readonly [K in keyof T]-?: Schema<T[K]> }

const within = (at: string, name: string): string => (at ? `${at}.${name}` : name)

/** Fields beyond these are left out of the result: a later version may have more. */
export const record = <T extends object>(fields: Fields<T>): Schema<T> => {
  const entries = Object.entries<Schema<unknown>>(fields)
  return (value, at) => {
    const given = anyRecord(value, at)
    const read: Record<string, unknown> = {}
    for (const [name, schema] of entries) {
      const one = schema(Object.hasOwn(given, name) ? given[name] : undefined, within(at, name))
      if (one !== undefined) read[name] = one
    }
    return read as T
  }
}
