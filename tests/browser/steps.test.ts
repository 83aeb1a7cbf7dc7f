/**
 * Steps of training by the wasm kernels are those by operations composed of TF.js's own, whatever the settings, and those
 * of webgpu are those of wasm for as long as no unit opens or closes by a rounding (docs/decisions/0037).
 */
import { afterEach, beforeAll, expect, test } from 'vitest'
import { releaseDevice, startDevice } from '../../src/engine/backend/devices.ts'
import { createBatches } from '../../src/engine/batches.ts'
import { createTraining } from '../../src/engine/training.ts'
import { chooseKernels, type KernelChoice } from '../../src/ops/table.ts'
import { DEFAULT_SETTINGS, liveSettings, type Settings } from '../../src/protocol/settings.ts'
import { blobs } from '../support/dataset.ts'

const STEPS = 5
const MANY_STEPS = 200
const { train } = blobs(640, 64)

beforeAll(() => startDevice('wasm'))
afterEach(() => chooseKernels('own'))

/** Reconstruction and KL of each step, in nats. */
async function course(settings: Settings, kernels: KernelChoice, steps = STEPS): Promise<number[]> {
  chooseKernels(kernels)
  const training = createTraining(settings, createBatches(train, settings))
  const found: number[] = []
  for (let step = 0; step < steps; step++) {
    const { sums } = training.advance(liveSettings(settings))
    found.push(...(await sums.data<'float32'>()).subarray(0, 2))
    sums.dispose()
  }
  training.dispose()
  return found
}

const CASES = (['relu', 'tanh'] as const).flatMap((activation) =>
  (['adam', 'rmsprop', 'adagrad', 'sgd'] as const).flatMap((optimizer) =>
    (['bernoulli', 'gaussian'] as const).map((likelihood) => ({ activation, optimizer, likelihood })),
  ),
)

test.each(CASES)('$activation, $optimizer, $likelihood', async (changes) => {
  const settings: Settings = { ...DEFAULT_SETTINGS, ...changes, hidden: [33, 20], batch: 16, latent: 3 }
  const own = await course(settings, 'own')
  const composed = await course(settings, 'composed')
  own.forEach((value, i) => expect(Math.abs(value / composed[i]! - 1)).toBeLessThan(1e-4))
})

test(
  `${MANY_STEPS} steps of webgpu are those of wasm within 1e-5, without a kink`,
  { tags: 'thorough' },
  async () => {
    const settings: Settings = { ...DEFAULT_SETTINGS, activation: 'tanh', hidden: [32], batch: 16, latent: 3 }
    const wasm = await course(settings, 'own', MANY_STEPS)
    await startDevice('webgpu')
    const webgpu = await course(settings, 'own', MANY_STEPS)
    releaseDevice('webgpu')
    const [first, last] = [wasm[0]!, wasm.at(-2)!]
    expect(last).toBeGreaterThan(first) // it learns
    for (let i = 0; i < wasm.length; i += 2) expect(Math.abs(webgpu[i]! / wasm[i]! - 1)).toBeLessThan(1e-5)
  },
)
