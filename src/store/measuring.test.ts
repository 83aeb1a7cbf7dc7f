import { expect, test } from 'vitest'
import { CodedError } from '../protocol/errors.ts'
import { DEFAULT_SETTINGS } from '../protocol/settings.ts'
import { createLab } from './lab.ts'
import { NOTHING_MEASURED } from './state.ts'
import { createFakeEngine, reportAt } from './testing/fake-engine.ts'

async function ready() {
  const engine = createFakeEngine()
  const lab = createLab(engine, { begin: { settings: DEFAULT_SETTINGS, problems: [], conflicts: [] } })
  await lab.start()
  return { engine, lab, state: () => lab.store.getState() }
}

test('what the probe measures by itself joins the history', async () => {
  const { engine, state } = await ready()
  engine.emit({ type: 'probed', overShare: null, report: reportAt(5) })
  engine.emit({ type: 'probed', overShare: null, report: reportAt(9) })
  expect(state().history.current.probes.map(({ step }) => step)).toEqual([5, 9])
})

test('a measurement asked for now is thorough and joins the history', async () => {
  const { engine, lab, state } = await ready()
  await lab.measureNow()
  expect(engine.calls.find((call) => call.startsWith('probe'))).toContain('"draws":64')
  expect(state().history.current.probes).toHaveLength(1)
  expect(state().measuring).toBeNull()
})

test('against L: every pair that can be, not in the history, and what is there stays when cancelled', async () => {
  const { engine, lab, state } = await ready()
  await lab.measureAgainstSamples()
  const reports = state().varianceViews.againstSamples!
  expect(reports).toHaveLength(6 * 3 - 1) // no leave-one-out with one sample
  expect(reports.some(({ baseline, samples }) => baseline === 'leave-one-out' && samples === 1)).toBe(false)
  expect(state().history.current.probes).toEqual([])

  engine.hold('probe')
  const measuring = lab.measureAgainstSamples()
  expect(state().measuring).toMatchObject({ what: 'against-samples', done: 0, total: 17 })
  lab.cancelMeasuring()
  await measuring
  expect(state().measuring).toBeNull()
  expect(state().varianceViews.againstSamples).toHaveLength(17)
  expect(state().messages).toEqual([])
})

test('against K: the importance-weighted bound with one sample, whatever the settings are', async () => {
  const { engine, lab, state } = await ready()
  await lab.measureAgainstK()
  expect(state().varianceViews.againstK!.map(({ importance }) => importance)).toEqual([1, 2, 5, 10, 20, 50])
  expect(
    engine.calls.filter((call) => call.includes('"importance"') && call.includes('"samples":1,')),
  ).toHaveLength(6)
  expect(state().history.current.probes).toEqual([])
})

test('against the temperature: each with its own, rising', async () => {
  const { lab, state } = await ready()
  await lab.measureAgainstTemperature()
  const temperatures = state().varianceViews.againstTemperature!.map(({ temperature }) => temperature!)
  expect(temperatures).toHaveLength(8)
  expect(temperatures).toEqual([...temperatures].sort((a, b) => a - b))
  expect(state().history.current.probes).toEqual([])
})

test('a failure is told, and a reset forgets what was measured of the old model', async () => {
  const { engine, lab, state } = await ready()
  await lab.measureCoordinates(0)
  expect(state().varianceViews.coordinates).toMatchObject({ draws: 512 })
  engine.refuse('coordinates', new CodedError('unexpected', { detail: 'x' }))
  await lab.measureCoordinates(0)
  expect(state().messages.map(({ code }) => code)).toEqual(['unexpected'])
  await lab.reset()
  expect(state().varianceViews).toEqual(NOTHING_MEASURED)
})

test('several batches: as many as are asked for, kept out of the history, and given up by a cancel', async () => {
  const { engine, lab, state } = await ready()
  await lab.measureBatches(5)
  expect(engine.calls.filter((call) => call.startsWith('probeBatches'))).toEqual(['probeBatches 5'])
  expect(state().varianceViews.batches).toHaveLength(5)
  expect(state().history.current.probes).toEqual([])

  engine.hold('probeBatches')
  const measuring = lab.measureBatches(3)
  engine.emit({ type: 'progress', task: 'variance', done: 70, total: 192 })
  expect(state().measuring).toMatchObject({ what: 'batches', step: { done: 70, total: 192 } })
  lab.cancelMeasuring()
  await measuring
  expect(state()).toMatchObject({ measuring: null, messages: [] })
  expect(state().varianceViews.batches).toHaveLength(5)
})

test.each([
  ['probe', 'measureAgainstK'],
  ['probe', 'measureNow'],
  ['probeBatches', 'measureBatches'],
  ['coordinates', 'measureCoordinates'],
] as const)('%s of a run that a reset has replaced is nothing of the next one: %s', async (call, measure) => {
  const { engine, lab, state } = await ready()
  const release = engine.hold(call)
  const measuring = lab[measure](2)
  await lab.reset()
  release()
  await measuring
  expect(state().varianceViews).toEqual(NOTHING_MEASURED)
  expect(state().history.current.probes).toEqual([])
  expect(state().measuring).toBeNull()
})
