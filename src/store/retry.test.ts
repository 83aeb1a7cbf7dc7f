/** "Try again" beside the backend's name: the run resumes in another worker, whether it is training or paused. */
import { expect, test } from 'vitest'
import { CodedError } from '../protocol/errors.ts'
import { DEFAULT_SETTINGS } from '../protocol/settings.ts'
import { createLab } from './lab.ts'
import { createFakeEngine } from './testing/fake-engine.ts'

async function lab() {
  const engine = createFakeEngine()
  const begin = { settings: DEFAULT_SETTINGS, problems: [], conflicts: [] }
  const made = createLab(engine, { begin, now: () => 0 })
  await made.start()
  engine.calls.length = 0
  const calls = (...names: string[]) =>
    engine.calls.map((call) => call.split(' ')[0]!).filter((name) => names.includes(name))
  return { engine, lab: made, calls, state: () => made.store.getState() }
}

test('a model that has learnt nothing is opened anew', async () => {
  const { engine, lab: one } = await lab()
  await one.retryBackend()
  expect(engine.requests.at(-1)).toMatchObject({ anew: true })
  expect(engine.requests.at(-1)).not.toHaveProperty('snapshot')
})

test('a run that trains pauses, moves with its step, and trains on', async () => {
  const { engine, lab: one, calls, state } = await lab()
  await one.step()
  await one.train()
  engine.calls.length = 0
  await one.retryBackend()
  expect(calls('pause', 'open', 'train')).toEqual(['pause', 'open', 'train'])
  expect(engine.requests.at(-1)).toMatchObject({ anew: true, snapshot: { step: 1 } })
  expect([state().phase, state().messages]).toEqual(['training', []])
})

test('where it fails once more the run is as it was', async () => {
  const { engine, lab: one, state } = await lab()
  await one.step()
  const { step, phase } = state()
  engine.refuse('open', new CodedError('worker-not-started', { detail: '' }))
  await one.retryBackend()
  expect(state()).toMatchObject({ step, phase })
  expect(state().messages.map(({ code }) => code)).toEqual(['worker-not-started'])
})
