import { expect, test } from 'vitest'
import { createProgram } from './program.ts'

const URL_ = 'https://host.example/lab/assets/some.wasm?v=1'

/** An empty module with a section of 200 bytes that means nothing. */
const WHOLE = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 0, 200, 1, 0, ...new Array<number>(199).fill(7))
const PAGE = new TextEncoder().encode('<!doctype html><title>Log in</title>')

const BODIES = { bytes: WHOLE, broken: WHOLE.subarray(0, 4), half: WHOLE.subarray(0, 100), page: PAGE }

/** Answers each request in turn: with bytes, with a status, or not at all. */
function host(...answers: readonly (number | 'gone' | keyof typeof BODIES)[]) {
  let asked = 0
  const fetch = async () => {
    const answer = answers[asked++] ?? 'gone'
    if (answer === 'gone') throw new TypeError('Failed to fetch')
    if (typeof answer === 'number') return new Response('no', { status: answer })
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(BODIES[answer])
        if (answer === 'broken') controller.error(new TypeError('network error'))
        else controller.close()
      },
    })
    return new Response(body)
  }
  const load = createProgram({ fetch, pauseMs: 0 })
  return { load, asked: () => asked }
}

test('what is there is fetched once', async () => {
  const { load, asked } = host('bytes', 'gone')
  expect(await Promise.all([load(URL_), load(URL_)])).toEqual([WHOLE, WHOLE])
  expect(await load(URL_)).toEqual(WHOLE)
  expect(asked()).toBe(1)
})

test.each([
  ['a network that is gone for a while', ['gone', 'gone', 'bytes']],
  ['a transfer that breaks off', ['broken', 'bytes']],
  ['a server that is overloaded', [503, 'bytes']],
  ['a page to log in first', ['page', 'bytes']],
  ['half of a file', ['half', 'half', 'bytes']],
] as const)('%s is no missing file', async (_, answers) => {
  const { load } = host(...answers)
  expect(await load(URL_)).toEqual(WHOLE)
})

test('a network that stays away is told, and asked again the next time', async () => {
  const { load, asked } = host('gone', 'gone', 'gone', 'gone', 'bytes')
  await expect(load(URL_)).rejects.toMatchObject({ code: 'part-not-loaded', params: { file: 'some.wasm' } })
  expect(asked()).toBe(4)
  expect(await load(URL_)).toEqual(WHOLE)
})

test('a server that has no such file is believed', async () => {
  const { load, asked } = host(404, 'bytes')
  await expect(load(URL_)).rejects.toMatchObject({ code: 'part-not-loaded' })
  expect(asked()).toBe(1)
})

test('a page in place of a file is no program; what is none is taken as it is', async () => {
  const { load, asked } = host('page', 'page', 'page', 'page', 'page')
  await expect(load(URL_)).rejects.toMatchObject({ code: 'part-not-loaded', params: { file: 'some.wasm' } })
  expect(asked()).toBe(4)
  expect(await load('https://host.example/lab/assets/thread.js')).toEqual(PAGE)
})
