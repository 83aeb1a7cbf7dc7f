import { describe, expect, test } from 'vitest'
import { CodedError, endsEngine, isDeviceFault, toFault } from './errors.ts'

const refusal = (work: () => unknown): unknown => {
  try {
    return work()
  } catch (thrown) {
    return thrown
  }
}

describe('memory that is refused has its code', () => {
  test.each([
    ['an array', () => new ArrayBuffer(2 ** 50)],
    ['a typed array', () => new Float32Array(2 ** 50)],
    ['WebAssembly that would grow', () => new WebAssembly.Memory({ initial: 1, maximum: 2 }).grow(9)],
    [
      'a module of Emscripten’s',
      () => {
        throw new WebAssembly.RuntimeError('Aborted(OOM). Build with -sASSERTIONS for more info.')
      },
    ],
  ])('%s', (_, work) => {
    const fault = toFault(refusal(work))
    expect(fault.code).toBe('out-of-memory')
    expect(endsEngine(fault)).toBe(true)
  })

  test('other ranges have not', () => {
    expect(toFault(refusal(() => (1).toFixed(200))).code).toBe('unexpected')
    expect(toFault(refusal(() => 'x'.repeat(-1))).code).toBe('unexpected')
  })
})

test('WebAssembly that has trapped ends its engine', () => {
  const unreachable = Uint8Array.of(
    0,
    97,
    115,
    109,
    1,
    0,
    0,
    0,
    1,
    4,
    1,
    96,
    0,
    0,
    3,
    2,
    1,
    0,
    7,
    5,
    1,
    1,
    102,
    0,
    0,
    10,
    5,
    1,
    3,
    0,
    0,
    11,
  )
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(unreachable))
  const fault = toFault(refusal(() => (exports.f as () => void)()))
  expect([fault.code, endsEngine(fault)]).toEqual(['worker-crashed', true])
})

test('only faults of a device speak for another backend', () => {
  expect(isDeviceFault(new CodedError('device-lost'))).toBe(true)
  expect(isDeviceFault(new CodedError('out-of-memory'))).toBe(false)
  expect(endsEngine(new CodedError('data-stalled'))).toBe(false)
})
