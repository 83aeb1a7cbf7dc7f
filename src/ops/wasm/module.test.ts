import { expect, test, vi } from 'vitest'
import { callOf, type KernelExports } from './module.ts'

/** Kernels whose first call finds a helper that does not finish. */
function withDeadHelper() {
  const kernel = vi.fn(() => 1).mockReturnValueOnce(0)
  const stopHelpers = vi.fn()
  const call = callOf({ product: kernel, adam: kernel } as unknown as KernelExports, stopHelpers)
  return { kernel, stopHelpers, call }
}

test('a call in which a helper died is made again without helpers', () => {
  const { kernel, stopHelpers, call } = withDeadHelper()
  call('product', 1, 2)
  expect(kernel.mock.calls).toEqual([
    [1, 2],
    [1, 2],
  ])
  expect(stopHelpers).toHaveBeenCalledOnce()
})

test('but not Adam’s, which may have written over what it began with', () => {
  const { kernel, stopHelpers, call } = withDeadHelper()
  expect(() => call('adam', 1)).toThrow(WebAssembly.RuntimeError)
  expect(kernel).toHaveBeenCalledOnce()
  expect(stopHelpers).toHaveBeenCalledOnce()
})
