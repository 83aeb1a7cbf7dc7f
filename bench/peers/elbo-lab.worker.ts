/**
 * The lab's own training step on a backend, as the engine takes it. The worker's name may say how:
 * `one-thread` without helpers, `composed` without kernels, `timed` with a clock on each kernel.
 */
import { dispose, randomUniform, sum, zeros, type Rank } from '@tensorflow/tfjs-core'
import { DEVICES, startDevice } from '../../src/engine/backend/devices.ts'
import { createProber, type Prober } from '../../src/engine/prober.ts'
import { createTraining, type Training } from '../../src/engine/training.ts'
import { denseForward } from '../../src/ops/dense.ts'
import { chooseKernels } from '../../src/ops/table.ts'
import { installWasmKernels } from '../../src/ops/wasm/install.ts'
import { liveSettings, type BackendName, type LiveSettings } from '../../src/protocol/settings.ts'
import { createProblem, PIXELS } from '../problem.ts'
import { servePeer, variantOf } from './browser-peer.ts'
import { timeKernels } from './kernel-times.ts'

const { backend, how } = variantOf(self.name)
const clock = how.includes('timed') ? timeKernels() : null
let live: LiveSettings
let training: Training
let prober: Prober

async function run(steps: number): Promise<void> {
  for (let i = 1; i <= steps; i++) {
    const { sums } = training.advance(live)
    if (i === steps) await sums.data()
    sums.dispose()
  }
}

const PRODUCTS = 12
const SIDE = 768

/** The rate of one product of two square matrices, the best of several; a GPU's includes one small readback. */
async function matrixProductRate(): Promise<number> {
  const x = randomUniform<Rank.R2>([SIDE, SIDE])
  const layer = { weight: randomUniform<Rank.R2>([SIDE, SIDE]), bias: zeros<Rank.R1>([SIDE]) }
  const isGpu = backend !== 'wasm'
  const each = isGpu ? 4 : 1
  let best = Infinity
  for (let i = 0; i < PRODUCTS; i += each) {
    const started = performance.now()
    const products = Array.from({ length: each }, () => denseForward(x, layer, 'linear'))
    if (isGpu) await sum(products.at(-1)!).data()
    best = Math.min(best, (performance.now() - started) / each)
    dispose(products)
  }
  dispose([x, layer.weight, layer.bias])
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
    await startDevice(backend as BackendName)
    const installed = backend === 'wasm' ? await installWasmKernels() : null
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
    return clock?.end() ?? []
  },
  async probe(draws) {
    const { samples, kl, baseline } = live
    await prober.probe({ draws, samples, kl, baseline })
  },
})
