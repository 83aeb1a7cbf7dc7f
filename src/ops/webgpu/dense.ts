/**
 * A dense layer's products with the matrix product kernels, one compiled for each form. The output of a linear
 * layer and the gradients with respect to parameters are deferred until needed: the likelihood and Adam fuse
 * them with their own work.
 */
import type { Tensor2D } from '@tensorflow/tfjs-core'
import type { DenseProducts, Sizes } from '../dense-products.ts'
import type { Activation, DenseLayer } from '../types.ts'
import { formFor, type Processor } from './choice.ts'
import type { Kernel } from './kernel.ts'
import { productGroups, productKernel, type ProductForm } from './product.ts'
import { ACTIVATIONS, type ProductEnd } from './product-ends.ts'
import type { Recipe } from './put-off.ts'
import type { Dispatch, Recorder } from './recorder.ts'

/** x W + b, not computed yet. */
export interface LinearRecipe extends Recipe {
  readonly of: 'linear'
  readonly x: Tensor2D
  readonly layer: DenseLayer
  readonly sizes: Sizes
}

/** x^T delta and the sums of delta, not computed yet: the gradients of one layer, as they were returned. */
export interface GradientRecipe extends Recipe {
  readonly of: 'parameter gradient'
  readonly gradient: DenseLayer
  readonly x: Tensor2D
  readonly delta: Tensor2D
  readonly sizes: Sizes
}

export interface Products {
  form(end: ProductEnd, sizes: Sizes): ProductForm
  /** Runs the product of that form. */
  multiply(form: ProductForm, sizes: Sizes, dispatch: Omit<Dispatch, 'groups' | 'operations'>): void
}

/** Sizes differ from run to run, and with the images of a batch; more of them than this are not in use at a time. */
const MOST_FORMS = 256

/** Forms that have been chosen: every step asks for the same, and to weigh all tiles takes longer than the rest of a dispatch. */
function createForms(processor: Processor): Products['form'] {
  const chosen = new Map<string, ProductForm>()
  return (end, sizes) => {
    const key = `${end} ${sizes.m} ${sizes.n} ${sizes.k}`
    const known = chosen.get(key)
    if (known) return known
    if (chosen.size === MOST_FORMS) chosen.clear()
    const form = formFor(processor, end, sizes)
    chosen.set(key, form)
    return form
  }
}

export const createProducts = ({ run }: Recorder, processor: Processor): Products => ({
  form: createForms(processor),
  multiply(form, sizes, dispatch) {
    const { m, n, k } = sizes
    const numbers = { m, n, k, ...dispatch.numbers }
    const groups = productGroups(form, m, n)
    run(productKernel(form), { ...dispatch, numbers, groups, operations: 2 * m * n * k })
  },
})

const numbersOf = (activation: Activation) => ({ activation: ACTIVATIONS[activation] })

/** [m, n, k] of the layers of the standard model, and the end of each product. */
const USUAL: readonly (readonly [ProductEnd, number, number, number])[] = [
  ['activated', 128, 400, 784],
  ['activated', 128, 40, 400],
  ['activated', 128, 400, 20],
  ['bernoulli', 128, 784, 400],
  ['sloped', 128, 400, 784],
  ['sloped', 128, 20, 400],
  ['sloped', 128, 400, 40],
  ['adam', 784, 400, 128],
  ['adam', 400, 784, 128],
  ['adam', 400, 40, 128],
  ['adam', 20, 400, 128],
]

export const usualProducts = (processor: Processor): Kernel[] =>
  USUAL.map(([end, m, n, k]) => productKernel(formFor(processor, end, { m, n, k })))

export function denseProducts({ create, putOff }: Recorder, { form, multiply }: Products): DenseProducts {
  const forward: DenseProducts['forward'] = (y, x, { weight, bias }, activation, sizes) =>
    multiply(form('activated', sizes), sizes, {
      writes: [y],
      reads: [x, weight, bias],
      numbers: numbersOf(activation),
    })

  const parameters: DenseProducts['parameters'] = ({ weight, bias }, x, delta, sizes) =>
    multiply(form('stored', sizes), sizes, {
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
      multiply(form('sloped', sizes), sizes, {
        writes: [dx],
        reads: [delta, weight, behind?.output ?? delta],
        numbers: numbersOf(behind?.activation ?? 'linear'),
      })
    },
  }
}
