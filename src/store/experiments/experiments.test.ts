import { describe, expect, test } from 'vitest'
import type { ExampleExperiment, ExpectedFigure, TrainingExperiment } from '../../experiments/experiment.ts'
import { DERIVATIONS } from '../../derivations/index.ts'
import { EXPERIMENTS } from '../../experiments/index.ts'
import { EXPERIMENT_WORDS } from '../../experiments/words.ts'
import { momentsOf } from '../../math/moments.ts'
import { estimatesAt, exactMoments, expectation, type Problem } from '../../math/one-dimension.ts'
import { CodedError } from '../../protocol/errors.ts'
import { DEFAULT_SETTINGS, LIVE_KEYS, settingConflict } from '../../protocol/settings.ts'
import type { ProbeReport } from '../../protocol/variance.ts'
import { readAddress, writeAddress } from '../address.ts'
import { NO_GUIDE } from '../guide/state.ts'
import { createLab } from '../lab.ts'
import {
  createFakeEngine,
  gapAt,
  likelihoodAt,
  reportAt,
  rowAt,
  snapshotAt,
  trainedAt,
} from '../testing/fake-engine.ts'
import { readViews } from '../views.ts'
import { drawnRatios, RATIO_DRAWS } from './drawn.ts'
import { settingsOf } from './index.ts'
import { measured } from './measure.ts'

const settled = () => new Promise((resolve) => setTimeout(resolve))

const TRAINING = EXPERIMENTS.filter((one): one is TrainingExperiment => !one.example)
const OF_EXAMPLE = EXPERIMENTS.filter((one): one is ExampleExperiment => one.example !== undefined)

test.each(EXPERIMENTS.map((one) => [one.id, one] as const))('%s can be asked as it is written', (id, one) => {
  expect(readViews(one.views).refused).toEqual([])
  expect(DERIVATIONS.map((derivation) => derivation.id)).toContain(one.derivation)
  for (const words of Object.values(EXPERIMENT_WORDS[id]!)) {
    expect(words.figures).toHaveLength(one.figures.length)
    expect(words.choices.length).toBeGreaterThan(one.answer)
  }
})

