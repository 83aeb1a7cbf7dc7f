/**
 * Disposes lists of tensors, one by one. TF.js's own `dispose` looks for tensors in whatever it is given, in arrays of every kind that
 * V8 knows, which V8 optimizes and takes back over and over when that is done in each step.
 */
import type { Tensor } from '@tensorflow/tfjs-core'

export function release(tensors: Iterable<Tensor>): void {
  for (const tensor of tensors) tensor.dispose()
}
