/** Whatever is taken apart is put together again as it was, or refused. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { putTogether, takeApart } from './apart.ts'

const numbers = fc.oneof(
  fc.integer({ min: 0, max: 900 }).map((length) => Float32Array.from({ length }, (_, i) => Math.sin(i))),
  fc.integer({ min: 0, max: 900 }).map((length) => Uint8Array.from({ length: 3 * length }, (_, i) => i)),
  fc.integer({ min: 0, max: 400 }).map((length) => Float64Array.from({ length }, (_, i) => 1 / (i + 1))),
  fc.integer({ min: 0, max: 400 }).map((length) => Int32Array.from({ length }, (_, i) => i - length)),
  // A part of a longer one.
  fc
    .integer({ min: 0, max: 400 })
    .map((length) => new Float32Array(1000).fill(length).subarray(500 - length)),
)
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof({ depthSize: 'small' }, fc.jsonValue(), numbers, tie('list'), tie('record')),
  list: fc.array(tie('tree'), { maxLength: 4 }),
  record: fc.dictionary(fc.string({ maxLength: 6 }), tie('tree'), { maxKeys: 4 }),
}))

/** The bytes one behind the other, as a file has them. */
function written(numbers: readonly ArrayBufferView[]): ArrayBuffer {
  const bytes = numbers.flatMap(({ buffer, byteOffset, byteLength }) => [
    ...new Uint8Array(buffer, byteOffset, byteLength),
  ])
  return Uint8Array.from(bytes).buffer
}

/** No numbers larger than this are left in it. */
function largest(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  if (ArrayBuffer.isView(value)) return value.byteLength
  return Math.max(0, ...Object.values(value).map(largest))
}

test('any value comes back equal, its numbers of their kinds, and the large ones lie apart', () => {
  fc.assert(
    fc.property(tree, (value) => {
      const { rest, numbers, bytes } = takeApart(value)
      expect(largest(rest)).toBeLessThan(1024)
      expect(written(numbers).byteLength).toBe(bytes)
      expect(putTogether(structuredClone(rest), written(numbers))).toEqual(value)
    }),
    { numRuns: 300 },
  )
})

test('what holds no large numbers is not copied, and what does is not changed', () => {
  const rows = [{ step: 1, kl: NaN }, { step: 2 }]
  const values = new Float32Array(1000)
  const run = { history: { rows }, snapshot: { tensors: [{ name: 'w', values }] } }
  const rest = takeApart(run).rest as typeof run
  expect(rest.history).toBe(run.history)
  expect(run.snapshot.tensors[0]!.values).toBe(values)
  expect(rest.snapshot.tensors[0]).toEqual({
    name: 'w',
    values: { $numbers: 'Float32Array', at: 0, bytes: 4000 },
  })
})

test('a file that is too short, too long or empty is refused as damaged', () => {
  const { rest, numbers } = takeApart({ tensors: [{ name: 'w', values: new Float32Array(1000).fill(2) }] })
  const whole = written(numbers)
  for (const length of [0, 1, whole.byteLength - 1])
    expect(() => putTogether(rest, whole.slice(0, length))).toThrow(/^storage: expected 4000 bytes/)
  expect(() => putTogether(rest, new ArrayBuffer(4004))).toThrow('there are 4004')
})
