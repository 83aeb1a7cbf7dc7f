/** The values of several tensors in one buffer, one after the other, with nothing else in it. */
import type { Tensor } from '@tensorflow/tfjs-core'

type Sized = Pick<Tensor, 'size'>

/** Of each tensor its part of the buffer. */
export function viewsOf(all: Float32Array, tensors: readonly Sized[]): Float32Array[] {
  let end = 0
  return tensors.map(({ size }) => all.subarray(end, (end += size)))
}

/** A new buffer, and in it copies of what `valuesOf` gives for each place. */
export function packed(tensors: readonly Sized[], valuesOf: (place: number) => Float32Array): Float32Array[] {
  const views = viewsOf(new Float32Array(tensors.reduce((sum, { size }) => sum + size, 0)), tensors)
  views.forEach((own, place) => own.set(valuesOf(place)))
  return views
}
