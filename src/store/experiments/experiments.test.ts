import { expect, test } from 'vitest'
import { DERIVATIONS } from '../../derivations/index.ts'
import { EXPERIMENTS } from '../../experiments/index.ts'
import { EXPERIMENT_WORDS } from '../../experiments/words.ts'
import { DEFAULT_SETTINGS, LIVE_KEYS, settingConflict } from '../../protocol/settings.ts'
import type { ProbeReport } from '../../protocol/variance.ts'
import { readAddress, writeAddress } from '../address.ts'
import { NO_GUIDE } from '../guide/state.ts'
import { createLab } from '../lab.ts'
import { createFakeEngine, reportAt, rowAt, trainedAt } from '../testing/fake-engine.ts'
import { readViews } from '../views.ts'
import { settingsOf } from './index.ts'
import { measured } from './measure.ts'

const settled = () => new Promise((resolve) => setTimeout(resolve))

test.each(EXPERIMENTS.map((one) => [one.id, one] as const))('%s can be run as it is written', (id, one) => {
  const settings = settingsOf(one, DEFAULT_SETTINGS)
  expect(settingConflict(settings)).toBeNull()
  for (const fork of one.forks) expect(settingConflict({ ...settings, ...fork })).toBeNull()
  for (const { step, change } of one.switches) {
    expect(step).toBeLessThan(one.steps)
    for (const key of Object.keys(change)) expect(LIVE_KEYS).toContain(key)
  }
  expect(readViews(one.views).refused).toEqual([])
  expect(DERIVATIONS.map((derivation) => derivation.id)).toContain(one.derivation)
  for (const words of Object.values(EXPERIMENT_WORDS[id]!)) {
    expect(words.figures).toHaveLength(one.figures.length)
    expect(words.choices.length).toBeGreaterThan(one.answer)
  }
  const lanes = one.figures.flatMap(({ quantity }) => ('lane' in quantity ? [quantity.lane] : []))
  for (const lane of lanes) expect(lane).toBeLessThanOrEqual(one.forks.length + 1)
  const guide = { ...NO_GUIDE, experiment: id, switches: one.switches }
  const link = writeAddress(settings, readViews(one.views).views, null, one.forks, guide)
  expect(readAddress(`#${link}`)).toMatchObject({ settings, forks: one.forks, guide, problems: [] })
})

test('what is promised was measured: the value lies in its range', () => {
  for (const { id, figures } of EXPERIMENTS)
    for (const { expected, least, most } of figures) {
      expect(expected, id).toBeGreaterThanOrEqual(least)
      expect(expected, id).toBeLessThanOrEqual(most)
      expect(most, id).toBeGreaterThan(least)
    }
})

async function opened() {
  const engine = createFakeEngine()
  const lab = createLab(engine, { begin: readAddress('') })
  await lab.start()
  await settled()
  return { engine, lab, state: () => lab.store.getState() }
}

test('a run sets the lab up, trains across its switch, and keeps the outcome', async () => {
  const { engine, lab, state } = await opened()
  lab.experiments.choose('switch')
  lab.experiments.predict('switch', 1)
  await lab.experiments.run('switch')
  expect(state().experiments).toMatchObject({ running: 'switch', predictions: { switch: 1 } })
  expect(engine.calls.filter((call) => call.startsWith('train')).at(-1)).toBe('train 300')
  const rows = (from: number, to: number, recon: number) =>
    Array.from({ length: to - from }, (_, i) => rowAt(from + i + 1, { recon, kl: 10 }))
  engine.emit(trainedAt(300, rows(0, 300, -100)))
  engine.emit({ type: 'paused', step: 300 })
  await settled()
  expect(state().settings.estimator).toBe('score-function')
  engine.emit(trainedAt(400, rows(300, 400, -350)))
  engine.emit({ type: 'paused', step: 400 })
  await settled()
  const { running, results } = state().experiments
  expect(running).toBeNull()
  expect(results.switch?.values).toEqual([-250])
})

test('another run in its place ends it, without figures', async () => {
  const { lab, state } = await opened()
  await lab.experiments.run('switch')
  await lab.reset()
  await settled()
  expect(state().experiments).toMatchObject({ running: null, results: {} })
})

test('what was not measured is no number', async () => {
  const { state } = await opened()
  const kinds = EXPERIMENTS.flatMap(({ figures }) => figures.map(({ quantity }) => quantity))
  for (const quantity of kinds) expect(measured(state(), quantity)).toBeNull()
})

test('moments of draws: the ratio of the variances, and the distance of the means', async () => {
  const { state } = await opened()
  const coordinates = {
    step: 1,
    draws: 4,
    latent: 1,
    batch: {
      reparameterized: Float32Array.of(1, 1, 2, 2, 1, 1, 2, 2),
      'score-function': Float32Array.of(11, 1, 12, 2, 11, 1, 12, 2),
    },
    image: {},
  }
  const drawn = { ...state(), varianceViews: { ...state().varianceViews, coordinates } }
  expect(measured(drawn, { kind: 'spread-ratio' })).toBeCloseTo(1, 5)
  // One coordinate is apart by 10, the other by 0; each mean has the squared error (1/3 + 1/3) / 4.
  expect(measured(drawn, { kind: 'mean-distance' })).toBeCloseTo(Math.sqrt(100 / (2 / 12) / 2), 4)
})

test('bias over the gradient, and ratios of variances, at the last measurement and at a temperature', async () => {
  const { state } = await opened()
  const around = (value: number) => ({ value, lo: value / 2, hi: value * 2 })
  const reportWith = (variance: number, square: number, temperature?: number): ProbeReport => ({
    ...reportAt(5),
    ...(temperature !== undefined && { temperature }),
    estimators: {
      disarm: { total: around(6), layers: [] },
      'gumbel-softmax': {
        total: around(variance),
        layers: [],
        bias: { square: around(square), cosine: null },
      },
    },
    signal: { by: 'enumeration', square: around(4) },
  })
  const before = state()
  const { current } = before.history
  const after = {
    ...before,
    history: { ...before.history, current: { ...current, probes: [reportWith(3, 16)] } },
    varianceViews: {
      ...before.varianceViews,
      againstTemperature: [reportWith(30, -1, 0.2), reportWith(2, 1, 2)],
    },
  }
  const estimator = 'gumbel-softmax'
  expect(measured(after, { kind: 'relative-bias', estimator })).toBeCloseTo(2, 12)
  expect(measured(after, { kind: 'relative-bias', estimator, temperature: 2 })).toBeCloseTo(0.5, 12)
  expect(measured(after, { kind: 'relative-bias', estimator, temperature: 0.2 })).toBe(0)
  expect(measured(after, { kind: 'relative-bias', estimator: 'disarm' })).toBeNull()
  expect(measured(after, { kind: 'variance-ratio', of: 'disarm', to: estimator })).toBeCloseTo(2, 12)
  expect(measured(after, { kind: 'warmth-ratio', estimator, of: 0.2, to: 2 })).toBeCloseTo(15, 12)
  expect(measured(after, { kind: 'warmth-ratio', estimator, of: 0.1, to: 2 })).toBeNull()
})
