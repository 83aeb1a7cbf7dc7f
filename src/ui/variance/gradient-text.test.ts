import { expect, test } from 'vitest'
import { gradientText, withError } from './gradient-text.ts'

test('gradients of any size', () => {
  expect([0, 12.345, -1142, 0.0123, 0.000123, 2.5e7].map(gradientText)).toEqual([
    '0',
    '12.3',
    '−1,140',
    '0.0123',
    '1.2\u00a0×\u00a010⁻⁴',
    '2.5\u00a0×\u00a010⁷',
  ])
})

test('a value has the decimals of its error', () => {
  const text = (value: number, error: number) => Object.values(withError(value, error)).join(' ± ')
  expect(text(-1.6094, 0.0561)).toBe('−1.609 ± 0.056')
  expect(text(-11.53, 8.58)).toBe('−11.5 ± 8.6')
  expect(text(1234.5, 140)).toBe('1,235 ± 140')
  expect(text(3e-6, 2e-7)).toBe('3.0\u00a0×\u00a010⁻⁶ ± 2.0\u00a0×\u00a010⁻⁷')
})
