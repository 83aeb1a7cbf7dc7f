/**
 * What the lab holds at a moment, seen from outside: the page and its worker are asked over the browser's debugging
 * protocol, after a garbage collection each. The page should stand still meanwhile.
 */
import type { CDPSession, Page } from '@playwright/test'

export interface Sample {
  readonly step: number
  readonly seconds: number
  readonly tensors: number
  readonly tensorBytes: number
  readonly wasmBytes: number
  readonly workerHeap: number
  readonly pageHeap: number
  readonly canvases: number
  readonly elements: number
  /** Those that are no longer in the page, too. */
  readonly nodes: number
  readonly listeners: number
  readonly stored: number
}

type Held = Pick<Sample, 'tensors' | 'tensorBytes' | 'wasmBytes'>
type Ask = <T>(method: string, params?: object) => Promise<T>

interface Evaluated<T> {
  readonly result: { readonly value: T }
}

/** TF.js keeps its one engine in the global scope; a helper thread has none. */
const HELD = `(() => {
  const engine = globalThis._tfengine
  if (!engine) return null
  const { numTensors, numBytes } = engine.memory()
  const memory = engine.backendInstance?.wasm?.HEAPU8
  return { tensors: numTensors, tensorBytes: numBytes, wasmBytes: memory ? memory.byteLength : 0 }
})()`

async function heapOf(ask: Ask): Promise<number> {
  await ask('HeapProfiler.collectGarbage')
  await ask('HeapProfiler.collectGarbage') // what the first one let go of
  const { usedSize, backingStorageSize = 0 } = await ask<{ usedSize: number; backingStorageSize?: number }>(
    'Runtime.getHeapUsage',
  )
  return usedSize + backingStorageSize
}

const evaluated = async <T>(ask: Ask, expression: string): Promise<T> =>
  (await ask<Evaluated<T>>('Runtime.evaluate', { expression, returnByValue: true })).result.value

/** The page's workers, each with a way to ask it. */
async function listenToWorkers(session: CDPSession): Promise<ReadonlyMap<string, Ask>> {
  const workers = new Map<string, Ask>()
  const answers = new Map<number, (result: never) => void>()
  let last = 0
  session.on('Target.attachedToTarget', ({ sessionId }) => {
    const ask: Ask = (method, params = {}) =>
      new Promise((resolve) => {
        answers.set(++last, resolve)
        const message = JSON.stringify({ id: last, method, params })
        void session.send('Target.sendMessageToTarget', { sessionId, message })
      })
    workers.set(sessionId, ask)
  })
  session.on('Target.detachedFromTarget', ({ sessionId }) => void workers.delete(sessionId))
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message) as { id: number; result: never }
    answers.get(id)?.(result)
    answers.delete(id)
  })
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  })
  return workers
}

async function engineOf(workers: ReadonlyMap<string, Ask>): Promise<Ask> {
  for (const ask of workers.values()) if (await evaluated<Held | null>(ask, HELD)) return ask
  throw new Error('engineOf: expected a worker with TF.js in it, found none')
}

/** Readings half a second apart that must agree. */
const AGREE = 4

/** What was asked for last, an evaluation or a quadrature, may be under way still. */
async function heldAtRest(ask: Ask): Promise<Held> {
  let before = await evaluated<Held>(ask, HELD)
  let agree = 1
  for (let tries = 0; tries < 240; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 500))
    const now = await evaluated<Held>(ask, HELD)
    agree = now.tensors === before.tensors && now.tensorBytes === before.tensorBytes ? agree + 1 : 1
    if (agree === AGREE) return now
    before = now
  }
  throw new Error('heldAtRest: expected the number of tensors to come to rest within two minutes')
}

const inPage = () => ({
  canvases: document.querySelectorAll('canvas').length,
  elements: document.querySelectorAll('*').length,
})

const stored = async (): Promise<number> => (await navigator.storage.estimate()).usage ?? 0

export async function createMeter(page: Page): Promise<() => Promise<Sample>> {
  const session = await page.context().newCDPSession(page)
  const ask = session.send.bind(session) as unknown as Ask
  const workers = await listenToWorkers(session)
  const began = performance.now()
  return async () => {
    const engine = await engineOf(workers)
    const held = await heldAtRest(engine)
    const workerHeap = await heapOf(engine)
    const pageHeap = await heapOf(ask)
    // After the collection: what is garbage is counted among them.
    const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters')
    return {
      step: Number(await page.getByTestId('step').textContent()),
      seconds: (performance.now() - began) / 1000,
      ...held,
      workerHeap,
      pageHeap,
      ...(await page.evaluate(inPage)),
      nodes,
      listeners: jsEventListeners,
      stored: await page.evaluate(stored),
    }
  }
}
