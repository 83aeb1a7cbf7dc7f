/**
 * The lab's own training step on a backend, as the engine takes it. The worker's name may say how:
 * `one-thread` without helpers, `composed` without kernels, `timed` with a clock on each kernel, `idle` on a device that
 * computes nothing.
 */
import {
  backend as presentBackend,
  dispose,
  randomUniform,
  sum,
  zeros,
  type Rank,
} from '@tensorflow/tfjs-core'
import { DEVICES, startDevice } from '../../src/engine/backend/devices.ts'
import { createProber, type Prober } from '../../src/engine/prober.ts'
import { createTraining, type Training } from '../../src/engine/training.ts'
import { denseForward } from '../../src/ops/dense.ts'
import { chooseKernels, offerKernels } from '../../src/ops/table.ts'
import { kernelsOf } from '../../src/ops/webgpu/install.ts'
import { recorderOf } from '../../src/ops/webgpu/recorder.ts'
import type { WebGpuBackend } from '../../src/ops/webgpu/tfjs.ts'
import { WASM_FORMULAS, WEBGPU_FORMULAS } from '../../src/families/kernels.ts'
import { installWasmKernels } from '../../src/ops/wasm/install.ts'
import { liveSettings, type BackendName, type LiveSettings } from '../../src/protocol/settings.ts'
import { requestFor } from '../../src/protocol/variance.ts'
import { createProblem, PIXELS } from '../problem.ts'
import { servePeer, variantOf } from './browser-peer.ts'
import { timeGpuKernels } from './gpu-times.ts'
import { replaceDevice } from './idle-gpu.ts'
import { timeKernels } from './kernel-times.ts'

const { backend, how } = variantOf(self.name)
const createClock = backend === 'wasm' ? timeKernels : timeGpuKernels
const clock = how.includes('timed') ? createClock() : null
let live: LiveSettings
let training: Training
let prober: Prober

/** The kernels for a GPU, of which an idle one computes none right. */
function offerUnchecked(): void {
  const recorder = recorderOf(presentBackend() as unknown as WebGpuBackend)
  offerKernels('webgpu', kernelsOf(recorder, { processor: 'gpu', owners: WEBGPU_FORMULAS }))
}

async function run(steps: number): Promise<void> {
  for (let i = 1; i <= steps; i++) {
    const { sums } = training.advance(live)
    if (i === steps) await sums.data()
    sums.dispose()
  }
}

const ROUNDS = 12
const SIDE = 768
/** As many products on a GPU as take so long, since a readback follows them. */
const SPELL_MS = 30
const MOST_PRODUCTS = 512

/** Milliseconds a product. */
async function timeProducts(count: number): Promise<number> {
  const x = randomUniform<Rank.R2>([SIDE, SIDE])
  const layer = { weight: randomUniform<Rank.R2>([SIDE, SIDE]), bias: zeros<Rank.R1>([SIDE]) }
  const first = denseForward(x, layer, 'relu')
  if (backend !== 'wasm') await sum(first).data()
  const started = performance.now()
  let product = first
  for (let i = 0; i < count; i++) {
    product.dispose()
    product = denseForward(x, layer, 'relu')
  }
  if (backend !== 'wasm') await sum(product).data()
  const took = performance.now() - started
  dispose([x, layer.weight, layer.bias, product])
  return took / count
}

/** The rate of one product of two square matrices, the best of several; a GPU's includes a readback every so many. */
async function matrixProductRate(): Promise<number> {
  let best = await timeProducts(1)
  const count = backend === 'wasm' ? 1 : Math.min(MOST_PRODUCTS, Math.max(4, Math.ceil(SPELL_MS / best)))
  for (let i = 0; i < ROUNDS; i += Math.min(count, 4)) best = Math.min(best, await timeProducts(count))
  return (2 * SIDE ** 3) / best / 1e6
}

/** What computes, in words. */
async function describe(threads: number | undefined): Promise<string> {
  if (backend === 'wasm') return `wasm, threads: ${threads}`
  const found = await DEVICES[backend as BackendName].probe()
  return `${backend}, ${found.available ? found.detail : found.reason}`
}

servePeer({
  async prepare(images, settings) {
    if (how.includes('idle')) replaceDevice(backend)
    await startDevice(backend as BackendName)
    if (how.includes('idle') && backend === 'webgpu') offerUnchecked()
    const installed = backend === 'wasm' ? await installWasmKernels(WASM_FORMULAS) : null
    if (how.includes('one-thread')) installed?.stopHelpers()
    if (how.includes('composed')) chooseKernels('composed')
    live = liveSettings(settings)
    training = createTraining(settings, createProblem(settings, images).batches)
    prober = createProber({
      settings,
      train: { images, labels: null, count: images.length / PIXELS },
      training,
      live: () => live,
      ending: new AbortController().signal,
      emit: () => {},
    })
    return describe(how.some((word) => word !== 'timed') ? 1 : installed?.threads)
  },
  async firstLoss() {
    const start = training.checkpoint()
    const { sums, images } = training.advance(live)
    const [recon, kl] = await sums.data<'float32'>()
    sums.dispose()
    training.restore(start)
    return (live.beta * kl! - recon!) / images
  },
  run,
  matrixProductRate,
  async kernelTimes(steps) {
    clock?.begin()
    await run(steps)
    return (await clock?.end()) ?? []
  },
  async probe(draws) {
    await prober.probe(requestFor(live, draws))
  },
})
