/** Saved runs in a real browser's storage, with the faults that one meets: it hangs, is cleared, loses a part. */
import { beforeEach, expect, test, vi } from 'vitest'
import { createDatabase, result } from '../../src/storage/database.ts'
import { createRunStorage } from '../../src/storage/run-storage.ts'
import { offThread } from '../../src/storage/off-thread.ts'
import type { RunRecord } from '../../src/storage/runs.ts'
import { createFakeClock } from '../../src/waiting/testing/fake-clock.ts'

const NAMES = ['elbo-lab', 'elbo-lab-heartbeats', 'other']

const done = (request: IDBRequest): Promise<void> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve()
    request.onerror = () => reject(request.error as Error)
  })

beforeEach(() => Promise.all(NAMES.map((name) => done(indexedDB.deleteDatabase(name)))))

const record = (id: string, step: number, order = step): RunRecord => ({
  ...{ id, step, order, savedAt: 1000 + step, dataset: 'mnist', estimator: 'reparameterized' },
  run: { values: new Float32Array(1000).fill(step) },
  files: null,
  isTraining: true,
})

/** No locks: they belong to the tab, and one storage here stands for another tab. */
const withoutLocks = { manager: () => null }

/** Empties one store behind the lab's back. */
async function clear(store: string): Promise<void> {
  const { transact } = createDatabase({ name: 'elbo-lab', stores: ['runs', 'summaries'] })
  await transact('readwrite', (storeOf) => result(storeOf(store).clear()))
}

test('what was written is read back and listed; an older state that comes late replaces nothing', async () => {
  const storage = createRunStorage(withoutLocks)
  await storage.write(record('a', 20))
  await storage.write(record('a', 10, 3))
  await storage.write(record('b', 5))
  expect((await storage.read('a'))!.step).toBe(20)
  expect((await storage.list()).map(({ id, step, bytes }) => [id, step, bytes! > 4000])).toEqual([
    ['a', 20, true],
    ['b', 5, true],
  ])
})

test('how far a run had come is told with it: exactly where it stood still, and nothing where nothing is known', async () => {
  const storage = createRunStorage(withoutLocks)
  for (const id of ['killed', 'still', 'moving', 'late', 'unknown']) await storage.write(record(id, 100))
  await storage.beat({ id: 'killed', step: 130, isStill: false, stepsPerSecond: 20 })
  await storage.beat({ id: 'still', step: 100, isStill: true, stepsPerSecond: 0 })
  await storage.beat({ id: 'moving', step: 100, isStill: false, stepsPerSecond: 0.1 })
  await storage.beat({ id: 'late', step: 90, isStill: true, stepsPerSecond: 8 }) // saved after it
  const behind = Object.fromEntries((await storage.list()).map(({ id, behind }) => [id, behind]))
  expect(behind).toEqual({ killed: 40, still: 0, moving: 1, late: 4, unknown: undefined })
})

test('a file system that never answers delays the first saves by some seconds each, and no others', async () => {
  const clock = createFakeClock()
  let attempts = 0
  const canWrite = () => ++attempts > 0
  const directory = () => new Promise<never>(() => {})
  const storage = createRunStorage({ ...withoutLocks, directory, canWrite, clock })
  for (let step = 1; step <= 5; step++) {
    const written = storage.write(record('a', step))
    await vi.waitFor(() => expect(attempts).toBe(step))
    if (step <= 3) for (let second = 0; second < 4; second++) await clock.pass(1000)
    await written
    expect((await storage.read('a'))!.step).toBe(step)
  }
})

test('a summary whose record is gone is not offered', async () => {
  const storage = createRunStorage(withoutLocks)
  await storage.write(record('a', 1))
  await clear('runs')
  expect(await storage.list()).toEqual([])
  expect(await storage.read('a')).toBeNull()
})

test('a record that is set aside says so, until it is written again', async () => {
  const storage = createRunStorage(withoutLocks)
  await storage.write(record('a', 1))
  await storage.setAside('a')
  expect((await storage.list())[0]).toMatchObject({ id: 'a', isUnreadable: true })
  await storage.write(record('a', 2))
  expect((await storage.list())[0]!.isUnreadable).toBeUndefined()
})

test('a database that is deleted under the page is opened again', async () => {
  const storage = createRunStorage(withoutLocks)
  await storage.write(record('a', 1))
  await done(indexedDB.deleteDatabase('elbo-lab')) // as clearing the site's data does
  expect(await storage.list()).toEqual([])
  await storage.write(record('a', 2))
  expect((await storage.read('a'))!.step).toBe(2)
})

test('one that somebody made without its stores gets them', async () => {
  const request = indexedDB.open('elbo-lab')
  await done(request)
  request.result.close()
  const storage = createRunStorage(withoutLocks)
  await storage.write(record('a', 1))
  expect(await storage.list()).toHaveLength(1)
})

