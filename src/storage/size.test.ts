import { expect, test } from 'vitest'
import { sizeOf } from './size.ts'

test('numbers, texts, keys; buffers and files by their bytes', () => {
  expect(sizeOf([1, 2, null])).toBe(24)
  expect(sizeOf({ name: 'abc', value: 1 })).toBe(4 + 3 + 5 + 8)
  expect(sizeOf({ a: new Float32Array(100), b: [new File(['12345'], 'x')] })).toBe(1 + 400 + 1 + 5)
  // A view of a larger buffer is stored alone.
  expect(sizeOf(new Float32Array(100).subarray(0, 10))).toBe(40)
})
