import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  DEFAULT_SETTINGS,
  drawsInAll,
  drawsOf,
  formatSetting,
  inForce,
  legalValues,
  LIVE_KEYS,
  liveSettings,
  parseSetting,
  SETTING_KEYS,
  SETTINGS,
  settingConflict,
  type Settings,
  type SettingKey,
} from './settings.ts'
import { legalValue } from '../../tests/support/legal-values.ts'

describe.each([...SETTING_KEYS])('%s', (key: SettingKey) => {
  test('what is written is read back', () => {
    fc.assert(
      fc.property(legalValue(SETTINGS[key]), (value) => {
        expect(parseSetting(key, formatSetting(key, value as never))).toEqual({ ok: true, value })
      }),
      { numRuns: 300 },
    )
  })

  test('any text is read as a legal value or refused with what is legal', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const parsed = parseSetting(key, text)
        if (parsed.ok) expect(parseSetting(key, formatSetting(key, parsed.value))).toEqual(parsed)
        else expect(parsed.problem).toMatchObject({ key, given: text, legal: legalValues(SETTINGS[key]) })
      }),
      { numRuns: 1000 },
    )
  })

  test('the default is legal', () => {
    expect(parseSetting(key, formatSetting(key, DEFAULT_SETTINGS[key] as never))).toMatchObject({ ok: true })
  })
})

test('the live settings are those that the table says apply live', () => {
  expect([...LIVE_KEYS].sort()).toEqual(SETTING_KEYS.filter((key) => SETTINGS[key].applies === 'live').sort())
})

test('combinations that cannot be are named', () => {
  const conflict = (changes: Partial<Settings>) =>
    settingConflict({ ...DEFAULT_SETTINGS, ...changes })?.code ?? null
  expect(conflict({})).toBeNull()
  expect(conflict({ baseline: 'leave-one-out' })).toBe('leave-one-out-needs-two-samples')
  expect(conflict({ baseline: 'leave-one-out', samples: 2 })).toBeNull()
  expect(conflict({ kl: 'sticking-the-landing' })).toBeNull()
  expect(conflict({ kl: 'sticking-the-landing', estimator: 'score-function' })).toBe(
    'estimator-without-kl-mode',
  )
  expect(conflict({ family: 'point', estimator: 'score-function' })).toBe('estimator-needs-another-family')
  expect(conflict({ family: 'point', kl: 'sticking-the-landing', beta: 4, samples: 8 })).toBeNull()
})

test('of a point the KL and the number of draws are not in force, and the rest is', () => {
  const gaussian = liveSettings({ ...DEFAULT_SETTINGS, beta: 4, samples: 8, kl: 'monte-carlo', lr: 0.01 })
  expect(inForce(gaussian)).toEqual({ ...gaussian, k: 1 })
  const point = { ...gaussian, family: 'point' as const }
  expect(inForce(point)).toEqual({ ...point, beta: 0, samples: 1, k: 1, kl: 'closed-form' })
})

test('of a bound with importance weights the KL comes from the draws, and what goes with it is told', () => {
  const weighted = { ...DEFAULT_SETTINGS, objective: 'importance-weighted' as const }
  expect(inForce(liveSettings({ ...weighted, k: 8 }))).toMatchObject({ k: 8, kl: 'monte-carlo' })
  expect(drawsOf(liveSettings({ ...weighted, k: 8, samples: 3 }))).toBe(24)
  expect(drawsOf(liveSettings({ ...DEFAULT_SETTINGS, k: 8, samples: 3 }))).toBe(3)
  const of = (change: Partial<Settings>) => settingConflict({ ...weighted, ...change })?.code ?? null
  expect(of({})).toBeNull()
  expect(of({ estimator: 'dreg' })).toBeNull()
  expect(of({ estimator: 'dreg', objective: 'elbo' })).toBe('estimator-needs-another-objective')
  expect(of({ estimator: 'score-function' })).toBe('estimator-needs-another-objective')
  expect(of({ estimator: 'dreg', family: 'bernoulli' })).toBe('estimator-needs-another-family')
  expect(of({ estimator: 'vimco', family: 'bernoulli' })).toBeNull()
  expect(of({ estimator: 'vimco', k: 1 })).toBe('estimator-needs-larger-k')
  expect(of({ kl: 'sticking-the-landing', k: 1 })).toBeNull()
  expect(of({ kl: 'sticking-the-landing', k: 2 })).toBe('landing-needs-one-draw')
  expect(of({ kl: 'sticking-the-landing', k: 2, objective: 'elbo' })).toBeNull()
  expect(of({ samples: 8, k: 8 })).toBeNull()
  expect(of({ samples: 8, k: 9 })).toBe('too-many-draws')
  expect(of({ samples: 64, k: 64, objective: 'elbo' })).toBeNull()
})

