import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DEFAULT_SETTINGS, LIVE_KEYS, SETTING_KEYS } from '../../protocol/settings.ts'
import { readAddress, writeAddress } from '../address.ts'
import { PANELS } from '../views.ts'
import { LONGEST_NOTE, MOST_SWITCHES } from './link.ts'
import { NO_GUIDE, type Guide, type Switch } from './state.ts'

const problemsOf = (hash: string) => readAddress(hash).problems.map(({ key, reason }) => [key, reason])

test('a link that carries a lesson', () => {
  const { guide, problems } = readAddress(
    '#at=880:estimator=score-function&at=900:estimator=reparameterized,lr=0.0005&note=Watch%20the%20KL.&lesson=baselines&experiment=landing&present=1&embed=variance',
  )
  expect(problems).toEqual([])
  expect(guide).toEqual({
    switches: [
      { step: 880, change: { estimator: 'score-function' } },
      { step: 900, change: { estimator: 'reparameterized', lr: 0.0005 } },
    ],
    note: 'Watch the KL.',
    lesson: 'baselines',
    experiment: 'landing',
    forks: [],
    isPresenting: true,
    embedded: 'variance',
  })
})

test('one step has one switch, whatever the order in the link', () => {
  const { guide } = readAddress('#at=20:baseline=leave-one-out&at=10:beta=2&at=20:samples=4')
  expect(guide.switches).toEqual([
    { step: 10, change: { beta: 2 } },
    { step: 20, change: { baseline: 'leave-one-out', samples: 4 } },
  ])
})

test('"embed=1" shows the panel that the link opens', () => {
  expect(readAddress('#embed=1').guide.embedded).toBe('elbo')
  expect(readAddress('#embed=1&view=variance.against-l').guide.embedded).toBe('variance')
  expect(readAddress('#embed=0').guide.embedded).toBeNull()
})

const REFUSED: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  ['at=x', [['at', 'not-a-switch']]],
  ['at=0:beta=2', [['at', 'not-a-switch']]],
  ['at=12:', [['at', 'not-a-switch']]],
  ['at=12:colour=red', [['at', 'not-a-switch']]],
  ['at=12:latent=2', [['at', 'not-live']]],
  ['at=12:steps=20', [['at', 'not-live']]],
  ['at=12:beta=many', [['at', 'not-a-number']]],
  ['at=12:beta=1000', [['at', 'out-of-range']]],
  ['at=12:estimator=magic', [['at', 'not-a-choice']]],
  ['at=12:baseline=leave-one-out', [['at', 'not-together']]],
  ['at=12:family=bernoulli,estimator=score-function', [['at', 'not-live']]],
  ['experiment=none-such', [['experiment', 'not-a-choice']]],
  ['embed=toolbar', [['embed', 'not-a-choice']]],
  ['present=yes', [['present', 'not-a-choice']]],
  ['lesson=%3C%3E', [['lesson', 'not-a-choice']]],
]

test.each(REFUSED)('%s is refused, and the rest of the link applies', (part, problems) => {
  const hash = `#beta=3&${part}&at=40:lr=0.01`
  expect(problemsOf(hash)).toEqual(problems)
  const { settings, guide } = readAddress(hash)
  expect(settings.beta).toBe(3)
  expect(guide).toEqual({ ...NO_GUIDE, switches: [{ step: 40, change: { lr: 0.01 } }] })
})

test('a switch may need an earlier one', () => {
  expect(problemsOf('#at=10:samples=4&at=20:baseline=leave-one-out')).toEqual([])
  expect(problemsOf('#at=20:samples=4&at=10:baseline=leave-one-out')).toEqual([['at', 'not-together']])
})

test('there is an end to switches and to a note', () => {
  const many = Array.from({ length: MOST_SWITCHES + 2 }, (_, i) => `at=${i + 1}:beta=2`).join('&')
  expect(readAddress(`#${many}`).guide.switches).toHaveLength(MOST_SWITCHES)
  expect(problemsOf(`#${many}`)).toEqual([
    ['at', 'too-many'],
    ['at', 'too-many'],
  ])
  const { guide, problems } = readAddress(`#note=${'n'.repeat(LONGEST_NOTE + 1)}`)
  expect([...guide.note!]).toHaveLength(LONGEST_NOTE)
  expect(problems).toMatchObject([{ key: 'note', reason: 'too-long' }])
})

const anyChange: fc.Arbitrary<Switch['change']> = fc.oneof(
  fc.record({ beta: fc.double({ min: 0, max: 100, noNaN: true }) }),
  fc.record({ lr: fc.double({ min: 1e-7, max: 1, noNaN: true }), probe: fc.integer({ min: 0, max: 50 }) }),
  fc.constantFrom({ estimator: 'score-function' as const }, { estimator: 'reparameterized' as const }),
)

const anyFork = fc.constantFrom(
  {},
  { lr: 0.5 },
  { estimator: 'score-function' as const },
  { samples: 4, baseline: 'leave-one-out' as const },
)

const anyNote = fc
  .string({ unit: 'grapheme', maxLength: 60 })
  .map(
    (text) => text.replaceAll(/[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim() || null,
  )

const anyGuide: fc.Arbitrary<Guide> = fc.record({
  switches: fc
    .uniqueArray(fc.integer({ min: 1, max: 1_000_000_000 }), { maxLength: 6 })
    .map((steps) => steps.toSorted((a, b) => a - b))
    .chain((steps) => fc.tuple(...steps.map((step) => anyChange.map((change) => ({ step, change }))))),
  forks: fc
    .uniqueArray(fc.integer({ min: 1, max: 999_999_999 }), { maxLength: 3 })
    .map((steps) => steps.toSorted((a, b) => a - b))
    .chain((steps) => fc.tuple(...steps.map((step) => anyFork.map((change) => ({ step, change }))))),
  note: anyNote,
  lesson: fc.constantFrom(null, 'baselines'),
  experiment: fc.constantFrom(null, 'landing'),
  isPresenting: fc.boolean(),
  embedded: fc.constantFrom(null, ...PANELS),
})

test('what is written is read back', () => {
  fc.assert(
    fc.property(anyGuide, (guide) => {
      const { views } = readAddress('')
      const read = readAddress(`#${writeAddress(DEFAULT_SETTINGS, views, null, [], guide)}`)
      expect(read.problems).toEqual([])
      expect(read.guide).toEqual(guide)
      expect(read.settings).toEqual(DEFAULT_SETTINGS)
    }),
  )
})

test('no text, however odd, is fatal', () => {
  const anyName = fc.constantFrom('at', 'note', 'lesson', 'experiment', 'present', 'embed')
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .tuple(fc.nat(), fc.constantFrom(...SETTING_KEYS), fc.string())
      .map(([step, key, text]) => `${step}:${key}=${text}`),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(anyName, anyText), { maxLength: 6 }), (pairs) => {
      const hash = pairs.map(
        ([name, text]) => `${name}=${encodeURIComponent(text.replaceAll(/\p{Cs}/gu, ''))}`,
      )
      const { guide, views, settings } = readAddress(`#${hash.join('&')}`)
      const again = readAddress(`#${writeAddress(settings, views, null, [], guide)}`)
      expect(again.problems).toEqual([])
      expect(again.guide).toEqual(guide)
      for (const { change } of guide.switches)
        for (const key of Object.keys(change)) expect(LIVE_KEYS).toContain(key)
    }),
  )
})
