import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DEFAULT_SETTINGS, SETTINGS, SETTING_KEYS, settingConflict } from '../protocol/settings.ts'
import { eachLegal } from '../../tests/support/legal-values.ts'
import { readHash, writeHash } from './url.ts'

const anySettings = eachLegal.filter((settings) => settingConflict(settings) === null)

test('what is written is read back', () => {
  fc.assert(
    fc.property(anySettings, (settings) => {
      expect(readHash(`#${writeHash(settings)}`)).toMatchObject({ settings, problems: [], conflicts: [] })
    }),
  )
})

test('only what differs from the defaults is written', () => {
  expect(writeHash(DEFAULT_SETTINGS)).toBe('')
  expect(writeHash({ ...DEFAULT_SETTINGS, beta: 4, hidden: [200, 200] })).toBe('beta=4&hidden=200-200')
})

test('what is unknown or illegal is reported, and the default stands', () => {
  const { settings, problems } = readHash(
    '#beta=4&flavour=mint&latent=1000&activation=gelu&lr=fast&batch=1.5&hidden=0',
  )
  expect(settings).toEqual({ ...DEFAULT_SETTINGS, beta: 4 })
  expect(problems.map(({ key, reason }) => [key, reason])).toEqual([
    ['flavour', 'unknown'],
    ['latent', 'out-of-range'],
    ['activation', 'not-a-choice'],
    ['lr', 'not-a-number'],
    ['batch', 'not-an-integer'],
    ['hidden', 'bad-widths'],
  ])
})

test('a word that every object knows is a word like another', () => {
  const { problems } = readHash('#constructor=1&__proto__=2&toString=3&beta=4')
  expect(problems.map(({ key, given, reason }) => [key, given, reason])).toEqual([
    ['constructor', '1', 'unknown'],
    ['__proto__', '2', 'unknown'],
    ['toString', '3', 'unknown'],
  ])
})

test('no hash, however odd, is fatal', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (hash) => {
      const { settings } = readHash(hash)
      expect(Object.keys(settings).sort()).toEqual([...SETTING_KEYS].sort())
    }),
  )
})

test('a refused text is echoed, but not at any length', () => {
  const [problem] = readHash(`lr=${'9'.repeat(500)}x`).problems
  expect(problem?.given.length).toBeLessThan(70)
})

test('names of earlier versions are read, and written under the present ones', () => {
  for (const link of [
    '#posterior=point',
    '#POSTERIOR=Point',
    '#posterior%3Dpoint',
    '#posterior=gaussian&family=point',
  ]) {
    const { settings, problems } = readHash(link)
    expect({ link, problems }).toEqual({ link, problems: [] })
    expect(settings.family).toBe('point')
    expect(writeHash(settings)).toBe('family=point')
  }
  expect(readHash('#posterior=normal').problems).toMatchObject([{ key: 'family', given: 'normal' }])
})

test('settings that cannot be together give way to a default, and that is told', () => {
  const alone = readHash('#baseline=leave-one-out&samples=1')
  expect(alone.settings.baseline).toBe('none')
  expect(alone.conflicts).toEqual([{ code: 'leave-one-out-needs-two-samples', params: {} }])
  const landing = readHash('#estimator=score-function&kl=sticking-the-landing')
  expect(landing.settings).toMatchObject({ estimator: 'score-function', kl: 'closed-form' })
  expect(readHash('#baseline=leave-one-out&samples=4').conflicts).toEqual([])
  const scored = readHash('#posterior=point&estimator=score-function')
  expect(scored.conflicts.map(({ code }) => code)).toEqual(['estimator-needs-another-family'])
  expect(scored.settings).toMatchObject({ family: 'gaussian', estimator: 'score-function' })
})

test('any two of family, estimator and latents are read as settings that go together', () => {
  for (const family of [undefined, ...SETTINGS.family.choices])
    for (const estimator of [undefined, ...SETTINGS.estimator.choices])
      for (const widths of [
        '',
        '&latent=13',
        '&latent=64&classes=64',
        '&latent=200',
        '&latent=101&classes=2',
      ]) {
        const named = Object.entries({ family, estimator }).filter(([, value]) => value)
        const link = `#${named.map((pair) => pair.join('=')).join('&')}${widths}`
        expect(settingConflict(readHash(link).settings), link).toBeNull()
      }
})

