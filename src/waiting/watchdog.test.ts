import { expect, test } from 'vitest'
import { createFakeClock } from './testing/fake-clock.ts'
import { createWatchdog } from './watchdog.ts'

const PATIENCE = 30_000

/** A stand-in that answers after `delay` milliseconds until it is silenced. */
function watched() {
  const clock = createFakeClock()
  const silences: number[] = []
  const state = { asked: 0, answers: true, isAwake: true, patience: PATIENCE }
  const dog = createWatchdog({
    ask() {
      state.asked += 1
      if (state.answers) dog.heard()
    },
    patience: () => state.patience,
    onSilence: (seconds) => void silences.push(seconds),
    isAwake: () => state.isAwake,
    clock,
  })
  return { clock, silences, state, dog }
}

test('one that answers is asked again and again, for days', async () => {
  const { clock, silences, state, dog } = watched()
  dog.heard()
  for (let day = 0; day < 3; day++) {
    await clock.pass(60_000)
    await clock.sleep(24 * 3600_000)
  }
  expect(silences).toEqual([])
  expect(state.asked).toBeGreaterThan(60)
  dog.stop()
  expect(clock.running).toBe(0)
})

test('one that falls silent is given up once, after its time', async () => {
  const { clock, silences, state, dog } = watched()
  dog.heard()
  await clock.pass(10_000)
  state.answers = false
  const { asked } = state
  await clock.pass(PATIENCE)
  expect(silences).toEqual([])
  await clock.pass(5000)
  expect(silences).toEqual([30])
  expect(state.asked).toBe(asked + 1) // questions do not pile up
  dog.heard() // too late
  await clock.pass(10 * PATIENCE)
  expect(silences).toEqual([30])
  expect(clock.running).toBe(0)
})

test('before its first sign of life it may take as long as it likes', async () => {
  const { clock, silences, state } = watched()
  state.answers = false
  await clock.pass(10 * PATIENCE)
  expect([silences, state.asked]).toEqual([[], 0])
})

test('time in which the page slept counts for moments', async () => {
  const { clock, silences, state, dog } = watched()
  dog.heard()
  state.answers = false
  await clock.pass(4000)
  for (let night = 0; night < 3; night++) await clock.sleep(8 * 3600_000)
  await clock.pass(10_000)
  expect(silences).toEqual([])
  dog.heard()
  await clock.pass(2000)
  expect(silences).toEqual([])
})

test('a hidden page gives up nothing, and when it is looked at again it takes its time', async () => {
  const { clock, silences, state, dog } = watched()
  dog.heard()
  await clock.pass(2000)
  state.answers = false
  state.isAwake = false
  for (let minute = 0; minute < 60; minute++) await clock.sleep(60_000)
  expect(silences).toEqual([])
  state.isAwake = true
  await clock.pass(PATIENCE - 8000)
  expect(silences).toEqual([])
  await clock.pass(14_000)
  expect(silences).toHaveLength(1)
})

test('work that takes longer is given longer: as it is told, and as it was seen', async () => {
  const { clock, silences, state, dog } = watched()
  dog.heard()
  state.answers = false
  state.patience = 4 * PATIENCE
  await clock.pass(3 * PATIENCE)
  dog.heard()
  state.patience = PATIENCE
  await clock.pass(8 * PATIENCE)
  expect(silences).toEqual([])
  await clock.pass(2 * PATIENCE)
  expect(silences).toHaveLength(1)
})

test('what is stopped tells nothing', async () => {
  const { clock, silences, state, dog } = watched()
  dog.heard()
  state.answers = false
  dog.stop()
  dog.heard()
  await clock.pass(10 * PATIENCE)
  expect([silences, clock.running]).toEqual([[], 0])
})
