import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  CHOICES,
  FIRST_VIEWS,
  PANELS,
  panelShown,
  readViews,
  VIEW_TEXTS,
  viewsLike,
  withChoices,
  writeViews,
  type Views,
} from './views.ts'

const anyTexts = fc.array(fc.constantFrom(...VIEW_TEXTS), { maxLength: 12 })

/** Views that links and tabs can lead to. */
const anyViews: fc.Arbitrary<Views> = fc
  .tuple(anyTexts, fc.option(fc.constantFrom(...PANELS)))
  .map(([texts, panel]) => ({ ...readViews(texts).views, ...(panel && { panel }) }))

test('what is written is read back', () => {
  fc.assert(
    fc.property(anyViews, (views) => {
      const { views: read, refused } = readViews(writeViews(views))
      expect(refused).toEqual([])
      expect(read.chosen).toEqual(views.chosen)
      if (views.panel !== null) expect(panelShown(read)).toBe(views.panel)
      expect(writeViews(read)).toEqual(writeViews(views))
    }),
  )
})

test('no text, however odd, is fatal, and each is either taken or refused', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string(), fc.constantFrom(...VIEW_TEXTS, 'elbo.', '.', 'elbo.log.log'))),
      (texts) => {
        const { refused } = readViews(texts)
        expect(refused).toEqual(texts.filter((text) => !VIEW_TEXTS.includes(text)))
      },
    ),
  )
})

test('default views are not written', () => {
  expect(writeViews(FIRST_VIEWS)).toEqual([])
  expect(writeViews(readViews(['variance.over-time', 'latent.map']).views)).toEqual([])
  expect(writeViews({ ...FIRST_VIEWS, panel: 'elbo' })).toEqual([])
})

test('a choice leaves the address once it is the default again', () => {
  const linked = readViews(['variance.by-layer']).views
  expect(writeViews(withChoices(linked, 'variance', { view: 'over-time' }))).toEqual([])
})

test('the panel that is named first is the one that a phone opens', () => {
  expect(panelShown(readViews(['latent.units', 'variance.by-layer']).views)).toBe('latent')
  expect(panelShown(readViews(['derivations']).views)).toBe('derivations')
  expect(panelShown(readViews(['nowhere']).views)).toBe('elbo')
  const views = withChoices({ ...FIRST_VIEWS, panel: 'latent' }, 'elbo', { scale: 'log' })
  expect(writeViews(views)).toEqual(['latent', 'elbo.log'])
  expect(writeViews({ ...views, panel: 'elbo' })).toEqual(['elbo.log'])
  expect(writeViews(withChoices({ ...FIRST_VIEWS, panel: 'elbo' }, 'samples', { view: 'sheet' }))).toEqual([
    'elbo',
    'samples.sheet',
  ])
})

test('a link names the estimator whose bias the bands show', () => {
  const { views, refused } = readViews(['variance.bias', 'variance.reinmax'])
  expect(refused).toEqual([])
  expect(views.chosen.variance).toMatchObject({ view: 'bias', banded: 'reinmax' })
  expect(writeViews(views)).toEqual(['variance.bias', 'variance.reinmax'])
  expect(readViews(['variance.disarm']).views.chosen.variance).toMatchObject({ banded: 'disarm' })
  expect(readViews(['variance.enumeration']).refused).toEqual(['variance.enumeration'])
})

test('no choice occurs twice in a panel', () => {
  for (const groups of Object.values(CHOICES)) {
    const all = Object.values<readonly string[]>(groups).flat()
    expect(new Set(all).size).toBe(all.length)
  }
})

test('beside a refused text stand the choices of its panel, or the panels', () => {
  expect(viewsLike('samples.none')).toEqual(['samples.prior', 'samples.reconstructions', 'samples.sheet'])
  expect(viewsLike('none')).toEqual(PANELS)
  expect(viewsLike('derivations.none')).toEqual(PANELS)
})
