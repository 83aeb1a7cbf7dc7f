import { expect, test, vi } from 'vitest'
import { createObservable } from './observable.ts'

test('listeners are called after each change, until they unsubscribe', () => {
  const count = createObservable(1)
  const seen: number[] = []
  const stop = count.subscribe(() => seen.push(count.get()))
  count.set(2)
  count.set(2)
  count.set(3)
  stop()
  count.set(4)
  expect(seen).toEqual([2, 3])
  expect(count.get()).toBe(4)
})

test('a listener that throws keeps the change from nobody', () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  const count = createObservable(1)
  const told = vi.fn()
  count.subscribe(() => {
    throw new Error('a listener')
  })
  count.subscribe(told)
  count.set(2)
  expect(told).toHaveBeenCalledOnce()
  expect(log).toHaveBeenCalledOnce()
  log.mockRestore()
})

test('a value set by a listener is the last one that the others see', () => {
  const count = createObservable(0)
  const seen: number[] = []
  count.subscribe(() => {
    if (count.get() < 3) count.set(count.get() + 1)
  })
  count.subscribe(() => seen.push(count.get()))
  count.set(1)
  expect(seen.at(-1)).toBe(3)
})
