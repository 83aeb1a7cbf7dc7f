/**
 * Matrix products with a transposed factor, for the backward pass of a dense layer. TF.js's wasm backend leaves
 * its fast path for a scalar loop when a transpose flag is set, so there the transpose is made explicitly.
 */
import { getBackend, matMul, tidy, transpose, type Tensor2D } from '@tensorflow/tfjs-core'

const flagsAreSlow = (): boolean => getBackend() === 'wasm'

/** a^T b: a [k, m], b [k, n] -> [m, n]. */
export const productTransposedLeft = (a: Tensor2D, b: Tensor2D): Tensor2D =>
  flagsAreSlow() ? tidy(() => matMul(transpose(a), b)) : matMul(a, b, true, false)

/** a b^T: a [m, k], b [n, k] -> [m, n]. */
export const productTransposedRight = (a: Tensor2D, b: Tensor2D): Tensor2D =>
  flagsAreSlow() ? tidy(() => matMul(a, transpose(b))) : matMul(a, b, false, true)
