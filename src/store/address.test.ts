import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LANGUAGES } from '../derivations/derivation.ts'
import { DEFAULT_SETTINGS } from '../protocol/settings.ts'
import { readAddress, writeAddress } from './address.ts'
import { configJson, readConfig } from './export.ts'

test.each([...LANGUAGES, null])('what is written is read back: %s', (language) => {
  const settings = { ...DEFAULT_SETTINGS, beta: 4 }
  expect(readAddress(`#${writeAddress(settings, language)}`)).toMatchObject({
    settings,
    language,
    problems: [],
    conflicts: [],
  })
})

test('the language stands behind the settings, or alone', () => {
  expect(writeAddress({ ...DEFAULT_SETTINGS, beta: 4 }, 'zh-CN')).toBe('beta=4&lang=zh-CN')
  expect(writeAddress(DEFAULT_SETTINGS, 'en')).toBe('lang=en')
  expect(writeAddress(DEFAULT_SETTINGS, null)).toBe('')
})

test('a language that there is not is reported as settings are', () => {
  const { language, problems } = readAddress('#lang=tlh&beta=4')
  expect(language).toBeNull()
  expect(problems).toEqual([{ key: 'lang', given: 'tlh', reason: 'not-a-choice', legal: 'en | zh-CN' }])
})

test('of several the last legal one counts', () => {
  const { language, problems } = readAddress('#lang=zh-CN&lang=en&lang=')
  expect(language).toBe('en')
  expect(problems.map(({ given }) => given)).toEqual([''])
})

test('the settings are read as without it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      const plain = new URLSearchParams(text)
      plain.delete('lang')
      const withLanguage = `${plain.toString()}&lang=zh-CN`
      expect(readAddress(withLanguage)).toEqual({ ...readAddress(plain.toString()), language: 'zh-CN' })
    }),
  )
})

test('config.json knows no language', () => {
  const text = configJson({ version: '1', settings: DEFAULT_SETTINGS, dataset: null, backend: null, step: 0 })
  expect(text).not.toMatch(/lang/)
  const smuggled = JSON.stringify({ app: 'elbo-lab', settings: { lang: 'zh-CN' } })
  expect(readConfig(smuggled)?.problems.map(({ reason }) => reason)).toEqual(['unknown'])
})