test('a family alone gets an estimator that goes with it, and an estimator alone that no default family offers is refused', () => {
  const family = readHash('#family=bernoulli&latent=8')
  expect(family).toMatchObject({
    settings: { family: 'bernoulli', estimator: 'score-function' },
    conflicts: [],
  })
  const estimator = readHash('#estimator=disarm')
  expect(estimator.settings).toEqual(DEFAULT_SETTINGS)
  expect(estimator.conflicts.map(({ code }) => code)).toEqual(['estimator-needs-another-family'])
  const wide = readHash('#family=categorical&latent=20&classes=64')
  expect(wide.settings).toMatchObject({ family: 'categorical', latent: 20, classes: 10 })
  expect(wide.conflicts.map(({ code }) => code)).toEqual(['code-too-wide'])
  const many = readHash('#family=bernoulli&latent=13&estimator=enumeration')
  expect(many.settings).toMatchObject({ family: 'bernoulli', estimator: 'score-function' })
  expect(many.conflicts.map(({ code }) => code)).toEqual(['too-many-states'])
})

test.each([
  'family=bernoulli&latent=200',
  'family=categorical&latent=100&classes=2',
  'family=categorical&latent=66&classes=3',
])('a code up to 200 wide is read as it is given: %s', (link) => {
  const { settings, problems, conflicts } = readHash(`#${link}`)
  expect([problems, conflicts]).toEqual([[], []])
  expect(writeHash(settings)).toContain(link.split('&')[1])
})

test.each([
  ['objective=importance-weighted', { estimator: 'reparameterized', k: 5 }, []],
  ['objective=importance-weighted&family=bernoulli', { estimator: 'vimco' }, []],
  ['estimator=dreg', { objective: 'importance-weighted' }, []],
  ['estimator=vimco&k=1', { objective: 'importance-weighted', k: 2 }, ['estimator-needs-larger-k']],
  ['estimator=dreg&objective=elbo', { estimator: 'reparameterized' }, ['estimator-needs-another-objective']],
  [
    'objective=importance-weighted&estimator=score-function',
    { estimator: 'reparameterized' },
    ['estimator-needs-another-objective'],
  ],
  ['objective=importance-weighted&k=10&samples=8', { k: 10, samples: 6 }, ['too-many-draws']],
  [
    'objective=importance-weighted&k=64&samples=2&baseline=leave-one-out',
    { k: 64, samples: 1, baseline: 'none' },
    ['too-many-draws', 'leave-one-out-needs-two-samples'],
  ],
  [
    'objective=importance-weighted&kl=sticking-the-landing',
    { kl: 'closed-form' },
    ['landing-needs-one-draw'],
  ],
] as const)('objectives: %s', (link, expected, codes) => {
  const { settings, conflicts } = readHash(`#${link}`)
  expect(settings).toMatchObject(expected)
  expect(conflicts.map(({ code }) => code)).toEqual(codes)
})

test('antithetic noise gets a pair of samples, unless the link names a number that cannot be', () => {
  const read = (hash: string) => readHash(hash)
  expect(read('noise=antithetic')).toMatchObject({
    settings: { noise: 'antithetic', samples: 2 },
    conflicts: [],
  })
  expect(read('noise=antithetic&samples=3')).toMatchObject({
    settings: { noise: 'independent', samples: 3 },
    conflicts: [{ code: 'pairs-need-even-samples' }],
  })
  expect(read('noise=antithetic&samples=4&baseline=leave-one-out&estimator=score-function')).toMatchObject({
    settings: { noise: 'antithetic', baseline: 'none' },
    conflicts: [{ code: 'leave-one-out-needs-independent-draws' }],
  })
  // As many draws as there may be: no room for a second sample.
  expect(read('noise=antithetic&objective=importance-weighted&k=64').settings).toMatchObject({
    k: 64,
    samples: 1,
  })
})
