/**
 * The one place where it is decided what computes: kernels of the present backend if it has some, else the operations
 * composed of TF.js's own.
 */
import { getBackend } from '@tensorflow/tfjs-core'
import { COMPOSED } from './composed/index.ts'
import type { Ops } from './types.ts'

const kernels = new Map<string, Ops>()
let choice: KernelChoice = 'own'

/** `own`: kernels where there are some; `composed`: none, for comparison. */
export type KernelChoice = 'own' | 'composed'

export const chooseKernels = (wanted: KernelChoice): void => void (choice = wanted)

/** Kernels for the backend of that name, from now on; null removes them. */
export function offerKernels(backend: string, ops: Ops | null): void {
  if (ops) kernels.set(backend, ops)
  else kernels.delete(backend)
}

/** What computes now. */
export const ops = (): Ops => (choice === 'own' && kernels.get(getBackend())) || COMPOSED
