import { describe, expect, test } from 'vitest'
import { DEFAULT_SETTINGS } from '../../protocol/settings.ts'
import { createLab, type Lab } from '../lab.ts'
import { createFakeEngine, likelihoodAt } from '../testing/fake-engine.ts'

async function ready() {
  const engine = createFakeEngine()
  const lab = createLab(engine, { begin: { settings: DEFAULT_SETTINGS, problems: [], conflicts: [] } })
  await lab.start()
  return { engine, lab, state: () => lab.store.getState().likelihood }
}

test('is measured on as many images as asked for, with its progress, and belongs to its model', async () => {
  const { engine, lab, state } = await ready()
  const release = engine.hold('likelihood')
  const asked = lab.likelihood.estimate(1000)
  engine.emit({ type: 'progress', task: 'likelihood', done: 5, total: 20 })
  expect(state()).toEqual({ report: null, lanes: [], run: 1, weighing: { done: 5, total: 20 } })
  release()
  await asked
  expect(engine.calls).toContain('likelihood 1000 5000')
  expect(state()).toEqual({ report: likelihoodAt(0, 1000), lanes: [], run: 1, weighing: null })
  await lab.reset()
  expect(state().report).toBeNull()
})

test('when cancelled or refused, what was measured before stays', async () => {
  const { engine, lab, state } = await ready()
  await lab.likelihood.estimate(100)
  engine.hold('likelihood')
  const asked = lab.likelihood.estimate(10_000)
  lab.likelihood.cancel()
  await asked
  expect(state()).toEqual({ report: likelihoodAt(0, 100), lanes: [], run: 1, weighing: null })
})

test('of a model that is gone by then it is not shown', async () => {
  const { engine, lab, state } = await ready()
  const release = engine.hold('likelihood')
  const asked = lab.likelihood.estimate(100)
  await lab.reset()
  release()
  await asked
  expect(state().report).toBeNull()
})

test('with lanes, all are measured at once; one that is dropped is no longer shown', async () => {
  const { engine, lab, state } = await ready()
  await lab.lanes.fork()
  await lab.likelihood.estimate(100)
  expect(engine.calls.at(-1)).toBe('likelihoodLanes 100 5000')
  const lanes = [{ lane: 2, report: likelihoodAt(0, 101) }]
  expect(state()).toEqual({ report: likelihoodAt(0, 100), lanes, run: 1, weighing: null })
  await lab.lanes.drop(2)
  expect(state()).toEqual({ report: likelihoodAt(0, 100), lanes: [], run: 1, weighing: null })
})

describe('while it is measured', () => {
  /** With so many lanes beside the first, one of which `act` changes meanwhile. */
  async function measuredWhile(lanes: number, act: (lab: Lab) => Promise<void>) {
    const { engine, lab, state } = await ready()
    for (let i = 0; i < lanes; i++) await lab.lanes.fork()
    const release = engine.hold('likelihoodLanes')
    const asked = lab.likelihood.estimate(100)
    await act(lab)
    release()
    await asked
    return { lab, state }
  }

  test('a lane that is dropped is not shown', async () => {
    const { state } = await measuredWhile(1, (lab) => lab.lanes.drop(2))
    expect(state()).toEqual({ report: likelihoodAt(0, 100), lanes: [], run: 1, weighing: null })
  })

  test('a lane that becomes the run takes its own figures along', async () => {
    const { lab, state } = await measuredWhile(2, (own) => own.lanes.promote(3))
    expect(state().report).toEqual(likelihoodAt(0, 102))
    expect(state().lanes.map(({ lane }) => lane)).toEqual([2])
    await lab.likelihood.estimate(50)
    expect(state().report).toEqual(likelihoodAt(0, 50))
  })
})
