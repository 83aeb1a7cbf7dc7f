/**
 * Selects implementations, in this one place: kernels of the present backend if it has them, else the
 * operations composed of TF.js's own.
 */
import { getBackend } from '@tensorflow/tfjs-core'
import { COMPOSED } from './composed/index.ts'
import type { Formulas, Kernels } from './types.ts'

const kernels = new Map<string, Kernels>()
let choice: KernelChoice = 'own'

/** `own`: kernels if available; `composed`: none, for comparison. */
export type KernelChoice = 'own' | 'composed'

export const chooseKernels = (wanted: KernelChoice): void => void (choice = wanted)

/** Registers kernels for the backend of that name; null removes them. */
export function offerKernels(backend: string, own: Kernels | null): void {
  if (own) kernels.set(backend, own)
  else kernels.delete(backend)
}

/** The implementations now in use. */
export const ops = (): Kernels => (choice === 'own' && kernels.get(getBackend())) || COMPOSED

/** A formula as one kernel if the present backend has it, else composed of operations. */
export function fused<N extends keyof Formulas>(name: N, written: Formulas[N]): Formulas[N] {
  const either = (...args: unknown[]) =>
    ((ops()[name] ?? written) as (...given: unknown[]) => unknown)(...args)
  return either as Formulas[N]
}
