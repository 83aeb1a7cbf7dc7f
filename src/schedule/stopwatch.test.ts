import { expect, test } from 'vitest'
import { createStopwatch } from './stopwatch.ts'

test('time passes only while it runs', () => {
  const watch = createStopwatch()
  expect(watch.read(100)).toBe(0)
  watch.start(100)
  watch.start(101) // it runs already
  expect(watch.read(103)).toBe(3)
  watch.stop(104)
  watch.stop(110)
  expect(watch.read(1000)).toBe(4)
  watch.start(1000)
  expect(watch.read(1002)).toBe(6)
})

test('a clock that goes back takes nothing away', () => {
  const watch = createStopwatch()
  watch.start(100)
  expect(watch.read(50)).toBe(0)
})
