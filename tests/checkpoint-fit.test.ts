/**
 * A checkpoint whose tensors are not those of its settings is refused before anything is made of it, in words that tell
 * what should be there from what is there: never "should be 784 × 32, there is 784 × 32".
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { uploadSnapshot } from '../src/engine/snapshot.ts'
import { toFault } from '../src/protocol/errors.ts'
import type { NamedTensor } from '../src/protocol/snapshot.ts'
import { en } from '../src/ui/messages/en/index.ts'
import { zhCN } from '../src/ui/messages/zh-CN/index.ts'
import { savedRun, SMALL_SETTINGS, tensorsOf } from './support/saved-run.ts'

const SOUND = tensorsOf(SMALL_SETTINGS)
const { snapshot } = savedRun()

/** Lengths and shapes near those that belong there: one more, one less, turned, flat, or with a dimension of 1. */
const shapesNear = (shape: readonly number[]) =>
  fc.oneof(
    fc.constant(shape.toReversed()),
    fc.constant([...shape, 1]),
    fc.constant([shape.reduce((size, length) => size * length, 1)]),
    fc.constant([]),
    fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 4 }),
    fc
      .nat(Math.max(0, shape.length - 1))
      .chain((at) =>
        fc.constantFrom(-1, 1).map((by) => shape.map((length, i) => (i === at ? length + by : length))),
      ),
  )

const wrong = fc.nat(SOUND.length - 1).chain((place) => {
  const { shape, values } = SOUND[place]!
  return fc
    .record({
      shape: fc.oneof(fc.constant(shape), shapesNear(shape)),
      count: fc.oneof(
        fc.constant(values.length),
        fc.integer({ min: -2, max: 2 }).map((by) => values.length + by),
      ),
    })
    .filter((one) => String(one.shape) !== String(shape) || one.count !== values.length)
    .map((one): NamedTensor[] =>
      SOUND.map((tensor, i) =>
        i === place
          ? { ...tensor, shape: one.shape, values: new Float32Array(Math.max(0, one.count)) }
          : tensor,
      ),
    )
})

function faultOf(tensors: readonly NamedTensor[]) {
  try {
    uploadSnapshot(SMALL_SETTINGS, { ...snapshot, tensors })
  } catch (thrown) {
    return toFault(thrown)
  }
  return null
}

test('what should be there is never what is there, in numbers or in words', () => {
  const told = new Map<string, number>()
  fc.assert(
    fc.property(wrong, (tensors) => {
      const fault = faultOf(tensors)
      expect(fault?.code).toMatch(/^checkpoint-(architecture|size)$/)
      const { code, params } = fault!
      told.set(code, (told.get(code) ?? 0) + 1)
      expect(params.expected).not.toBe(params.found)
      for (const { faults, format } of [en, zhCN]) {
        const { what } = faults[code]!(params)
        const [expected, found] = [params.expected, params.found].map((one) =>
          typeof one === 'number' ? format.integer(one) : String(one),
        )
        expect(expected).not.toBe(found)
        expect(what).toContain(found)
      }
    }),
    { numRuns: 1000 },
  )
  expect(Math.min(...told.values())).toBeGreaterThan(50)
  expect(told.size).toBe(2)
})
