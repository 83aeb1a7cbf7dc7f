import { expect, test } from 'vitest'
import { DEFAULT_SETTINGS, type Settings } from '../../protocol/settings.ts'
import { openedByLink, settled } from '../testing/set-up.ts'
import { unswitched } from './switches.ts'

async function opened(hash: string) {
  const all = await openedByLink(hash)
  const calls = () => all.engine.calls.filter((call) => /^(train|pause|configure)/.test(call))
  return { ...all, calls }
}

test('training goes exactly to each switch, changes there, and goes on', async () => {
  const { lab, state, calls, arrive } = await opened('#at=30:estimator=score-function&at=50:lr=0.01&steps=60')
  await lab.train()
  expect(calls()).toEqual(['train 30'])
  await arrive(30)
  expect(state().phase).toBe('training')
  expect(state().settings.estimator).toBe('score-function')
  expect(calls().at(-1)).toBe('train 50')
  expect(calls().filter((call) => call.startsWith('configure'))).toHaveLength(1)
  await arrive(50)
  await arrive(60)
  expect(state()).toMatchObject({ phase: 'paused', step: 60, settings: { lr: 0.01 } })
  expect(state().history.current.marks.map(({ step, kind }) => [step, kind])).toEqual([
    [30, 'estimator'],
    [50, 'lr'],
  ])
})

test('a pause on request at the step of a switch is a pause; the switch takes place', async () => {
  const { engine, lab, state, calls } = await opened('#at=30:beta=4')
  await lab.train()
  const pause = lab.pause()
  engine.emit({ type: 'paused', step: 30 })
  await pause
  await settled()
  expect(state()).toMatchObject({ phase: 'paused', step: 30, settings: { beta: 4 } })
  await lab.train()
  expect(calls().at(-1)).toBe('train 0')
})

test('the end of the run may be a switch', async () => {
  const { lab, state, arrive } = await opened('#at=30:beta=4&steps=30')
  await lab.train()
  await arrive(30)
  expect(state()).toMatchObject({ phase: 'paused', step: 30, settings: { beta: 4 } })
})

test('a reset begins before the first switch, and keeps what the person changed', async () => {
  const { lab, state, calls, arrive } = await opened('#at=30:beta=4,lr=0.01')
  await lab.train()
  await arrive(30)
  await lab.pause()
  lab.set('lr', 0.02)
  await lab.reset()
  await settled()
  expect(state().settings).toMatchObject({ beta: 1, lr: 0.02 })
  await lab.train()
  expect(calls().at(-1)).toBe('train 30')
})

test('weights restored from before a switch meet it again', async () => {
  const { engine, lab, state, calls, arrive } = await opened('#at=30:lr=0.5')
  await lab.train()
  await arrive(30)
  engine.emit({ type: 'diverged', step: 33, restoredStep: 20 })
  await lab.train()
  await settled()
  expect(state().settings.lr).toBe(DEFAULT_SETTINGS.lr)
  expect(calls().at(-1)).toBe('train 30')
  await arrive(30)
  expect(state().settings.lr).toBe(0.5)
})

test('a single step lands, too', async () => {
  const { lab, state } = await opened('#at=1:beta=4')
  await lab.step()
  expect(state().settings.beta).toBe(4)
})

test('settings without a switch: what it changed, not what came after', () => {
  const settings: Settings = { ...DEFAULT_SETTINGS, beta: 4, lr: 0.5 }
  const landed = [{ step: 3, change: { beta: 4, lr: 0.1 }, before: { beta: 1, lr: 0.001 } }]
  expect(unswitched(settings, landed)).toEqual({ ...DEFAULT_SETTINGS, beta: 1, lr: 0.5 })
})
