/**
 * The engine's own worker, posted what it cannot understand: each refusal is told, nothing crashes, and the run is the
 * same, bit for bit, as that of a worker that was left in peace. The messages in their thousands: tests/fuzz.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { imagesFile, labelsFile } from '../../src/data/testing/idx-bytes.ts'
import { receiveFromPage } from '../../src/protocol/messages.ts'
import type { EngineMethod } from '../../src/protocol/methods.ts'
import type { FromWorker } from '../../src/protocol/rpc.ts'
import { DEFAULT_SETTINGS } from '../../src/protocol/settings.ts'
import type { Snapshot } from '../../src/protocol/snapshot.ts'
import { anything, pathsOf, replaced } from '../support/damage.ts'
import { TO_WORKER } from '../support/messages.ts'

const settings = { ...DEFAULT_SETTINGS, hidden: [8], latent: 2, batch: 8, backend: 'wasm', probe: 0 } as const
const labels = Array.from({ length: 40 }, (_, i) => i % 10)
const files = [
  new File([imagesFile(40)], 'train-images-idx3-ubyte'),
  new File([labelsFile(labels)], 'train-labels-idx1-ubyte'),
  new File([imagesFile(20)], 't10k-images-idx3-ubyte'),
  new File([labelsFile(labels.slice(20))], 't10k-labels-idx1-ubyte'),
]

const nearly = fc
  .tuple(
    fc.constantFrom(...TO_WORKER.flatMap((one) => pathsOf(one).map((path) => [one, path] as const))),
    anything,
  )
  .map(([[message, path], other]) => replaced(message, path, other))

const refused = fc
  .sample(fc.oneof(nearly, anything), { numRuns: 600, seed: 7 })
  .filter((data) => !receiveFromPage(data).ok)

type Reply = Extract<FromWorker, { readonly id: number }>

function start() {
  const worker = new Worker(new URL('../../src/engine/worker.ts', import.meta.url), {
    type: 'module',
    name: document.baseURI,
  })
  const crashes: string[] = []
  const heard: FromWorker[] = []
  let listen = (_: FromWorker) => {}
  worker.onerror = ({ message }) => void crashes.push(message)
  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    heard.push(data)
    listen(data)
  }
  const next = <T extends FromWorker>(wanted: (message: FromWorker) => message is T) =>
    new Promise<T>((resolve) => (listen = (message) => wanted(message) && resolve(message)))
  let id = 1_000_000
  async function ask(method: EngineMethod, ...args: unknown[]): Promise<unknown> {
    const call = ++id
    const reply = next((message): message is Reply => 'id' in message && message.id === call)
    worker.postMessage({ type: 'call', id: call, method, args })
    const got = await reply
    return got.type === 'answer' ? got.value : got.fault
  }
  return { worker, crashes, heard, ask }
}

const isRefusal = (message: FromWorker) =>
  (message.type === 'fault' && message.fault.code === 'message-wrong') ||
  (message.type === 'event' &&
    message.event.type === 'notice' &&
    message.event.notice.code === 'message-wrong')

async function run(disturbed: boolean) {
  const { worker, crashes, heard, ask } = start()
  const disturb = (from: number, to: number) => {
    const part = disturbed
      ? refused.slice(Math.round(from * refused.length), Math.round(to * refused.length))
      : []
    for (const data of part) worker.postMessage(data)
  }
  disturb(0, 1 / 3)
  await ask('open', { settings, files })
  await ask('train', 30)
  disturb(1 / 3, 2 / 3)
  while ((await ask('pause')) !== 30) await ask('train', 30)
  disturb(2 / 3, 1)
  const wrong = [
    await ask('decode', new Float32Array(3)),
    await ask('coordinates', { draws: 4, samples: 1, kl: 'closed-form', baseline: 'none' }, 99),
  ]
  const { step, tensors } = (await ask('snapshot', false)) as Snapshot
  worker.terminate()
  return { step, tensors, crashes, wrong, refusals: heard.filter(isRefusal).length }
}

test('what it cannot understand it refuses, and goes on as if nothing had been said', async () => {
  expect(refused.length).toBeGreaterThan(300)
  const inPeace = await run(false)
  const { step, tensors, crashes, wrong, refusals } = await run(true)
  expect(crashes).toEqual([])
  // And the two that only the model can refuse.
  expect(refusals).toBe(refused.length + 2)
  for (const fault of wrong) expect(fault).toMatchObject({ code: 'message-wrong' })
  expect(step).toBe(30)
  expect(tensors).toEqual(inPeace.tensors)
})
