/**
 * Selects implementations, in this one place: kernels of the present backend if it has them, else the
 * operations composed of TF.js's own.
 */
import { getBackend } from '@tensorflow/tfjs-core'
import { COMPOSED } from './composed/index.ts'
import type { Formula, Formulas, Kernels } from './types.ts'

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

/** Computes without kernels, whatever is chosen. */
export function composed<T>(compute: () => T): T {
  const before = choice
  choice = 'composed'
  try {
    return compute()
  } finally {
    choice = before
  }
}

/** The formulas under their full names, as "gaussian.drawLatents". */
export const ownedBy = (owner: string, formulas: Formulas): Formulas =>
  Object.fromEntries(Object.entries(formulas).map(([name, formula]) => [`${owner}.${name}`, formula]))

/** A formula as one kernel if the present backend has it under that name, else as it is written. */
export function fused<F extends Formula>(name: string, written: F): F {
  const either = (...args: never[]) => (ops().formulas?.[name] ?? written)(...args)
  return either as F
}
