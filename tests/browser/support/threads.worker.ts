/** Takes steps of the standard model with the kernels' helpers and without, and a product of which a chunk is stolen. */
import { startDevice } from '../../../src/engine/backend/devices.ts'
import { createBatches } from '../../../src/engine/batches.ts'
import { createTraining } from '../../../src/engine/training.ts'
import { WASM_FORMULAS } from '../../../src/families/kernels.ts'
import { installWasmKernels } from '../../../src/ops/wasm/install.ts'
import { compileFor, instantiate } from '../../../src/ops/wasm/module.ts'
import { DEFAULT_SETTINGS, liveSettings } from '../../../src/protocol/settings.ts'

export interface ThreadsReport {
  readonly wanted: number
  readonly helpers: number
  readonly withHelpers: number[]
  readonly without: number[]
  /** What the kernel returned first and when called again, and the product. */
  readonly robbed: { readonly first: number; readonly again: number; readonly product: number[] }
}

const IMAGES = Uint8Array.from({ length: 256 * 784 }, (_, i) => (i % 7 < 5 ? 0 : (i * 31) & 255))

function sumsOf(steps: number): number[] {
  const batches = createBatches({ images: IMAGES, labels: null, count: 256 }, DEFAULT_SETTINGS)
  const training = createTraining(DEFAULT_SETTINGS, batches)
  const made = Array.from({ length: steps }, () => {
    const { sums } = training.advance(liveSettings(DEFAULT_SETTINGS))
    const values = [...sums.dataSync()]
    sums.dispose()
    return values
  })
  training.dispose()
  return made.flat()
}

/** [1 2; 3 4] [5 6; 7 8], while a thief is about. */
async function rob(): Promise<ThreadsReport['robbed']> {
  const memory = new WebAssembly.Memory({ initial: 64, maximum: 64, shared: true })
  const kernels = instantiate(await compileFor(memory), memory)
  const [control, own, a, b, c] = [1024, 4096, 3 << 20, (3 << 20) + 64, (3 << 20) + 128]
  kernels.place(control, own, 2 << 20)
  new Float32Array(memory.buffer, a, 4).set([1, 2, 3, 4])
  new Float32Array(memory.buffer, b, 4).set([5, 6, 7, 8])
  kernels.setHelpers(1)
  const multiply = () => kernels.product(a, b, c, 0, 0, 0, 2, 2, 2, 2, 2, 0)

  const thief = new Worker(new URL('./thief.worker.ts', import.meta.url), { type: 'module' })
  await new Promise((resolve) => {
    thief.onmessage = resolve
    thief.postMessage({ memory, control })
  })
  // A busy machine may keep the thief waiting for as long as it likes: the clock decides, not a number of products.
  const until = performance.now() + PATIENCE_MS
  let first = 1
  while (first === 1 && performance.now() < until) first = multiply()
  thief.terminate()
  kernels.setHelpers(0)
  const again = multiply()
  return { first, again, product: [...new Float32Array(memory.buffer, c, 4)] }
}

/** Longer than any machine needs; the test's own limit is three times as long. */
const PATIENCE_MS = 60_000

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

await startDevice('wasm')
const installed = (await installWasmKernels(WASM_FORMULAS))!
const wanted = installed.threads - 1
const until = performance.now() + PATIENCE_MS
while (installed.helpersReady() < wanted && performance.now() < until) await pause(50)
const helpers = installed.helpersReady()
const withHelpers = sumsOf(30)
installed.stopHelpers()
const without = sumsOf(30)
self.postMessage({ wanted, helpers, withHelpers, without, robbed: await rob() } satisfies ThreadsReport)
