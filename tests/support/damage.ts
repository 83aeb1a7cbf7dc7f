/** Ways to damage a file and a value, for property tests: what a parser gets after one of them must not surprise it. */
import fc from 'fast-check'

type Change = (bytes: Buffer) => Buffer

const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })
/** Files' heads matter most. */
const somewhere = fc.oneof(
  place,
  place.map((value) => value ** 4),
)
const at = (bytes: Buffer, where: number) => Math.floor(where * (bytes.length + 1))

const setByte = fc.tuple(somewhere, fc.nat(255)).map(([where, value]): Change => (bytes) => {
  const copy = Buffer.from(bytes)
  if (at(bytes, where) < bytes.length) copy[at(bytes, where)] = value
  return copy
})
const cut = somewhere.map(
  (where): Change =>
    (bytes) =>
      bytes.subarray(0, at(bytes, where)),
)
const insert = fc.tuple(somewhere, fc.uint8Array({ maxLength: 40 })).map(
  ([where, more]): Change =>
    (bytes) =>
      Buffer.concat([bytes.subarray(0, at(bytes, where)), more, bytes.subarray(at(bytes, where))]),
)
const takeOut = fc.tuple(somewhere, fc.nat(20)).map(
  ([where, length]): Change =>
    (bytes) =>
      Buffer.concat([bytes.subarray(0, at(bytes, where)), bytes.subarray(at(bytes, where) + length)]),
)
const changes: fc.Arbitrary<Change> = fc.oneof(setByte, cut, insert, takeOut)

/** These bytes after one to three changes, or bytes that have nothing to do with them. */
export const damaged = (bytes: Uint8Array): fc.Arbitrary<Uint8Array<ArrayBuffer>> =>
  fc.oneof(
    {
      weight: 9,
      arbitrary: fc
        .array(changes, { minLength: 1, maxLength: 3 })
        .map(
          (list) =>
            new Uint8Array(list.reduce<Buffer>((present, change) => change(present), Buffer.from(bytes))),
        ),
    },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }).map((any) => new Uint8Array(any)) },
  )

/** Every place in a value: keys and indices from the outside in. */
export function pathsOf(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [[]]
  return [
    [],
    ...Object.keys(value).flatMap((key) => pathsOf(Reflect.get(value, key)).map((rest) => [key, ...rest])),
  ]
}

/** A copy with something else at that place; undefined takes the place away. */
export function replaced(value: unknown, [key, ...rest]: readonly string[], other: unknown): unknown {
  if (key === undefined) return other
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as object
  const inner = replaced(Reflect.get(copy, key), rest, other)
  if (inner === undefined) Reflect.deleteProperty(copy, key)
  else Reflect.set(copy, key, inner)
  return copy
}

/** Values that are nearly right, and values that are anything. */
export const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(undefined, null, -1, 0, 0.5, Infinity, NaN, 2 ** 53, '', 'NaN', '0', true, [], {}, [[]]),
  fc.anything({ withTypedArray: true, withBigInt: true, maxDepth: 2 }),
)
