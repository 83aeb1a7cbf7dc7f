/** The norms of the probe as a wasm kernel (assembly/norms.ts). */
import type { Tensor1D } from '@tensorflow/tfjs-core'
import { composed, ownedBy } from '../ops/table.ts'
import type { WasmFormulas } from '../ops/wasm/formulas.ts'
import { drawNorms, type DrawNorms } from './ghost-norm.ts'

export const varianceWasm: WasmFormulas = ({ tensors: { at, create }, call, kernels }) => {
  const most = kernels.mostK()
  return ownedBy('variance', {
    drawNorms: ((gram, deltas, centre): DrawNorms => {
      const [draws, images, width] = deltas.shape
      if (images > most) return composed(() => drawNorms(gram, deltas, centre))
      const squares = create<Tensor1D>([draws])
      const projections = create<Tensor1D>([draws])
      const addresses = [gram, deltas, centre, squares, projections].map(at)
      call('norms', ...addresses, draws, images, width)
      return { squares, projections }
    }) satisfies typeof drawNorms,
  })
}
