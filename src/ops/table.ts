/**
 * The one place where it is decided what computes: kernels of the present backend if it has some, else the operations
 * composed of TF.js's own.
 */
import { getBackend } from '@tensorflow/tfjs-core'
import { COMPOSED } from './composed/index.ts'
import type { Formulas, Kernels } from './types.ts'

const kernels = new Map<string, Kernels>()
let choice: KernelChoice = 'own'

/** `own`: kernels where there are some; `composed`: none, for comparison. */
export type KernelChoice = 'own' | 'composed'

export const chooseKernels = (wanted: KernelChoice): void => void (choice = wanted)

/** Kernels for the backend of that name, from now on; null removes them. */
export function offerKernels(backend: string, own: Kernels | null): void {
  if (own) kernels.set(backend, own)
  else kernels.delete(backend)
}

/** What computes now. */
export const ops = (): Kernels => (choice === 'own' && kernels.get(getBackend())) || COMPOSED

/** A formula by one kernel where the present backend has it, else as it is written out. */
export function fused<N extends keyof Formulas>(name: N, written: Formulas[N]): Formulas[N] {
  const either = (...args: unknown[]) =>
    ((ops()[name] ?? written) as (...given: unknown[]) => unknown)(...args)
  return either as Formulas[N]
}
