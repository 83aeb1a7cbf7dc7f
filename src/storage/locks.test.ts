import { afterEach, expect, test, vi } from 'vitest'
import { createLocks } from './locks.ts'

afterEach(() => vi.unstubAllGlobals())

test('where locks may not even be named there are none', async () => {
  const refuse = () => {
    throw new DOMException('not here', 'SecurityError')
  }
  vi.stubGlobal('navigator', Object.defineProperty({}, 'locks', { get: refuse }))
  const { hold, openElsewhere } = createLocks()
  expect((await hold('run')).state).toBe('unknown')
  expect(await openElsewhere([], null)).toEqual(new Set())
})
