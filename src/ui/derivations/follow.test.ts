import { describe, expect, test } from 'vitest'
import { DERIVATIONS } from '../../derivations/index.ts'
import { FAMILY_IDS, familyMetaOf } from '../../protocol/families.ts'
import { DEFAULT_SETTINGS, type Settings } from '../../protocol/settings.ts'
import { initialState, type LabState } from '../../store/state.ts'
import { withChoices, type LatentView, type VarianceView, type Example } from '../../store/views.ts'
import { FOLLOWED, follow } from './follow.ts'

const BEGINNING = initialState(DEFAULT_SETTINGS)
const withSettings = (change: Partial<Settings>): LabState => ({
  ...BEGINNING,
  settings: { ...DEFAULT_SETTINGS, ...change },
})
const withView = (view: LatentView): LabState => ({
  ...BEGINNING,
  views: withChoices(BEGINNING.views, 'latent', { view }),
})
const withVariance = (view: VarianceView, example: Example = 'gaussian'): LabState => ({
  ...BEGINNING,
  views: withChoices(BEGINNING.views, 'variance', { view, example }),
})

test('whatever is followed is there', () => {
  const ids = DERIVATIONS.map(({ id }) => id)
  for (const id of FOLLOWED) expect(ids).toContain(id)
})

test('a family gives reasons for what it does not offer, and for nothing else', () => {
  for (const { offers, whyNot = {} } of FAMILY_IDS.map(familyMetaOf))
    for (const missing of Object.keys(whyNot)) expect(offers).not.toContain(missing)
})

describe('settings', () => {
  const changes: [Partial<Settings>, string | null][] = [
    [{ estimator: 'score-function' }, 'score-function'],
    [{ beta: 4 }, 'autoencoder-and-beta'],
    [{ family: 'point' }, 'autoencoder-and-beta'],
    [{ family: 'bernoulli' }, 'discrete-codes'],
    [{ temperature: 0.5 }, 'gumbel-softmax'],
    [{ kl: 'monte-carlo' }, 'monte-carlo-kl'],
    [{ samples: 8 }, 'monte-carlo'],
    [{ baseline: 'batch' }, 'baselines'],
    [{ freeze: 'encoder' }, 'em'],
    [{ likelihood: 'gaussian' }, 'likelihood-to-loss'],
    [{ lr: 0.01 }, null],
    [{ seed: 7 }, null],
  ]
  test.each(changes)('%o', (change, id) => {
    expect(follow(BEGINNING, withSettings(change))).toBe(id)
  })

  test('the way back, too', () => {
    expect(follow(withSettings({ estimator: 'score-function' }), BEGINNING)).toBe('reparameterization')
  })

  test('several at once come from a link: the estimator counts, nothing else', () => {
    expect(follow(BEGINNING, withSettings({ beta: 4, samples: 8 }))).toBeNull()
    expect(follow(BEGINNING, withSettings({ beta: 4, estimator: 'score-function' }))).toBe('score-function')
  })

  test('the same settings anew are no change', () => {
    expect(follow(BEGINNING, withSettings({}))).toBeNull()
  })
})

describe('a link that names a derivation', () => {
  const guide = { ...BEGINNING.guide, lesson: 'baselines' }
  const landed = [{ step: 30, change: { estimator: 'score-function' }, before: {} }] as LabState['landed']
  const at30 = { ...BEGINNING, guide, landed, step: 30 }
  const switched: LabState = { ...at30, settings: withSettings({ estimator: 'score-function' }).settings }

  test('keeps it open at its own switches, and where they are taken back', () => {
    expect(follow(at30, switched)).toBeNull()
    expect(follow(switched, { ...BEGINNING, guide, landed: [] })).toBeNull()
  })

  test('lets what the person does lead elsewhere', () => {
    expect(follow(switched, at30)).toBe('reparameterization')
    expect(follow({ ...at30, step: 31 }, { ...switched, step: 31 })).toBe('score-function')
  })

  test('without a name its switches lead to their derivation', () => {
    const unnamed = { guide: BEGINNING.guide }
    expect(follow({ ...at30, ...unnamed }, { ...switched, ...unnamed })).toBe('score-function')
  })
})

test('views of the latent space', () => {
  expect(follow(BEGINNING, withView('posterior'))).toBe('evidence-and-gap')
  expect(follow(BEGINNING, withView('units'))).toBe('gaussian-kl')
  expect(follow(withView('posterior'), withView('draw'))).toBeNull()
})

test('the KL of a code is no Gaussian’s', () => {
  const discrete = { ...BEGINNING, settings: { ...DEFAULT_SETTINGS, family: 'bernoulli' as const } }
  const units = { ...discrete, views: withView('units').views }
  expect(follow(discrete, units)).toBe('elbo-terms')
})

test('what the view of the posterior shows', () => {
  const showing = (answer: 'bound' | 'ways' | 'bumps') => {
    const state = withView('posterior')
    return { ...state, views: withChoices(state.views, 'latent', { answer }) }
  }
  expect(follow(showing('bound'), showing('ways'))).toBe('latent-variable-model')
  expect(follow(showing('ways'), showing('bumps'))).toBe('evidence-and-gap')
  expect(follow(BEGINNING, showing('ways'))).toBe('latent-variable-model')
})

test('measuring, when it begins', () => {
  const measuring = { what: 'now', done: 0, total: 1, step: null } as const
  const state = { ...BEGINNING, measuring }
  expect(follow(BEGINNING, state)).toBe('measuring-variance')
  expect(follow(state, { ...state, measuring: { ...measuring, done: 1 } })).toBeNull()
  expect(follow(BEGINNING, { ...BEGINNING, measuring: { ...measuring, what: 'against-samples' } })).toBe(
    'monte-carlo',
  )
})

test('views of the variance', () => {
  expect(follow(BEGINNING, withVariance('by-layer'))).toBe('measuring-variance')
  expect(follow(BEGINNING, withVariance('against-l'))).toBe('monte-carlo')
  expect(follow(BEGINNING, withVariance('one-dimension'))).toBe('score-variance')
  expect(follow(withVariance('against-l'), BEGINNING)).toBe('measuring-variance')
  const bit = withVariance('one-dimension', 'bit')
  expect(follow(BEGINNING, bit)).toBe('straight-through')
  expect(follow(bit, withVariance('one-dimension'))).toBe('score-variance')
})

test('training brings nothing', () => {
  const training: LabState = { ...BEGINNING, step: 12, phase: 'training' }
  expect(follow(BEGINNING, training)).toBeNull()
})
