/**
 * The lab's own training step on the wasm backend, as the engine takes it. The worker's name may say what to leave
 * away: `one-thread` the helpers, `composed` all kernels.
 */
import { dispose, randomUniform, zeros, type Rank } from '@tensorflow/tfjs-core'
import { startDevice } from '../../src/engine/backend/devices.ts'
import { createTraining, type Training } from '../../src/engine/training.ts'
import { denseForward } from '../../src/ops/dense.ts'
import { liveSettings } from '../../src/protocol/settings.ts'
import { createProblem, STANDARD } from '../problem.ts'
import { chooseKernels } from '../../src/ops/table.ts'
import { installWasmKernels } from '../../src/ops/wasm/install.ts'
import { servePeer } from './browser-peer.ts'

const live = liveSettings(STANDARD)
let training: Training

async function run(steps: number): Promise<void> {
  for (let i = 1; i <= steps; i++) {
    const { sums } = training.advance(live)
    if (i === steps) await sums.data()
    sums.dispose()
  }
}

/** The rate of one product of two square matrices, the best of several. */
async function matrixProductRate(side = 768): Promise<number> {
  const x = randomUniform<Rank.R2>([side, side])
  const layer = { weight: randomUniform<Rank.R2>([side, side]), bias: zeros<Rank.R1>([side]) }
  let best = Infinity
  for (let i = 0; i < 12; i++) {
    const started = performance.now()
    const y = denseForward(x, layer, 'linear')
    best = Math.min(best, performance.now() - started)
    y.dispose()
  }
  await x.data()
  dispose([x, layer.weight, layer.bias])
  return (2 * side ** 3) / best / 1e6
}

servePeer({
  async prepare(images) {
    await startDevice('wasm')
    const installed = await installWasmKernels()
    if (self.name === 'one-thread') installed?.stopHelpers()
    if (self.name === 'composed') chooseKernels('composed')
    training = createTraining(STANDARD, createProblem(STANDARD, images).batches)
    return `wasm, threads: ${self.name ? 1 : installed?.threads}`
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
  matrixProductRate: () => matrixProductRate(),
})
