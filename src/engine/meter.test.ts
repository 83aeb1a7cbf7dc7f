import { expect, test } from 'vitest'
import type { EngineEvent } from '../protocol/engine.ts'
import { DEFAULT_SETTINGS, liveSettings, type LiveSettings } from '../protocol/settings.ts'
import type { StepReport } from './loop.ts'
import { createMeter } from './meter.ts'

const live = liveSettings(DEFAULT_SETTINGS)
const report = (step: number): StepReport => ({
  step,
  live,
  images: 128,
  recon: -step,
  bound: null,
  kl: 2 * step,
  finite: true,
})

function metered(steps: readonly StepReport[], seconds: number) {
  const events: EngineEvent[] = []
  const meter = createMeter(500, (event) => events.push(event))
  for (const one of steps) meter.add([one], seconds)
  meter.flush()
  const trained = events.flatMap((event) => (event.type === 'trained' ? [event] : []))
  return { meter, trained, rows: trained.flatMap(({ rows }) => rows) }
}
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => report(from + i))

test('a row has the mean bound of its steps, if all of them trained one', () => {
  const weighted = liveSettings({ ...DEFAULT_SETTINGS, objective: 'importance-weighted', k: 4 })
  const bounded = (step: number): StepReport => ({ ...report(step), live: weighted, bound: -step })
  const mixed = Array.from({ length: 30 }, (_, i) => (i < 12 ? bounded(1001 + i) : report(1001 + i)))
  const { rows } = metered([bounded(1), ...mixed], 0.1)
  expect(rows.map(({ step, bound }) => [step, bound])).toEqual([
    [1, { k: 4, value: -1 }],
    [1010, { k: 4, value: -1005.5 }],
    [1020, undefined],
    [1030, undefined],
  ])
})

test('a row has the temperature of its last step, if the estimator of that step has one', () => {
  const at = (step: number, estimator: LiveSettings['estimator']): StepReport => ({
    ...report(step),
    live: { ...live, estimator, temperature: 1 / step },
  })
  const relaxed = Array.from({ length: 10 }, (_, i) => at(1001 + i, 'gumbel-softmax'))
  const { rows } = metered([at(1, 'reinmax'), ...relaxed, at(1020, 'enumeration')], 0.1)
  expect(rows.map(({ temperature }) => temperature)).toEqual([1, 1 / 1010, undefined])
})

test('below 1,000 steps every step is a row, then every tenth with the mean of the ten', () => {
  const { rows } = metered(range(1, 1030), 0.01)
  expect(rows).toHaveLength(1000 + 3)
  expect(rows[499]).toMatchObject({ step: 500, epoch: 1, recon: -500, kl: 1000 })
  expect(rows.at(-1)).toMatchObject({ step: 1030, recon: -1025.5, kl: 2051 })
})

test('a row has a KL only if each of its steps has', () => {
  const point = (step: number): StepReport => ({ ...report(step), kl: null })
  const { rows } = metered([...range(1, 1000), point(1001), ...range(1002, 1020)], 0.01)
  expect(rows.slice(-2)).toMatchObject([
    { step: 1010, recon: -1005.5, kl: null },
    { step: 1020, recon: -1015.5, kl: 2031 },
  ])
})

test('seconds are training time, and its rate settles at steps over seconds', () => {
  const { rows, trained } = metered(range(1, 200), 0.025)
  expect(rows.at(-1)!.seconds).toBeCloseTo(5, 6)
  expect(trained.at(-1)!.rates.trainingSteps).toBeCloseTo(40, 6)
})

test('by the clock, what else goes on counts, and images as there were: the last batch of an epoch has fewer', () => {
  const clock = { now: 100 }
  const events: EngineEvent[] = []
  const meter = createMeter(
    2,
    (event) => events.push(event),
    undefined,
    () => clock.now,
  )
  clock.now += 3600 // a pause
  meter.resume()
  for (let step = 1; step <= 2000; step += 2) {
    // two steps of 5 ms, the second on a smaller batch, and an evaluation of 40 ms after each epoch
    clock.now += 0.05
    meter.add([report(step), { ...report(step + 1), images: 32 }], 0.01)
  }
  meter.flush()
  const { rates } = events.findLast((event) => event.type === 'trained')!
  expect(rates.trainingSteps).toBeCloseTo(200, 6)
  expect(rates.steps).toBeCloseTo(40, 6)
  expect(rates.images).toBeCloseTo(40 * 80, 4)
})

test('events come at most every 100 ms, however many steps', () => {
  expect(metered(range(1, 500), 0.001).trained.length).toBeLessThan(5)
})

test('rewinding forgets rows that were not sent and tells the step returned to', () => {
  const events: EngineEvent[] = []
  const meter = createMeter(500, (event) => events.push(event))
  meter.add([report(1)], 0.01)
  meter.add(range(2, 9), 0.08)
  meter.rewind(4)
  meter.flush()
  const sent = events.flatMap((event) => (event.type === 'trained' ? event.rows.map(({ step }) => step) : []))
  expect(sent).toEqual([1, 2, 3, 4])
  expect(events.at(-1)).toMatchObject({ step: 4 })
})
