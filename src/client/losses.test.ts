import { expect, test } from 'vitest'
import { createLosses } from './losses.ts'

function setUp() {
  const clock = { now: 1000 }
  const losses = createLosses(() => clock.now)
  const loses = (backend: 'webgpu' | 'webgl', after: number) => {
    clock.now += after
    losses.add(backend)
    return losses.avoided
  }
  const isBackAfter = (after: number) => {
    clock.now += after
    losses.restored('webgpu')
  }
  return { loses, isBackAfter }
}

test('one loss is forgiven, and one more much later', () => {
  const { loses } = setUp()
  expect(loses('webgpu', 0)).toEqual([])
  expect(loses('webgpu', 60_001)).toEqual([])
})

test('two within a minute are not', () => {
  const { loses } = setUp()
  loses('webgpu', 0)
  expect(loses('webgpu', 59_000)).toEqual(['webgpu'])
})

test('each backend for itself', () => {
  const { loses } = setUp()
  loses('webgpu', 0)
  expect(loses('webgl', 1)).toEqual([])
  expect(loses('webgl', 1)).toEqual(['webgl'])
})

test('five in all are too many', () => {
  const { loses } = setUp()
  for (let i = 0; i < 4; i++) expect(loses('webgpu', 100_000)).toEqual([])
  expect(loses('webgpu', 100_000)).toEqual(['webgpu'])
})

test('what a slow machine takes to have it back does not count', () => {
  const { loses, isBackAfter } = setUp()
  loses('webgpu', 0)
  isBackAfter(200_000)
  expect(loses('webgpu', 59_000)).toEqual(['webgpu'])
})

test('a device that was there for long before its first loss, and again after it, is kept', () => {
  const { loses, isBackAfter } = setUp()
  isBackAfter(0)
  expect(loses('webgpu', 1)).toEqual([])
  isBackAfter(200_000)
  expect(loses('webgpu', 61_000)).toEqual([])
})
