/** A dense layer's products by the matrix product kernels, each compiled for its form. */
import type { DenseProducts, Sizes } from '../dense-products.ts'
import type { Activation } from '../types.ts'
import type { Kernel } from './kernel.ts'
import { productGroups, productKernel, type ProductForm, type ProductKind } from './product.ts'
import type { Dispatch, Recorder } from './recorder.ts'

const isWhole = (length: number): boolean => length % 4 === 0

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

export function denseProducts({ create, run }: Recorder, staged: boolean): DenseProducts {
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
    create,
    has: () => true,

    forward(y, x, { weight, bias }, activation, sizes) {
      multiply('forward', activation, sizes, { writes: [y], reads: [x, weight, bias] })
    },

    parameters({ weight, bias }, x, delta, sizes) {
      multiply('parameters', 'linear', sizes, { writes: [weight, bias], reads: [x, delta] })
    },

    input(dx, delta, weight, behind, sizes) {
      const reads = [delta, weight, ...(behind ? [behind.output] : [])]
      multiply('input', behind?.activation ?? 'linear', sizes, { writes: [dx], reads })
    },
  }
}
