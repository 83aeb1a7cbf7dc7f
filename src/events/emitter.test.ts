import { afterEach, expect, test, vi } from 'vitest'
import { createEmitter } from './emitter.ts'

afterEach(() => vi.restoreAllMocks())

test('a listener that throws stops neither the others nor the teller, and is heard of', () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  const heard: string[] = []
  const { emit, subscribe } = createEmitter<number>()
  subscribe((value) => heard.push(`a${value}`))
  const refusal = new Error('no more than 100 times')
  subscribe(() => {
    throw refusal
  })
  subscribe((value) => heard.push(`b${value}`))
  emit(1)
  emit(2)
  expect(heard).toEqual(['a1', 'b1', 'a2', 'b2'])
  expect(log.mock.calls).toEqual([[refusal], [refusal]])
})

test('the same listener twice is told twice; each ends alone', () => {
  const heard: number[] = []
  const { emit, subscribe } = createEmitter<number>()
  const listener = (value: number) => void heard.push(value)
  const stop = subscribe(listener)
  subscribe(listener)
  emit(1)
  stop()
  stop()
  emit(2)
  expect(heard).toEqual([1, 1, 2])
})

test('one that is ended while others are told is not told; one that comes then waits for the next', () => {
  const heard: string[] = []
  const { emit, subscribe, clear } = createEmitter()
  subscribe(() => {
    stop()
    if (heard.length === 0) subscribe(() => heard.push('late'))
    heard.push('first')
  })
  const stop = subscribe(() => heard.push('ended'))
  emit()
  expect(heard).toEqual(['first'])
  emit()
  expect(heard).toEqual(['first', 'first', 'late'])
  clear()
  emit()
  expect(heard).toHaveLength(3)
})
