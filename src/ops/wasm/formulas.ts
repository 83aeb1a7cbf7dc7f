/** Formulas of a step as kernels: what their owners build them from, and the sums of a step. */
import type { Scalar, Tensor1D } from '@tensorflow/tfjs-core'
import type { Formulas, StepSums, StepValues } from '../types.ts'
import type { Call, KernelExports } from './module.ts'
import type { Tensors } from './tensors.ts'

export interface Tools {
  readonly tensors: Tensors
  /** Calls a kernel that several threads share. */
  readonly call: Call
  readonly kernels: KernelExports
}

/** The formulas of one owner, built for a backend. */
export type WasmFormulas = (tools: Tools) => Formulas

export const stepSums: WasmFormulas = ({ tensors: { at, create }, kernels }) => ({
  sumStep({ logLikelihood, signal, kl, gradGamma, movingAverage, kept }: StepValues): StepSums {
    const sums = create<Tensor1D>([3])
    const next = create<Scalar>([])
    const addresses = [logLikelihood, signal, kl, gradGamma, movingAverage, sums, next].map(at)
    kernels.sumStep(...addresses, logLikelihood.size, kl.size, gradGamma.size, kept)
    return { sums, movingAverage: next }
  },
})
