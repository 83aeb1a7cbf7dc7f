import { expect, test } from 'vitest'
import { giveLegalLanguage, legalTag } from './legal-language.ts'

test.each([
  ['en-US', 'en-US'],
  ['zh-Hans-SG', 'zh-Hans-SG'],
  ['de', 'de'],
  ['en_US', 'en-US'],
  ['de_DE.UTF-8', 'de-DE'],
  ['ca_ES@valencia', 'ca-ES'],
  ['C', 'en-US'],
  ['C.UTF-8', 'en-US'],
  ['POSIX', 'POSIX'],
  ['', 'en-US'],
  ['1', 'en-US'],
  [undefined, 'en-US'],
  [null, 'en-US'],
])('%s is taken for %s', (given, expected) => {
  const tag = legalTag(given)
  expect(tag).toBe(expected)
  expect(() => new Intl.NumberFormat(tag)).not.toThrow()
})

test('a legal one is left alone, another is replaced', () => {
  const [legal, other] = [{ language: 'de' }, Object.create({ language: 'C' }) as { language: string }]
  Object.freeze(legal)
  giveLegalLanguage(legal)
  giveLegalLanguage(other)
  expect([legal.language, other.language]).toEqual(['de', 'en-US'])
})
