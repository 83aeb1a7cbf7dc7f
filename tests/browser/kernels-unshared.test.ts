/** The kernels where memory cannot be shared: a page that is not cross-origin isolated. */
import { backend, env, tensor2d, tensor1d, tidy } from '@tensorflow/tfjs-core'
import { expect, test } from 'vitest'
import { startDevice } from '../../src/engine/backend/devices.ts'
import { COMPOSED } from '../../src/ops/composed/index.ts'
import { ops } from '../../src/ops/table.ts'
import { WASM_FORMULAS } from '../../src/families/kernels.ts'
import { installWasmKernels } from '../../src/ops/wasm/install.ts'
import { isShared, memoryOf } from '../../src/ops/wasm/module.ts'
import type { WasmBackend } from '../../src/ops/wasm/tensors.ts'

test('the kernels work on the memory of the build without threads, alone', async () => {
  await import('@tensorflow/tfjs-backend-wasm') // registers the flag
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false)
  await startDevice('wasm')
  expect(isShared(memoryOf((backend() as WasmBackend).wasm)!)).toBe(false)
  expect(await installWasmKernels(WASM_FORMULAS)).toMatchObject({ threads: 1 })
  expect(ops()).not.toBe(COMPOSED)
  tidy(() => {
    const layer = { weight: tensor2d([1, 2, 3, 4], [2, 2]), bias: tensor1d([0.5, -100]) }
    const y = ops().denseForward(tensor2d([5, 6, 7, 8], [2, 2]), layer, 'relu')
    expect([...y.dataSync()]).toEqual([23.5, 0, 31.5, 0])
  })
})
