import fc from 'fast-check'
import { expect, test } from 'vitest'
import { eachLegal } from '../../tests/support/legal-values.ts'
import { isAble } from '../protocol/estimators.ts'
import { FAMILY_IDS } from '../protocol/families.ts'
import { OBJECTIVE_IDS } from '../protocol/objectives.ts'
import { DEFAULT_SETTINGS, inForce, settingConflict, type Settings } from '../protocol/settings.ts'
import { broughtAlong, together, withCompany } from './together.ts'

/** Any settings that go together. */
const anySettings = eachLegal.map((settings) => together(settings, []).settings)

const choices = [
  ...FAMILY_IDS.map((value) => ['family', value] as const),
  ...OBJECTIVE_IDS.map((value) => ['objective', value] as const),
]

test('any family and any objective can be chosen, whatever is set; an estimator that can stay stays', () => {
  fc.assert(
    fc.property(anySettings, fc.constantFrom(...choices), (before, [key, value]) => {
      const { settings, brought } = withCompany(before, key, value as never)
      expect(settings[key]).toBe(value)
      expect(settingConflict(settings)).toBeNull()
      const wanted: Settings = { ...before, [key]: value }
      if (isAble(before.estimator, { ...wanted, objective: inForce(wanted).objective }))
        expect(brought).not.toContain('estimator')
    }),
    { numRuns: 1000 },
  )
})

test('another setting brings nothing along', () => {
  const { settings, brought } = withCompany(DEFAULT_SETTINGS, 'estimator', 'disarm')
  expect([settings.family, settings.estimator, brought]).toEqual(['gaussian', 'disarm', []])
})

const chosen = (change: Partial<Settings>, key: 'family' | 'objective', value: string) => {
  const { settings, brought } = withCompany({ ...DEFAULT_SETTINGS, ...change }, key, value as never)
  return [settings.estimator, broughtAlong(key, settings, brought)?.params.brought ?? '']
}

test.each([
  ['family', 'bernoulli', {}, 'score-function', ''],
  ['family', 'point', { estimator: 'score-function' }, 'reparameterized', ''],
  ['family', 'bernoulli', { estimator: 'score-function' }, 'score-function', ''],
  ['family', 'gaussian', { family: 'bernoulli', latent: 8, estimator: 'enumeration' }, 'reparameterized', ''],
  ['family', 'categorical', { family: 'bernoulli', latent: 8, estimator: 'disarm' }, 'score-function', ''],
  // 8 classes each would have too many states: all that can stay are the bits.
  [
    'family',
    'categorical',
    { family: 'bernoulli', latent: 8, estimator: 'enumeration' },
    'score-function',
    '',
  ],
  ['family', 'categorical', { latent: 64 }, 'score-function', 'classes=3'],
  [
    'family',
    'categorical',
    { family: 'bernoulli', latent: 150, estimator: 'reinmax' },
    'reinmax',
    'latent=100 classes=2',
  ],
  ['family', 'bernoulli', { kl: 'sticking-the-landing' }, 'score-function', 'kl=closed-form'],
  ['family', 'bernoulli', { objective: 'importance-weighted', k: 1 }, 'vimco', 'k=2'],
  [
    'family',
    'gaussian',
    { family: 'point', objective: 'importance-weighted', samples: 64 },
    'reparameterized',
    'samples=12',
  ],
  ['objective', 'importance-weighted', { samples: 16 }, 'reparameterized', 'samples=12'],
  ['objective', 'importance-weighted', { samples: 64 }, 'reparameterized', 'samples=12'],
  [
    'objective',
    'importance-weighted',
    { kl: 'sticking-the-landing', samples: 16 },
    'reparameterized',
    'samples=12 kl=closed-form',
  ],
  [
    'objective',
    'importance-weighted',
    { estimator: 'score-function', baseline: 'leave-one-out', samples: 64, k: 64 },
    'reparameterized',
    'samples=1 baseline=none',
  ],
  ['objective', 'elbo', { objective: 'importance-weighted', estimator: 'dreg' }, 'reparameterized', ''],
] as const)('%s = %s of %o brings %s, and "%s"', (key, value, change, estimator, brought) => {
  expect(chosen(change, key, value)).toEqual([estimator, brought])
})