test('one that never opens is given up, told as what it is, and used when it comes after all', async () => {
  const clock = createFakeClock()
  let answer = () => {}
  let isOpen = () => false
  const hung = { open: vi.fn() }
  hung.open.mockImplementation((name: string) => {
    const real = indexedDB.open(name)
    const held = { onsuccess: null as (() => void) | null, result: null as IDBDatabase | null }
    Object.defineProperty(held, 'result', { get: () => real.result })
    Object.defineProperty(held, 'onupgradeneeded', {
      set: (make: () => void) => {
        real.onupgradeneeded = make
      },
    })
    answer = () => held.onsuccess?.()
    isOpen = () => real.readyState === 'done'
    return held
  })
  const stores = ['things']
  const { transact } = createDatabase({
    name: 'other',
    stores,
    clock,
    factory: () => hung as unknown as IDBFactory,
  })
  const put = () => transact('readwrite', (storeOf) => result(storeOf('things').put({ id: 'x' })))
  const first = put().catch((thrown: unknown) => thrown)
  for (let second = 0; second < 10; second++) await clock.pass(1000)
  expect(await first).toMatchObject({ trouble: 'timeout' })
  await expect.poll(() => isOpen()).toBe(true) // the real one
  answer()
  await clock.pass(0)
  expect(await put()).toBe('x')
  expect(hung.open).toHaveBeenCalledTimes(1)
})

test('a transaction that does not end is given up, and changes nothing', async () => {
  const clock = createFakeClock()
  const { transact } = createDatabase({ name: 'other', stores: ['things'], clock })
  const stuck = transact('readwrite', async (storeOf) => {
    const store = storeOf('things')
    store.put({ id: 'x' })
    const goOn = () => void (store.get('x').onsuccess = goOn) // keeps it open for ever
    goOn()
    await new Promise(() => {})
  }).catch((thrown: unknown) => thrown)
  await new Promise((resolve) => setTimeout(resolve, 200))
  for (let second = 0; second < 11; second++) await clock.pass(1000)
  expect(await stuck).toMatchObject({ trouble: 'timeout' })
  expect(await transact('readonly', (storeOf) => result(storeOf('things').getAll()))).toEqual([])
})

test('locks that do not answer hold nothing up', async () => {
  const clock = createFakeClock()
  const silent = { request: () => new Promise(() => {}), query: () => new Promise(() => {}) }
  const storage = createRunStorage({ manager: () => silent as unknown as LockManager, clock })
  const claimed = storage.claim('a')
  for (let second = 0; second < 6; second++) await clock.pass(1000)
  expect(await claimed).toBe('unknown')
})

test('a claim is one tab’s at a time', async () => {
  const [one, other] = [createRunStorage(), createRunStorage()]
  expect(await one.claim('a')).toBe('held')
  expect(await other.claim('a')).toBe('elsewhere')
  one.release('a')
  await vi.waitFor(async () => expect(await other.claim('a')).toBe('held'))
  expect(await one.claim('b')).toBe('held')
  other.release('a')
  one.release('b')
})

const folder = async () =>
  (await navigator.storage.getDirectory()).getDirectoryHandle('elbo-lab-runs', { create: true })

async function filesThere(): Promise<string[]> {
  const names: string[] = []
  for await (const name of (await folder()).keys()) names.push(name)
  return names
}

test('a worker writes the numbers into a file beside the database; one file a run, and none of one that is gone', async () => {
  const storage = offThread(createRunStorage(withoutLocks))
  await storage.open()
  for (const step of [1, 2, 3]) await storage.write(record('in a file', step))
  expect(await filesThere()).toHaveLength(1)
  expect(await storage.read('in a file')).toEqual(record('in a file', 3))
  expect(await createRunStorage(withoutLocks).read('in a file')).toEqual(record('in a file', 3))
  await storage.remove(['in a file'])
  await expect.poll(filesThere).toEqual([])
})

test('a record whose file is gone or cut is told as damaged or gone, and one written anew can be read', async () => {
  const storage = offThread(createRunStorage(withoutLocks))
  await storage.write(record('hurt', 1))
  const [name] = await filesThere()
  const file = await (await folder()).getFileHandle(name!)
  const writable = await file.createWritable()
  await writable.write(new Uint8Array(5))
  await writable.close()
  await expect(storage.read('hurt')).rejects.toMatchObject({ trouble: 'damaged' })
  await (await folder()).removeEntry(name!)
  await expect(storage.read('hurt')).rejects.toMatchObject({ trouble: 'gone' })
  await storage.write(record('hurt', 2))
  expect(await storage.read('hurt')).toEqual(record('hurt', 2))
  await storage.remove(['hurt'])
})
