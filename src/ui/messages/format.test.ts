/** Numbers as the page writes them, in both languages. */
import { describe, expect, test } from 'vitest'
import { createFormat, type Format } from './format.ts'

describe.each(['en', 'zh-CN'])('%s', (locale) => {
  const format = createFormat(locale)
  const fixed = (value: number) => format.fixed(value, 2)

  /** What each rounds to zero, from below. */
  test.each<[keyof Format, (value: number) => string, number, string]>([
    ['integer', format.integer, -0.4, '0'],
    ['fixed', fixed, -0.004, '0.00'],
    ['short', format.short, -0, '0'],
    ['scientific', format.scientific, -0, '0'],
    ['times', format.times, -0, '0'],
    ['percent', format.percent, -0.004, '0%'],
    ['megabytes', format.megabytes, -4000, '0.0'],
  ])('%s: a zero has no minus sign', (_, write, nearly, zero) => {
    expect(write(nearly)).toBe(zero)
    expect(write(-0)).toBe(zero)
    expect(write(0)).toBe(zero)
  })

  test('what stays below zero has a true one', () => {
    expect([format.integer(-0.6), format.integer(-1234)]).toEqual(['−1', '−1,234'])
    expect([fixed(-0.006), fixed(-12.345)]).toEqual(['−0.01', '−12.35'])
    expect([format.short(-0.0012), format.short(-0.00012), format.short(-45.67)]).toEqual([
      '−0.0012',
      '−1.2e−4',
      '−45.7',
    ])
    expect([format.scientific(-0.0021), format.percent(-0.25)]).toEqual(['−2.1\u00a0×\u00a010⁻³', '−25%'])
  })

  test('no number can break across lines: no space but a no-break one, no hyphen', () => {
    const sizes = [0, 1.2e-9, 1.2e-4, 0.5, 1234.5, 2.5e7, Infinity, NaN]
    const values = sizes.flatMap((size) => [size, -size])
    const writers = [format.integer, fixed, format.short, format.scientific, format.times, format.percent]
    const texts = writers.flatMap((write) => values.map((value) => write(value)))
    expect([...texts, format.power(1e-3)].filter((text) => /[ \u2009\u202f-]/.test(text))).toEqual([])
  })

  test('an interval has one power of ten where its upper end has one', () => {
    const power = (exponent: string) => `\u00a0×\u00a010${exponent}`
    expect(format.timesBetween(27_700, 83_400)).toBe('27,700 – 83,400')
    expect(format.timesBetween(2.9e7, 5.2e7)).toBe(`2.9 – 5.2${power('⁷')}`)
    expect(format.timesBetween(792_000, 1.1e6)).toBe(`0.79 – 1.1${power('⁶')}`)
    expect(format.timesBetween(2.1e-4, 9.96e-4)).toBe('0.21 – 1.0' + power('⁻³'))
    expect(format.timesBetween(12, 3e7)).toBe('12 – 3.0' + power('⁷'))
    expect(format.timesBetween(2.9e7, Infinity)).toBe(`2.9${power('⁷')} – ∞`)
    expect(format.timesBetween(0, 0)).toBe('0 – 0')
  })
})
