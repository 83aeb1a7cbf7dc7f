/** Numbers in files: there with their record, gone with it, and left in the record where a file fails. */
import { expect, test } from 'vitest'
import { createFakeClock } from '../waiting/testing/fake-clock.ts'
import { createNumberFiles } from './number-files.ts'
import type { RunRecord } from './runs.ts'
import { memoryDirectory } from './testing/memory-directory.ts'

const record = (id: string, step: number): RunRecord => ({
  ...{ id, step, savedAt: 1, dataset: 'mnist', estimator: 'reparameterized', files: null, isTraining: true },
  run: { step, snapshot: { tensors: [{ name: 'w', values: new Float32Array(1000).fill(step) }] } },
})

const opened = () => {
  const folder = memoryDirectory()
  return { folder, files: createNumberFiles({ directory: folder.open, canWrite: () => true }) }
}

test('a record comes back as it was; of its files the newest stays', async () => {
  const { folder, files } = opened()
  const [first, second] = [await files.takeOut(record('a', 1)), await files.takeOut(record('a', 2))]
  const other = await files.takeOut(record('a.b', 3))
  expect(JSON.stringify(first).length).toBeLessThan(400)
  expect(await files.putBack(first)).toEqual(record('a', 1))
  await files.keepOnly('a', second.numbers)
  expect([...folder.files.keys()].sort()).toEqual([second.numbers, other.numbers].sort())
  expect(await files.putBack(second)).toEqual(record('a', 2))
  await files.keepOnly('a', undefined)
  await files.drop(other.numbers)
  expect(folder.files.size).toBe(0)
})

test('a file that is gone or cut is told', async () => {
  const { folder, files } = opened()
  const stored = await files.takeOut(record('a', 1))
  folder.files.set(stored.numbers!, folder.files.get(stored.numbers!)!.slice(4))
  await expect(files.putBack(stored)).rejects.toThrow('expected 4000 bytes of numbers, there are 3996')
  folder.files.clear()
  await expect(files.putBack(stored)).rejects.toMatchObject({ name: 'NotFoundError' })
})

test('without room for all the record keeps its numbers; after three times in a row files are not tried again', async () => {
  const { folder, files } = opened()
  const isInFile = async () => 'numbers' in (await files.takeOut(record('a', 1)))
  const fail = async (times: number) => {
    folder.room = 3000
    for (let time = 0; time < times; time++) expect(await isInFile()).toBe(false)
    folder.room = Infinity
  }
  await fail(2)
  expect(await isInFile()).toBe(true)
  await fail(3)
  expect(await isInFile()).toBe(false)
  await files.keepOnly('a', undefined)
  expect(folder.files.size).toBe(0)
})

test('so it does where files are forbidden, where only workers can write them, and where they never answer', async () => {
  const { folder, files } = opened()
  folder.fault = 'rejects'
  expect(await files.takeOut(record('a', 1))).toEqual(record('a', 1))
  await files.keepOnly('a', undefined)

  const onPage = createNumberFiles({ directory: folder.open, canWrite: () => false })
  expect(await onPage.takeOut(record('a', 1))).toEqual(record('a', 1))

  const clock = createFakeClock()
  folder.fault = 'hangs'
  const hung = createNumberFiles({ directory: folder.open, canWrite: () => true, clock })
  const taken = hung.takeOut(record('a', 1))
  for (let second = 0; second < 4; second++) await clock.pass(1000)
  expect(await taken).toEqual(record('a', 1))
})

test('what no run needs is swept out after a day, and not before', async () => {
  const { folder, files } = opened()
  const [old, fresh, needed] = await Promise.all(
    ['old', 'fresh', 'needed'].map((id) => files.takeOut(record(id, 1))),
  )
  for (const one of [old, needed]) folder.lastModified.set(one!.numbers!, Date.now() - 2 * 86_400_000)
  await files.sweep(['needed'])
  expect([...folder.files.keys()].sort()).toEqual([fresh!.numbers, needed!.numbers].sort())
})
