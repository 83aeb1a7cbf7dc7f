/** A dense layer by the matrix product kernels; tensors of other types are left to TF.js. */
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'
import { COMPOSED } from '../composed/index.ts'
import type { Activation, Ops } from '../types.ts'
import type { Kernel } from './kernel.ts'
import { productGroups, productKernel, type ProductForm, type ProductKind } from './product.ts'
import { areFloats, type Dispatch, type Recorder } from './recorder.ts'

type DenseOps = Pick<Ops, 'denseForward' | 'denseParameterGradient' | 'denseInputGradient'>

const isWhole = (length: number): boolean => length % 4 === 0

interface Sizes {
  readonly m: number
  readonly n: number
  readonly k: number
}

/** `aLength`, `bLength`: of the factors' lines. */
function formOf(kind: ProductKind, activation: Activation, { m, n, k }: Sizes, staged: boolean): ProductForm {
  const wholeA = isWhole(kind === 'parameters' ? m : k)
  const wholeB = isWhole(kind === 'input' ? k : n)
  return { kind, activation, wholeA, wholeB, staged }
}

/** Those of a model whose widths are multiples of four. */
export const usualProducts = (staged: boolean): Kernel[] =>
  (
    [
      ['forward', 'relu'],
      ['forward', 'linear'],
      ['parameters', 'linear'],
      ['input', 'relu'],
      ['input', 'linear'],
    ] as const
  ).map(([kind, activation]) => productKernel(formOf(kind, activation, { m: 4, n: 4, k: 4 }, staged)))

export function denseOps({ create, run }: Recorder, staged: boolean): DenseOps {
  function multiply(
    kind: ProductKind,
    activation: Activation,
    sizes: Sizes,
    tensors: Pick<Dispatch, 'writes' | 'reads'>,
  ): void {
    const form = formOf(kind, activation, sizes, staged)
    const groups = productGroups(form, sizes.m, sizes.n)
    run(productKernel(form), { ...tensors, numbers: { ...sizes }, groups })
  }

  return {
    denseForward(x, layer, activation) {
      const { weight, bias } = layer
      if (!areFloats(x, weight, bias)) return COMPOSED.denseForward(x, layer, activation)
      const [m, k] = x.shape
      const n = weight.shape[1]
      const y = create<Tensor2D>([m, n])
      multiply('forward', activation, { m, n, k }, { writes: [y], reads: [x, weight, bias] })
      return y
    },

    denseParameterGradient(x, delta) {
      if (!areFloats(x, delta)) return COMPOSED.denseParameterGradient(x, delta)
      const [k, m] = x.shape
      const n = delta.shape[1]
      const weight = create<Tensor2D>([m, n])
      const bias = create<Tensor1D>([n])
      multiply('parameters', 'linear', { m, n, k }, { writes: [weight, bias], reads: [x, delta] })
      return { weight, bias }
    },

    denseInputGradient(delta, layer, behind) {
      const { weight } = layer
      if (!areFloats(delta, weight)) return COMPOSED.denseInputGradient(delta, layer, behind)
      const [m, k] = delta.shape
      const n = weight.shape[0]
      const dx = create<Tensor2D>([m, n])
      const activation = behind?.activation ?? 'linear'
      const extra = behind && activation !== 'linear' ? [behind.output] : []
      multiply('input', activation, { m, n, k }, { writes: [dx], reads: [delta, weight, ...extra] })
      return dx
    },
  }
}
