/** On stand-ins for the browser's interfaces: what is called is counted, and still does what it did. */
import { afterEach, expect, test, vi } from 'vitest'
import { callsBetween, callsPerStep, countGpuCalls } from './gpu-calls.ts'

afterEach(() => vi.unstubAllGlobals())

const NONE = { dispatches: 0, submits: 0, readbacks: 0, bindGroups: 0, buffers: 0, writes: 0 }

test('dispatches, submissions and readbacks are counted apart, and calls go on with their arguments', () => {
  class Pass {
    dispatchWorkgroups(x: number, y: number) {
      return [this, x, y]
    }
    setPipeline() {}
  }
  class Queue {
    submit() {}
  }
  vi.stubGlobal('GPUComputePassEncoder', Pass)
  vi.stubGlobal('GPUQueue', Queue)
  const calls = countGpuCalls()
  const pass = new Pass()
  expect(pass.dispatchWorkgroups(3, 4)).toEqual([pass, 3, 4])
  pass.setPipeline()
  const before = calls()
  pass.dispatchWorkgroups(1, 1)
  new Queue().submit()
  expect(calls()).toEqual({ ...NONE, dispatches: 2, submits: 1 })
  expect(callsBetween(before, calls())).toEqual({ ...NONE, dispatches: 1, submits: 1 })
  expect(callsPerStep(calls(), 4)).toEqual({ ...NONE, dispatches: 0.5, submits: 0.25 })
})

test('where there is no GPU there is nothing to count', () => {
  expect(countGpuCalls()()).toEqual(NONE)
  expect(callsPerStep(undefined, 3)).toEqual(NONE)
})