test('minus zero is zero', () => {
  expect(parseSetting('probe', '-0')).toEqual({ ok: true, value: 0 })
})

test.each([
  ['samples', '65', 'out-of-range'],
  ['samples', '1.5', 'not-an-integer'],
  ['beta', 'Infinity', 'not-a-number'],
  ['lr', '0', 'out-of-range'],
  ['hidden', '400-0', 'bad-widths'],
  ['hidden', '', 'bad-widths'],
  ['optimizer', 'toString', 'not-a-choice'],
] as const)('%s=%s is refused: %s', (key, text, reason) => {
  expect(parseSetting(key, text)).toMatchObject({ ok: false, problem: { reason } })
})

test('widths are written with dashes and read with dashes, commas or blanks', () => {
  expect(formatSetting('hidden', [200, 100])).toBe('200-100')
  for (const text of ['200-100', '200,100', '200 100', '200, 100'])
    expect(parseSetting('hidden', text)).toEqual({ ok: true, value: [200, 100] })
})

test('an intervention takes few samples, has draws beside them, and is no remedy for another estimator', () => {
  const dial = { ...DEFAULT_SETTINGS, estimator: 'noise-dial' } as const
  expect(settingConflict(dial)).toBeNull()
  expect(settingConflict({ ...dial, samples: 17 })?.code).toBe('estimator-needs-other-samples')
  expect(settingConflict({ ...dial, kl: 'sticking-the-landing' })?.code).toBe('estimator-without-kl-mode')
  expect(drawsInAll(liveSettings(dial))).toBe(18)
  expect(drawsInAll(liveSettings({ ...dial, estimator: 'noise-transplant', samples: 4 }))).toBe(12)
  expect(drawsInAll(liveSettings(DEFAULT_SETTINGS))).toBe(1)
  const { params } = settingConflict({ ...DEFAULT_SETTINGS, estimator: 'vimco' })!
  expect(params.others).toBe('reparameterized score-function')
})

test('antithetic noise: pairs of samples, of any estimator whose draws are not pairs already, and no comparison within a pair', () => {
  const paired: Settings = { ...DEFAULT_SETTINGS, noise: 'antithetic', samples: 2 }
  const codeOf = (change: Partial<Settings>) => settingConflict({ ...paired, ...change })?.code ?? null
  expect(codeOf({})).toBeNull()
  expect(codeOf({ samples: 3 })).toBe('pairs-need-even-samples')
  expect(codeOf({ baseline: 'leave-one-out' })).toBe('leave-one-out-needs-independent-draws')
  expect(codeOf({ family: 'bernoulli', estimator: 'disarm' })).toBe('estimator-has-pairs')
  expect(codeOf({ family: 'bernoulli', estimator: 'straight-through' })).toBeNull()
  expect(codeOf({ objective: 'importance-weighted', k: 5, estimator: 'vimco' })).toBeNull()
  // Without noise there is nothing to pair, and the setting waits.
  expect(codeOf({ family: 'point', samples: 1 })).toBeNull()
})
