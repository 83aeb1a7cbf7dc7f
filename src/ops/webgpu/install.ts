/** Installs the kernels on the present webgpu backend of TF.js. If that fails, the composed operations stay. */
import {
  backend as presentBackend,
  dispose,
  getBackend,
  relu,
  tensor1d,
  tensor2d,
  type Tensor2D,
} from '@tensorflow/tfjs-core'
import { denseOps } from '../dense-products.ts'
import { offerKernels } from '../table.ts'
import type { Kernels } from '../types.ts'
import { ADAM_KERNELS, adamOps } from './adam.ts'
import { createProducts, denseProducts, usualProducts } from './dense.ts'
import { stepSums, type WebGpuFormulas } from './formulas.ts'
import { INPUT_KERNELS, inputOps } from './inputs.ts'
import { LIKELIHOOD_KERNELS, likelihoodOps } from './likelihood.ts'
import { readbackOf } from './readback.ts'
import { recorderOf, type Recorder } from './recorder.ts'
import { isUsable, type WebGpuBackend } from './tfjs.ts'
import type { Processor } from './choice.ts'

export interface InstallOptions {
  /** The kind of device; a CPU that stands in for a GPU needs other products. */
  readonly processor: Processor
  /** Of those who have kernels. */
  readonly owners: readonly WebGpuFormulas[]
}

export function kernelsOf(recorder: Recorder, { processor, owners }: InstallOptions): Kernels {
  const products = createProducts(recorder, processor)
  return {
    ...denseOps(denseProducts(recorder, products)),
    ...likelihoodOps(recorder, products),
    ...adamOps(recorder, products),
    ...inputOps(recorder),
    formulas: Object.assign({}, ...[stepSums, ...owners].map(({ of }) => of(recorder))),
    ...readbackOf(recorder),
  }
}

/** Checks products with known results, before and after an operation of TF.js: each must see earlier writes. */
async function isSound({ denseForward }: Kernels): Promise<boolean> {
  const layer = { weight: tensor2d([1, 2, 3, 4], [2, 2]), bias: tensor1d([-4, 5]) }
  const x = tensor2d([[1, 0.5]])
  const product = denseForward(x, layer, 'linear') // -1.5, 9
  const positive = relu<Tensor2D>(product)
  const again = denseForward(positive, layer, 'linear')
  const [first, second] = await again.data()
  dispose([layer.weight, layer.bias, x, product, positive, again])
  return first === 23 && second === 41
}

/** Removes the kernels together with the backend. */
function endWith(backend: WebGpuBackend): void {
  const end = backend.dispose.bind(backend)
  backend.dispose = () => {
    offerKernels('webgpu', null)
    end()
  }
}

const installed = new WeakMap<WebGpuBackend, Promise<boolean>>()

/** Resolves with false if this backend is unsuitable; rejects if the kernels do not compile. */
export function installWebGpuKernels(options: InstallOptions): Promise<boolean> {
  const backend = presentBackend() as WebGpuBackend
  if (getBackend() !== 'webgpu' || !isUsable(backend)) return Promise.resolve(false)
  if (!installed.has(backend)) installed.set(backend, install(backend, options))
  return installed.get(backend)!
}

async function install(backend: WebGpuBackend, options: InstallOptions): Promise<boolean> {
  const recorder = recorderOf(backend)
  const kernels = kernelsOf(recorder, options)
  await recorder.compile([
    ...usualProducts(options.processor),
    ...LIKELIHOOD_KERNELS,
    ...ADAM_KERNELS,
    ...INPUT_KERNELS,
    ...[stepSums, ...options.owners].flatMap(({ kernels: ofOwner }) => ofOwner),
  ])
  if (!(await isSound(kernels))) return false
  offerKernels('webgpu', kernels)
  endWith(backend)
  return true
}
