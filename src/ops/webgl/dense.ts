/**
 * A dense layer with what surrounds its products as programs: TF.js's products, the activation with the product, its slope in
 * one program instead of six, and the sums over the batch in one instead of five.
 */
import { fused, matMul, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core'
import { COMPOSED } from '../composed/index.ts'
import { productTransposedLeft, productTransposedRight } from '../composed/matmul.ts'
import { areFloats } from '../floats.ts'
import type { Activated, Activation, Ops } from '../types.ts'
import type { RunProgram } from './program.ts'

type DenseOps = Pick<Ops, 'denseForward' | 'denseParameterGradient' | 'denseInputGradient'>

/** A block of which each part is computed by itself. */
const ofEach = (part: (of: string) => string): string => `vec4(${['x', 'y', 'z', 'w'].map(part).join(', ')})`

/** A slope times d, from the activation's output o; by selection, so that 0 stays 0 beside what is not finite. */
const SLOPED: Readonly<Record<Exclude<Activation, 'linear'>, string>> = {
  relu: ofEach((of) => `o.${of} > 0.0 ? d.${of} : 0.0`),
  tanh: 'd * (1.0 - o * o)',
}

const sloped = (run: RunProgram, delta: Tensor2D, { output, activation }: Activated): Tensor2D =>
  activation === 'linear'
    ? delta.clone()
    : run({
        shape: delta.shape,
        inputs: { delta, behind: output },
        value: `vec4 d = getDelta(row, column); vec4 o = getBehind(row, column); return ${SLOPED[activation]};`,
      })

/** [n, m] -> [m] */
function columnSums(run: RunProgram, rows: Tensor2D): Tensor1D {
  const [count, width] = rows.shape
  const even = count - (count % 2)
  return run({
    shape: [width],
    inputs: { rows },
    value: `vec4 total = vec4(0.0);
      for (int row = 0; row < ${even}; row += 2) total += getRows(row, place);
      ${even < count ? `total.xy += getRows(${even}, place).xy;` : ''}
      return total.xy + total.zw;`,
  })
}

/** Of a sum s; what is not a number stays so, as in TF.js. */
const ACTIVATED: Readonly<Record<Activation, string>> = {
  relu: ofEach((of) => `s.${of} < 0.0 ? 0.0 : s.${of}`),
  tanh: 'sign(s) * (1.0 - exp(-2.0 * abs(s))) / (1.0 + exp(-2.0 * abs(s)))',
  linear: 's',
}

/** Bias and activation behind a product. */
function activated(run: RunProgram, product: Tensor2D, bias: Tensor1D, activation: Activation): Tensor2D {
  const value = `vec4 s = getProduct(row, column) + getBias(column).xyxy; return ${ACTIVATED[activation]};`
  return run({ shape: product.shape, inputs: { product, bias }, value })
}

/**
 * With bias and activation TF.js leaves in the row beyond an odd number of them what the bias alone gives, and its products over
 * the rows add that up: gradients with respect to weights would be wrong.
 */
const leavesRest = ({ shape: [rows] }: Tensor2D): boolean => rows % 2 === 1

export const denseOpsOf = (run: RunProgram): DenseOps => ({
  denseForward(x, layer, activation) {
    const { weight, bias } = layer
    if (!areFloats(x, weight, bias)) return COMPOSED.denseForward(x, layer, activation)
    if (activation !== 'tanh' && !leavesRest(x))
      return fused.matMul({ a: x, b: weight, bias, activation }) as Tensor2D
    const product = matMul<Tensor2D>(x, weight)
    const output = activated(run, product, bias, activation)
    product.dispose()
    return output
  },

  denseParameterGradient(x, delta) {
    if (!areFloats(x, delta)) return COMPOSED.denseParameterGradient(x, delta)
    return { weight: productTransposedLeft(x, delta), bias: columnSums(run, delta) }
  },

  denseInputGradient(delta, layer, behind) {
    const { weight } = layer
    if (!areFloats(delta, weight)) return COMPOSED.denseInputGradient(delta, layer, behind)
    const dx = productTransposedRight(delta, weight)
    if (!behind) return dx
    const bent = sloped(run, dx, behind)
    dx.dispose()
    return bent
  },
})