test.each(TRAINING.map((one) => [one.id, one] as const))('%s can be run as it is written', (id, one) => {
  const settings = settingsOf(one, DEFAULT_SETTINGS)
  expect(settingConflict(settings)).toBeNull()
  for (const fork of one.forks) expect(settingConflict({ ...settings, ...fork })).toBeNull()
  for (const { step, change } of one.switches) {
    expect(step).toBeLessThan(one.steps)
    for (const key of Object.keys(change)) expect(LIVE_KEYS).toContain(key)
  }
  const lanes = one.figures.flatMap(({ quantity }) => ('lane' in quantity ? [quantity.lane] : []))
  for (const lane of lanes) expect(lane).toBeLessThanOrEqual(one.forks.length + 1)
  const changes = one.figures.flatMap(({ quantity }) => (quantity.kind === 'exact-change' ? [quantity] : []))
  const stops = [
    ...(one.atSwitches === 'gap' ? one.switches.map(({ step }) => step) : []),
    ...(one.afterwards === 'gap' ? [one.steps] : []),
  ]
  for (const { from, to } of changes) {
    expect(stops).toContain(from)
    expect(stops).toContain(to)
    expect(from).toBeLessThan(to)
  }
  if (stops.length > 0) expect(settings).toMatchObject({ latent: 2, family: 'gaussian' })
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

test.each(EXPERIMENTS.map((one) => [one.id, one] as const))(
  '%s opens its views, and its address has them',
  async (id, { views }) => {
    const { lab, state } = await opened()
    await lab.experiments.run(id)
    const wanted = readViews(views).views.chosen
    expect(state().views.chosen).toEqual(wanted)
    const { settings, guide } = state()
    const link = readAddress(`#${writeAddress(settings, state().views, null, [], guide)}`)
    expect(link.views.chosen).toEqual(wanted)
  },
)

test.each([
  ['more-draws', 'likelihoodLanes 100 5000'],
  ['signal', /^probe .*"importance":50/],
])('%s measures what it needs when it has ended', async (id, call) => {
  const { engine, lab, state } = await opened()
  await lab.experiments.run(id)
  const { steps } = TRAINING.find((one) => one.id === id)!
  engine.emit(trainedAt(steps, [rowAt(steps)]))
  engine.emit({ type: 'paused', step: steps })
  await expect.poll(() => state().experiments.running).toBeNull()
  expect(engine.calls).toContainEqual(expect.stringMatching(call))
  expect(state().experiments.results[id]!.values).toHaveLength(
    EXPERIMENTS.find((one) => one.id === id)!.figures.length,
  )
})

const EXAMPLES = OF_EXAMPLE.map((one) => [one.id, one] as const)

test.each(EXAMPLES)('%s shows the example and draws; the run goes on as it is', async (id, one) => {
  const { engine, lab, state } = await opened()
  lab.experiments.choose('switch')
  lab.experiments.predict('switch', 0)
  await lab.experiments.run('switch')
  const { switches } = state().guide
  expect(switches).not.toEqual([])
  lab.experiments.choose(id)
  lab.views.choose('elbo', { view: 'held-out' })
  lab.views.setExamples({ weights: { mu: 1, sigma: 1, k: 3, coordinate: 'mu' } })
  const before = state()
  const calls = [...engine.calls]
  await lab.experiments.run(id)
  const after = state()
  expect(engine.calls).toEqual(calls)
  const { views, examples, guide, experiments, announcement, ...rest } = after
  for (const key of Object.keys(rest) as (keyof typeof rest)[]) expect(after[key], key).toBe(before[key])
  expect(experiments.running).toBe('switch')
  expect(experiments.results[id]).toMatchObject({
    trained: null,
    values: drawnRatios(one, before.settings.seed),
  })
  expect(announcement!.code).toBe('experiment-done')
  expect(guide.switches).toBe(switches)
  expect(views.chosen.variance).toMatchObject({ view: 'one-dimension', example: 'gaussian' })
  expect(views.chosen.elbo.view).toBe('held-out')
  expect(examples).toEqual({ ...before.examples, gaussian: { ...one.example, baseline: 'zero' } })
})

/** The exact ratio, and the standard error of that of the draws: of two variances from the same noise, to first order. */
function exactRatio(problem: Problem) {
  const { gradient, scoreFunction, reparameterized } = exactMoments(problem)
  const square = expectation((eps) => {
    const drawn = estimatesAt(problem, eps)
    const score = (drawn.scoreFunction - gradient) ** 2 / scoreFunction
    return (score - (drawn.reparameterized - gradient) ** 2 / reparameterized) ** 2
  })
  const ratio = scoreFunction / reparameterized
  return { ratio, error: ratio * Math.sqrt(square / RATIO_DRAWS) }
}

test.each(EXAMPLES)('%s promises the exact ratios, with room for the error of the draws', (_, one) => {
  for (const { quantity, expected, least, most } of one.figures) {
    const { ratio, error } = exactRatio({ ...one.example, k: quantity.k, baseline: 0 })
    expect(Math.abs(expected / ratio - 1)).toBeLessThan(0.005)
    for (const room of [ratio - least, most - ratio]) {
      expect(room).toBeGreaterThan(5 * error)
      expect(room).toBeLessThan(8 * error)
    }
  }
})

test.each(EXAMPLES)('%s is drawn with the seed: each seed has its own figures, all as promised', (_, one) => {
  const seeds = Array.from({ length: 20 }, (_, i) => i + 1)
  const drawn = seeds.map((seed) => drawnRatios(one, seed))
  expect(drawnRatios(one, 7)).toEqual(drawn[6])
  one.figures.forEach(({ quantity, least, most }, figure) => {
    const values = drawn.map((own) => own[figure]!)
    expect(new Set(values).size).toBe(seeds.length)
    for (const value of values) {
      expect(value).toBeGreaterThanOrEqual(least)
      expect(value).toBeLessThanOrEqual(most)
    }
    const { ratio, error } = exactRatio({ ...one.example, k: quantity.k, baseline: 0 })
    const { mean } = momentsOf(values)
    expect(Math.abs(mean - ratio)).toBeLessThan((4.5 * error) / Math.sqrt(seeds.length))
  })
})

test('the order turns round between the first k and the last: there the promises leave no doubt', () => {
  const ranges = EXPERIMENTS.find(({ id }) => id === 'crossing')!.figures
  const [slow, equal, fast] = ranges as unknown as [ExpectedFigure, ExpectedFigure, ExpectedFigure]
  expect(slow.least).toBeGreaterThan(1)
  expect(equal.least).toBeLessThan(1)
  expect(equal.most).toBeGreaterThan(1)
  expect(fast.most).toBeLessThan(1)
})

/** The engine measures log p(x) = -200 + step / 100, and half of each step's rise is the ELBO's. */
async function still() {
  const all = await opened()
  const { engine, lab } = all
  const { gap } = engine
  engine.gap = async (count, signal) => {
    const { step } = await gap(count, signal)
    const logEvidence = -200 + step / 100
    return { ...gapAt(step), logEvidence, elbo: -210 + step / 200, gap: 10 + step / 200 }
  }
  const count = (method: string) => engine.calls.filter((call) => call.split(' ')[0] === method).length
  const trained = () => engine.calls.filter((call) => call.startsWith('train ')).at(-1)
  const arrive = async (step: number) => {
    engine.emit(trainedAt(step))
    engine.emit({ type: 'paused', step })
    await settled()
  }
  await lab.experiments.run('still')
  return { ...all, count, trained, arrive }
}

describe('what is measured at a switch', () => {
  test('is of exactly its step: training goes on only then', async () => {
    const { engine, state, count, trained, arrive } = await still()
    expect(trained()).toBe('train 150')
    const release = engine.hold('gap')
    await arrive(150)
    expect(count('gap')).toBe(1)
    expect(state()).toMatchObject({ phase: 'training', settings: { freeze: 'encoder' } })
    expect(state().latent.averaging).toBe(true)
    expect(trained()).toBe('train 150')
    release()
    await settled()
    expect(state().latent).toMatchObject({ averaging: false, chosen: { test: 0 }, exact: { step: 150 } })
    expect(trained()).toBe('train 300')
    await arrive(300)
    expect(trained()).toBe('train 700')
    await arrive(700)
    expect(state().latent.gaps.map(({ step }) => step)).toEqual([150, 300, 700])
    expect(state().latent.exact?.step).toBe(700)
    expect(state().experiments.running).toBeNull()
    expect(state().experiments.results.still!.values).toEqual(
      [1.5, 4, 2, 2].map((change) => expect.closeTo(change, 9)),
    )
  })

  test('a pause meanwhile is one at once, and training goes on when it is wanted and all is measured', async () => {
    const { engine, lab, state, count, trained, arrive } = await still()
    await arrive(150)
    const release = engine.hold('gap')
    await arrive(300)
    await lab.pause()
    expect(state()).toMatchObject({ phase: 'paused', step: 300, latent: { averaging: true } })
    const going = lab.train()
    await settled()
    expect(state().phase).toBe('training')
    expect(trained()).toBe('train 300')
    await lab.pause()
    expect(state().phase).toBe('paused')
    release()
    await going
    expect(state().phase).toBe('paused')
    expect(trained()).toBe('train 300')
    await lab.train()
    expect(trained()).toBe('train 700')
    await arrive(700)
    expect(count('gap')).toBe(3)
    expect(state().experiments.results.still!.values).not.toContain(null)
  })

  test('another run in its place does not train on where the one before stood', async () => {
    const { engine, lab, state, count, arrive } = await still()
    const release = engine.hold('gap')
    await arrive(150)
    const before = count('train')
    await lab.reset()
    release()
    await settled()
    expect(state()).toMatchObject({ phase: 'ready', step: 0, experiments: { running: null } })
    expect(state().latent).toMatchObject({ averaging: false, gaps: [], chosen: null, exact: null })
    expect(count('train')).toBe(before)
    await lab.train()
    expect(count('train')).toBe(before + 1)
  })

  test('another try of the backend moves the run that stands there, and it goes on when all is measured', async () => {
    const { engine, lab, state, arrive, trained } = await still()
    engine.snapshot = async () => snapshotAt(150)
    const release = engine.hold('gap')
    await arrive(150)
    const retried = lab.retryBackend()
    await settled()
    release()
    await retried
    await settled()
    expect(engine.requests.at(-1)).toMatchObject({ anew: true, snapshot: { step: 150 } })
    expect(state()).toMatchObject({ phase: 'training', step: 150 })
    expect(trained()).toBe('train 300')
  })

  test('a reset that is cancelled meanwhile leaves the run standing there', async () => {
    const { engine, lab, state, count, arrive } = await still()
    const release = engine.hold('gap')
    await arrive(150)
    const before = count('train')
    engine.hold('open')
    const reset = lab.reset()
    await settled()
    lab.cancel()
    await reset
    release()
    await settled()
    expect(state()).toMatchObject({ phase: 'paused', opening: null, step: 150 })
    expect(count('train')).toBe(before)
  })

  test('that cannot be measured is no number: training goes on', async () => {
    const { engine, state, trained, arrive } = await still()
    engine.refuse('gap', new CodedError('exact-not-resolved', { error: 2 }))
    await arrive(150)
    expect(state().messages.map(({ code }) => code)).toEqual(['exact-not-resolved'])
    expect(trained()).toBe('train 300')
    await arrive(300)
    await arrive(700)
    expect(state().experiments.results.still!.values[0]).toBeNull()
    expect(state().experiments.results.still!.values[1]).toBeCloseTo(4, 9)
  })

  test('of a person’s own run is nothing', async () => {
    const { lab, count, state, arrive } = await still()
    await lab.reset()
    await lab.train()
    expect(state().guide.switches).not.toEqual([])
    await arrive(150)
    expect(count('gap')).toBe(0)
  })
})

test('another run in its place ends it, without figures', async () => {
  const { lab, state } = await opened()
  await lab.experiments.run('switch')
  await lab.reset()
  await settled()
  expect(state().experiments).toMatchObject({ running: null, results: {} })
})

test('another run in its place while it is measured ends it, too', async () => {
  const { engine, lab, state } = await opened()
  const release = engine.hold('probe')
  await lab.experiments.run('signal')
  const { steps } = TRAINING.find((one) => one.id === 'signal')!
  engine.emit(trainedAt(steps, [rowAt(steps)]))
  engine.emit({ type: 'paused', step: steps })
  await settled()
  expect(state().experiments.running).toBe('signal')
  await lab.reset()
  release()
  await settled()
  expect(state().experiments).toMatchObject({ running: null, results: {} })
})

test('what was not measured is no number', async () => {
  const { state } = await opened()
  const kinds = TRAINING.flatMap(({ figures }) => figures.map(({ quantity }) => quantity))
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

test('the KL of a lane over that of the first', async () => {
  const { state } = await opened()
  const rows = (kl: number) => [rowAt(1, { kl })]
  const lane = { lane: 2, from: 1, step: 0, live: DEFAULT_SETTINGS, evaluations: [], probes: [], marks: [] }
  const before = state()
  const current = { ...before.history.current, rows: rows(4), lanes: [{ ...lane, rows: rows(10) }] }
  const after = { ...before, history: { ...before.history, current } }
  expect(measured(after, { kind: 'kl-ratio', lane: 2 })).toBeCloseTo(2.5, 12)
  expect(measured(after, { kind: 'kl-ratio', lane: 3 })).toBeNull()
})

test('bounds of a lane less those of the first, at one K', async () => {
  const { state } = await opened()
  const report = likelihoodAt(5)
  const bounds = report.bounds.map((bound, i) => ({ ...bound, value: bound.value + [-3, 1, 2][i]! }))
  const lanes = [{ lane: 2, report: { ...report, bounds } }]
  const after = { ...state(), likelihood: { ...state().likelihood, report, lanes } }
  const gapAt = (lane: number, k: number) => measured(after, { kind: 'bound-gap', lane, k })
  expect([1, 50, 5000].map((k) => gapAt(2, k))).toEqual([-3, 1, 2].map((gap) => expect.closeTo(gap, 10)))
  expect(gapAt(3, 1)).toBeNull()
  expect(gapAt(2, 3)).toBeNull()
})

test('signal over noise at one K over that at another; none where the draws show no signal', async () => {
  const { state } = await opened()
  const reportOf = (importance: number, square: number): ProbeReport => {
    const report = reportAt(5, { importance })
    const weights = { coordinates: 9, square: { value: square, lo: square / 2, hi: square * 2 }, plain: 1 }
    return { ...report, estimators: { dreg: { ...report.estimators.dreg!, weights } } }
  }
  const againstK = [reportOf(1, 4), reportOf(5, -1), reportOf(50, 36)]
  const after = { ...state(), varianceViews: { ...state().varianceViews, againstK } }
  const ratioOf = (of: number, to: number, estimator: 'dreg' | 'reparameterized' = 'dreg') =>
    measured(after, { kind: 'signal-ratio', estimator, of, to })
  expect(ratioOf(50, 1)).toBeCloseTo(3, 12)
  expect(ratioOf(5, 1)).toBeNull()
  expect(ratioOf(50, 2)).toBeNull()
  expect(ratioOf(50, 1, 'reparameterized')).toBeNull()
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
