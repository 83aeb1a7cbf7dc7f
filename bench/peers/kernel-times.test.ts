/** On stand-ins for a module's exports: calls go on with their arguments, and are told by kernel and sizes. */
import { afterEach, expect, test, vi } from 'vitest'
import { timeKernels } from './kernel-times.ts'

const { Instance } = WebAssembly
afterEach(() => {
  WebAssembly.Instance = Instance
  vi.restoreAllMocks()
})

/** Instances export these. */
const standIn = (exports: Record<string, unknown>) =>
  class {
    readonly exports = Object.freeze(exports)
  } as unknown as typeof WebAssembly.Instance

const exportsNow = () =>
  new WebAssembly.Instance({} as WebAssembly.Module).exports as Record<
    string,
    (...numbers: number[]) => unknown
  >

test('calls are timed between begin and end, products apart by their sizes', () => {
  let now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 2))
  WebAssembly.Instance = standIn({
    product: (...numbers: number[]) => numbers.length,
    adam: () => 1,
    mostK: () => 7,
  })
  const clock = timeKernels()
  const { product, adam, mostK } = exportsNow()
  expect(product!(0, 0, 0, 2, 3, 4, 9, 9, 0)).toBe(9)
  clock.begin()
  product!(0, 0, 0, 2, 3, 4, 9, 9, 0)
  product!(0, 0, 0, 2, 3, 4, 9, 9, 0)
  product!(0, 0, 0, 2, 3, 4, 9, 9, 1)
  product!(0, 0, 0, 2, 3, 4, 9, 9, 2)
  adam!()
  expect(mostK!()).toBe(7)
  expect(clock.end()).toEqual([
    { name: 'product [2, 4] x [4, 3]', calls: 2, milliseconds: 4 },
    { name: 'product [4, 2]^T x [4, 3]', calls: 1, milliseconds: 2 },
    { name: 'product [2, 4] x [3, 4]^T', calls: 1, milliseconds: 2 },
    { name: 'adam', calls: 1, milliseconds: 2 },
  ])
})

test('other modules are left as they are', () => {
  const exports = { malloc: () => 1 }
  WebAssembly.Instance = standIn(exports)
  timeKernels()
  expect(exportsNow()).toBe(exports)
})
