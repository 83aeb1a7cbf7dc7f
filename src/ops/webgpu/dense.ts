/**
 * A dense layer's products by the matrix product kernels, each compiled for its form. What comes of a linear layer, and a
 * gradient with respect to parameters, are put off until they are wanted: the likelihood and Adam take them together with
 * their own work.
 */
import type { Tensor2D } from '@tensorflow/tfjs-core'
import type { DenseProducts, Sizes } from '../dense-products.ts'
import type { DenseLayer } from '../types.ts'
import type { Kernel } from './kernel.ts'
import { productGroups, productKernel, type ProductForm } from './product.ts'
import type { ProductEnd, ProductKind } from './product-ends.ts'
import type { Recipe } from './put-off.ts'
import type { Dispatch, Recorder } from './recorder.ts'
import { tileFor, type Processor } from './tiles.ts'

/** x W + b, wanted by nobody yet. */
export interface LinearRecipe extends Recipe {
  readonly of: 'linear'
  readonly x: Tensor2D
  readonly layer: DenseLayer
  readonly sizes: Sizes
}

/** x^T delta and the sums of delta, wanted by nobody yet: those of one layer, as they were returned. */
export interface GradientRecipe extends Recipe {
  readonly of: 'parameter gradient'
  readonly gradient: DenseLayer
  readonly x: Tensor2D
  readonly delta: Tensor2D
  readonly sizes: Sizes
}

const isWhole = (length: number): boolean => length % 4 === 0

export const formOf = (
  kind: ProductKind,
  end: ProductEnd,
  sizes: Sizes,
  tile = tileFor('gpu', sizes),
): ProductForm => ({
  kind,
  end,
  wholeA: isWhole(kind === 'parameters' ? sizes.m : sizes.k),
  wholeB: isWhole(kind === 'input' ? sizes.k : sizes.n),
  wholeC: isWhole(sizes.n),
  tile,
})

export interface Products {
  form(kind: ProductKind, end: ProductEnd, sizes: Sizes): ProductForm
  /** Runs the product of that form. */
  multiply(form: ProductForm, sizes: Sizes, dispatch: Omit<Dispatch, 'groups' | 'operations'>): void
}

export const createProducts = ({ run }: Recorder, processor: Processor): Products => ({
  form: (kind, end, sizes) => formOf(kind, end, sizes, tileFor(processor, sizes)),
  multiply(form, sizes, dispatch) {
    const { m, n, k } = sizes
    const numbers = { m, n, k, ...dispatch.numbers }
    const groups = productGroups(form, m, n)
    run(productKernel(form), { ...dispatch, numbers, groups, operations: 2 * m * n * k })
  },
})

/** [m, n] over k of the layers of the standard model, and what is asked of each. */
const USUAL: readonly (readonly [ProductKind, ProductEnd, number, number, number])[] = [
  ['forward', 'relu', 128, 400, 784],
  ['forward', 'linear', 128, 40, 400],
  ['forward', 'relu', 128, 400, 20],
  ['forward', 'bernoulli', 128, 784, 400],
  ['input', 'relu', 128, 400, 784],
  ['input', 'linear', 128, 20, 400],
  ['input', 'relu', 128, 400, 40],
  ['parameters', 'adam', 784, 400, 128],
  ['parameters', 'adam', 400, 784, 128],
  ['parameters', 'adam', 400, 40, 128],
  ['parameters', 'adam', 20, 400, 128],
]

export const usualProducts = (processor: Processor): Kernel[] =>
  USUAL.map(([kind, end, m, n, k]) => {
    const sizes = { m, n, k }
    return productKernel(formOf(kind, end, sizes, tileFor(processor, sizes)))
  })

export function denseProducts({ create, putOff }: Recorder, { form, multiply }: Products): DenseProducts {
  const forward: DenseProducts['forward'] = (y, x, { weight, bias }, activation, sizes) =>
    multiply(form('forward', activation, sizes), sizes, {
      writes: [y],
      reads: [x, weight, bias],
      numbers: {},
    })

  const parameters: DenseProducts['parameters'] = ({ weight, bias }, x, delta, sizes) =>
    multiply(form('parameters', 'linear', sizes), sizes, {
      writes: [weight, bias],
      reads: [x, delta],
      numbers: {},
    })

  return {
    create,
    has: () => true,

    forward(y, x, layer, activation, sizes) {
      if (activation !== 'linear') return forward(y, x, layer, activation, sizes)
      const recipe: LinearRecipe = { of: 'linear', x, layer, sizes }
      const run = () => forward(y, x, layer, 'linear', sizes)
      putOff.add({ recipe, writes: [y], reads: [x, layer.weight, layer.bias], run })
    },

    parameters(gradient, x, delta, sizes) {
      const recipe: GradientRecipe = { of: 'parameter gradient', gradient, x, delta, sizes }
      const run = () => parameters(gradient, x, delta, sizes)
      putOff.add({ recipe, writes: [gradient.weight, gradient.bias], reads: [x, delta], run })
    },

    input(dx, delta, weight, behind, sizes) {
      const reads = [delta, weight, ...(behind ? [behind.output] : [])]
      multiply(form('input', behind?.activation ?? 'linear', sizes), sizes, {
        writes: [dx],
        reads,
        numbers: {},
      })
    },
  }
}
