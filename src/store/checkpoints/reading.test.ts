import { describe, expect, test } from 'vitest'
import { savedRun } from '../../../tests/support/saved-run.ts'
import { CodedError } from '../../protocol/errors.ts'
import { createReading, type FromReader } from './reading.ts'

const SAVED = savedRun()

/** A worker that answers a file with this, or not at all. */
function worker(answer: FromReader | 'error' | 'nothing', isReady = true) {
  const made = { ended: 0, given: [] as unknown[] }
  const one = {
    onmessage: null as ((event: { data: FromReader }) => void) | null,
    onerror: null as ((event: object) => void) | null,
    terminate: () => void (made.ended += 1),
    postMessage(data: unknown) {
      made.given.push(data)
      if (answer === 'error') queueMicrotask(() => one.onerror?.({}))
      else if (answer !== 'nothing') queueMicrotask(() => one.onmessage?.({ data: answer }))
    },
  }
  const start = () => {
    if (isReady) setTimeout(() => one.onmessage?.({ data: { type: 'ready' } }))
    return one as unknown as Worker
  }
  return { made, start }
}

/** Every tick counts as a long time. */
const impatient = () => {
  let time = 0
  return {
    now: () => time,
    every(_: number, tick: () => void) {
      const timer = setInterval(() => ((time += 1e6), tick()), 20)
      return () => clearInterval(timer)
    },
  }
}

function file(size: number, name = 'model.safetensors'): File {
  const one = new File(['{'], name)
  Object.defineProperty(one, 'size', { value: size })
  return one
}

const LARGE = 2 ** 24
const thrownBy = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (thrown: unknown) => thrown,
  )

describe('the file of a run', () => {
  test('that is larger than any is refused before a byte of it is read', async () => {
    const untouchable = file(2 ** 30, 'big.zip')
    const refuse = () => {
      throw new Error('it was read')
    }
    Object.assign(untouchable, { arrayBuffer: refuse, slice: refuse, text: refuse, stream: refuse })
    const thrown = await thrownBy(createReading({ here: refuse, start: refuse })(untouchable))
    expect(thrown).toMatchObject({ code: 'file-too-large', params: { file: 'big.zip', limit: 2 ** 29 } })
  })

  test('that is large is read in a worker, which ends with it', async () => {
    const { made, start } = worker({ type: 'read', saved: SAVED })
    const here = () => Promise.reject(new Error('it was read on the page'))
    const given = file(LARGE)
    expect(await createReading({ here, start })(given)).toBe(SAVED)
    expect(made).toEqual({ ended: 1, given: [given] })
  })

  test('that is small is read at once', async () => {
    const start = () => {
      throw new Error('a worker was started')
    }
    expect(await createReading({ here: () => Promise.resolve(SAVED), start })(file(1000))).toBe(SAVED)
  })

  test('is refused for the reason that the worker finds', async () => {
    const fault = { code: 'checkpoint-checksum', params: { file: 'x' }, message: '' }
    const { made, start } = worker({ type: 'refused', fault })
    const thrown = await thrownBy(createReading({ here: () => Promise.resolve(SAVED), start })(file(LARGE)))
    expect(thrown).toBeInstanceOf(CodedError)
    expect(thrown).toMatchObject({ code: 'checkpoint-checksum', params: { file: 'x' } })
    expect(made.ended).toBe(1)
  })

  test.each([
    [
      'cannot be started',
      {
        start: (): Worker => {
          throw new Error('no workers')
        },
      },
    ],
    ['is gone', worker('error')],
    ['is never ready', { ...worker('nothing', false), clock: impatient() }],
  ])('is read on the page where the worker %s', async (_, reading) => {
    expect(await createReading({ here: () => Promise.resolve(SAVED), ...reading })(file(LARGE))).toBe(SAVED)
  })

  test('is not waited for without end', async () => {
    const { made, start } = worker('nothing')
    const reading = createReading({ here: () => Promise.resolve(SAVED), start, clock: impatient() })
    // The worker is ready before the first tick.
    expect(await thrownBy(reading(file(LARGE, 'slow.zip')))).toMatchObject({
      code: 'files-unreadable',
      params: { file: 'slow.zip' },
    })
    expect(made.ended).toBe(1)
  })

  test('that is gone, or a folder, is told as that', async () => {
    const gone = file(LARGE, 'gone.zip')
    Object.assign(gone, {
      slice: () => ({ arrayBuffer: () => Promise.reject(new DOMException('', 'NotFoundError')) }),
    })
    const reading = createReading({ here: () => Promise.resolve(SAVED) })
    expect(await thrownBy(reading(gone))).toMatchObject({
      code: 'files-unreadable',
      params: { file: 'gone.zip' },
    })
  })
})
