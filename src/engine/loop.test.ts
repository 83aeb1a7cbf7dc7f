/** What counts as training time: as long as a device computes a slice it trains, whatever else is done meanwhile. */
import '@tensorflow/tfjs-backend-cpu'
import { setBackend, tensor1d, type Tensor } from '@tensorflow/tfjs-core'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { COMPOSED } from '../ops/composed/index.ts'
import { offerKernels } from '../ops/table.ts'
import { DEFAULT_SETTINGS, liveSettings } from '../protocol/settings.ts'
import { runLoop } from './loop.ts'
import type { StepInputs, Training } from './training.ts'

const SLICES = 4
const BETWEEN_MS = 40

const live = liveSettings(DEFAULT_SETTINGS)
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

beforeAll(() => setBackend('cpu'))
afterEach(() => offerKernels('cpu', null))

/** A device that answers so long after it was asked; 0: at once, as wasm does. */
function answerAfter(ms: number): void {
  const numbers = (tensors: readonly Tensor[]) => tensors.map(() => Float32Array.of(-2, 1, 0))
  offerKernels('cpu', {
    ...COMPOSED,
    readTogether: async (tensors) => {
      if (ms > 0) await pause(ms)
      return numbers(tensors)
    },
  })
}

/** Slices of one step each, and something of 40 ms between them: seconds of training, between, and in all. */
async function runSlices() {
  let step = 0
  const advance = () => {
    step++
    return { sums: tensor1d([-2, 1, 0]), images: 1, live }
  }
  const training = {
    get step() {
      return step
    },
    advance,
  } as unknown as Training
  const inputs = { release: () => undefined } as unknown as StepInputs
  let [trained, between] = [0, 0]
  const began = performance.now()
  await runLoop([{ training, live: () => live }], {
    inputs,
    wanted: () => step < SLICES,
    boundary: () => true,
    settled: (_, seconds) => {
      trained += seconds
      return true
    },
    async between() {
      await Promise.resolve()
      const from = performance.now()
      await pause(BETWEEN_MS)
      between += (performance.now() - from) / 1000
    },
  })
  return { trained, between, all: (performance.now() - began) / 1000 }
}

test('a device that computes meanwhile is training', async () => {
  answerAfter(2 * BETWEEN_MS)
  const { trained } = await runSlices()
  expect(trained).toBeGreaterThan(((SLICES - 1) * BETWEEN_MS) / 1000)
})

test('where all steps had been taken before, what comes between is none of it', async () => {
  answerAfter(0)
  const { trained, between, all } = await runSlices()
  expect(between).toBeGreaterThan(0)
  expect(trained).toBeLessThanOrEqual(all - between)
})

test('a device that never answers ends the loop, though something else waits for it, too', async () => {
  vi.useFakeTimers()
  const never = new Promise<never>(() => {})
  offerKernels('cpu', { ...COMPOSED, readTogether: () => never })
  let step = 0
  const training = {
    advance: () => (step++, { sums: tensor1d([-2, 1, 0]), images: 1, live }),
  } as unknown as Training
  const ended = runLoop([{ training, live: () => live }], {
    inputs: { release: () => undefined } as unknown as StepInputs,
    wanted: () => true,
    boundary: () => true,
    settled: () => true,
    between: () => never,
  }).catch((thrown: unknown) => thrown)
  await vi.advanceTimersByTimeAsync(200_000)
  vi.useRealTimers()
  expect(await ended).toMatchObject({ code: 'device-lost', params: { backend: 'cpu' } })
  expect(step).toBe(1)
})
