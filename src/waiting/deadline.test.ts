import { expect, test, vi } from 'vitest'
import { withDeadline } from './deadline.ts'
import { createFakeClock } from './testing/fake-clock.ts'

const tooLate = () => new Error('too late')

function held<T>() {
  let resolve: (value: T) => void = () => {}
  let reject: (thrown: Error) => void = () => {}
  const promise = new Promise<T>((...both) => ([resolve, reject] = both))
  return { promise, resolve, reject }
}

/** The outcome of the wait so far. */
function watch<T>(promise: Promise<T>) {
  const seen: { outcome: unknown } = { outcome: 'waits' }
  promise.then(
    (value) => (seen.outcome = value),
    (thrown: Error) => (seen.outcome = thrown.message),
  )
  return seen
}

test('what settles in time comes through, and no timer is left', async () => {
  const clock = createFakeClock()
  const [good, bad] = [held<number>(), held<number>()]
  const seen = [good, bad].map(({ promise }) => watch(withDeadline(promise, 10_000, tooLate, { clock })))
  await clock.pass(9_900)
  good.resolve(7)
  bad.reject(new Error('no'))
  await clock.pass(0)
  expect(seen.map(({ outcome }) => outcome)).toEqual([7, 'no'])
  expect(clock.running).toBe(0)
})

test('what never settles is given up when its time is over', async () => {
  const clock = createFakeClock()
  const seen = watch(withDeadline(new Promise(() => {}), 10_000, tooLate, { clock }))
  await clock.pass(9_000)
  expect(seen.outcome).toBe('waits')
  await clock.pass(1_000)
  expect(seen.outcome).toBe('too late')
  expect(clock.running).toBe(0)
})

test('a value that comes late is handed over once, an error that comes late is dropped', async () => {
  const clock = createFakeClock()
  const late = vi.fn()
  const [value, error] = [held<string>(), held<string>()]
  const seen = [value, error].map(({ promise }) =>
    watch(withDeadline(promise, 100, tooLate, { clock, late })),
  )
  await clock.pass(100)
  value.resolve('connection')
  error.reject(new Error('no'))
  await clock.pass(0)
  expect(seen.map(({ outcome }) => outcome)).toEqual(['too late', 'too late'])
  expect(late.mock.calls).toEqual([['connection']])
})

test('one night asleep, and an answer that waits for the thread, are no missed deadline', async () => {
  const clock = createFakeClock()
  const { promise, resolve } = held<string>()
  const seen = watch(withDeadline(promise, 10_000, tooLate, { clock }))
  await clock.sleep(8 * 3600_000)
  await clock.pass(4_000)
  expect(seen.outcome).toBe('waits')
  resolve('awake')
  await clock.pass(0)
  expect(seen.outcome).toBe('awake')
})

test('a page whose timers come once a minute still gives up', async () => {
  const clock = createFakeClock()
  const seen = watch(withDeadline(new Promise(() => {}), 10_000, tooLate, { clock }))
  for (let minute = 0; minute < 2; minute++) await clock.sleep(60_000)
  expect(seen.outcome).toBe('too late')
})

test('it can be given up at any time, before it begins too', async () => {
  const clock = createFakeClock()
  const controller = new AbortController()
  const { signal } = controller
  const { promise, resolve } = held<string>()
  const late = vi.fn()
  const seen = watch(withDeadline(promise, 10_000, tooLate, { clock, signal, late }))
  controller.abort(new Error('cancelled'))
  await clock.pass(0)
  const after = watch(withDeadline(new Promise(() => {}), 10_000, tooLate, { clock, signal }))
  await clock.pass(20_000)
  resolve('x')
  await clock.pass(0)
  expect([seen.outcome, after.outcome]).toEqual(['cancelled', 'cancelled'])
  expect(late).toHaveBeenCalledOnce()
  expect(clock.running).toBe(0)
})
