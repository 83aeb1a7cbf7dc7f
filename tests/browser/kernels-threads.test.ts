/** The kernels with helper threads, in a worker as in the engine: the same numbers as without, and none lost with a thread. */
import { expect, test } from 'vitest'
import type { ThreadsReport } from './support/threads.worker.ts'

const report = () =>
  new Promise<ThreadsReport>((resolve, reject) => {
    const worker = new Worker(new URL('./support/threads.worker.ts', import.meta.url), { type: 'module' })
    worker.onmessage = ({ data }: MessageEvent<ThreadsReport>) => {
      worker.terminate()
      resolve(data)
    }
    worker.onerror = ({ message }) => reject(new Error(message))
  })

test('helpers change no number, and one that dies at its work delays but does not spoil it', async () => {
  const { helpers, wanted, withHelpers, without, robbed } = await report()
  expect(wanted).toBe(Math.min(3, navigator.hardwareConcurrency - 1))
  expect(helpers).toBe(wanted)
  expect(withHelpers).toEqual(without)
  expect(robbed).toEqual({ first: 0, again: 1, product: [19, 22, 43, 50] })
})
