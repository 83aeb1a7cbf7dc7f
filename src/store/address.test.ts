import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LANGUAGES } from '../derivations/derivation.ts'
import { DEFAULT_SETTINGS } from '../protocol/settings.ts'
import { readAddress, writeAddress } from './address.ts'
import { FIRST_VIEWS, readViews, withChoices } from './views.ts'
import { configJson, readConfig } from './export.ts'

test.each([...LANGUAGES, null])('what is written is read back: %s', (language) => {
  const settings = { ...DEFAULT_SETTINGS, beta: 4 }
  expect(readAddress(`#${writeAddress(settings, FIRST_VIEWS, language)}`)).toMatchObject({
    settings,
    language,
    problems: [],
    conflicts: [],
  })
})

test('the language stands behind the settings, or alone', () => {
  expect(writeAddress({ ...DEFAULT_SETTINGS, beta: 4 }, FIRST_VIEWS, 'zh-CN')).toBe('beta=4&lang=zh-CN')
  expect(writeAddress(DEFAULT_SETTINGS, FIRST_VIEWS, 'en')).toBe('lang=en')
  expect(writeAddress(DEFAULT_SETTINGS, FIRST_VIEWS, null)).toBe('')
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

test('views stand between the settings and the language', () => {
  const views = withChoices(FIRST_VIEWS, 'variance', { view: 'against-l' })
  const address = writeAddress({ ...DEFAULT_SETTINGS, beta: 4 }, views, 'en')
  expect(address).toBe('beta=4&view=variance.against-l&lang=en')
  const read = readAddress(`#${address}`)
  expect(read).toMatchObject({ views: { ...views, opened: 'variance' }, language: 'en', problems: [] })
})

test('an unknown view is reported with the choices of its panel, and the rest of the link applies', () => {
  const { views, settings, problems } = readAddress(
    '#view=samples.upside-down&view=elbo.log&view=attic&beta=4',
  )
  expect(views).toMatchObject({ chosen: { elbo: { scale: 'log' } }, opened: 'elbo', panel: null })
  expect(settings.beta).toBe(4)
  expect(problems.map(({ key, given, legal }) => [key, given, legal])).toEqual([
    ['view', 'samples.upside-down', 'samples.prior | samples.reconstructions | samples.sheet'],
    ['view', 'attic', 'experiment | elbo | variance | samples | latent | derivations'],
  ])
})

test('the arrows need a plane of latents', () => {
  const without = readAddress('#view=variance.arrows')
  expect(without.views.chosen.variance.view).toBe('over-time')
  expect(without.problems).toMatchObject([{ given: 'variance.arrows', reason: 'no-plane' }])
  const { views, settings, problems } = readAddress('#latent=2&view=variance.arrows')
  expect(views.chosen.variance.view).toBe('arrows')
  expect(problems).toEqual([])
  expect(writeAddress({ ...settings, latent: 3 }, views, null)).toBe('latent=3')
  // Two bits have two logits; two latents of ten classes have twenty, and one of two classes has two.
  const isPlane = (model: string) => readAddress(`#${model}&view=variance.arrows`).problems.length === 0
  expect(isPlane('family=bernoulli&estimator=disarm&latent=2')).toBe(true)
  expect(isPlane('family=categorical&estimator=score-function&latent=2')).toBe(false)
  expect(isPlane('family=categorical&estimator=score-function&classes=2&latent=1')).toBe(true)
})

test('config.json knows no view', () => {
  const smuggled = JSON.stringify({ app: 'elbo-lab', settings: { view: 'elbo.log' } })
  expect(readConfig(smuggled)?.problems.map(({ reason }) => reason)).toEqual(['unknown'])
  expect(readViews([]).views).toEqual(FIRST_VIEWS)
})
