/** A categorical code with a function that is known on the simplex too: random quadratics. Float64. */
import { uniform } from '../../math/random.ts'
import { dot, sum } from './numbers.ts'

export const softmax = (logits: readonly number[]): number[] => {
  const weights = logits.map((value) => Math.exp(value - Math.max(...logits)))
  return weights.map((value) => value / sum(weights))
}

/** (diag p - p p^T) g. */
export const jacobianTimes = (p: readonly number[], g: readonly number[]): number[] => {
  const centre = dot(p, g)
  return p.map((value, k) => value * (g[k]! - centre))
}

export const oneHot = (classes: number, at: number): number[] =>
  Array.from({ length: classes }, (_, k) => (k === at ? 1 : 0))

export interface Category {
  readonly gamma: readonly number[]
  readonly pi: readonly number[]
  /** c z + z A z / 2, and its gradient c + A z. */
  readonly f: (z: readonly number[]) => number
  readonly slope: (z: readonly number[]) => number[]
  /** f of each class. */
  readonly values: readonly number[]
}

const CLASSES = 3

export const CATEGORIES: readonly Category[] = [1, 2, 3].map((step) => {
  const draw = (count: number, stream: number): number[] =>
    Array.from(uniform(count, -1.5, 1.5, { seed: 32, stream, step }))
  const [gamma, c, flat] = [draw(CLASSES, 950), draw(CLASSES, 951), draw(CLASSES * CLASSES, 952)]
  const A = c.map((_, i) => c.map((__, j) => (flat[CLASSES * i + j]! + flat[CLASSES * j + i]!) / 2))
  const slope = (z: readonly number[]): number[] => c.map((value, i) => value + dot(A[i]!, z))
  const f = (z: readonly number[]): number =>
    dot(c, z) +
    dot(
      z,
      A.map((row) => dot(row, z)),
    ) /
      2
  const values = c.map((_, k) => f(oneHot(CLASSES, k)))
  return { gamma, pi: softmax(gamma), f, slope, values }
})

/** E h over the classes; h returns a vector. */
export const categoryMean = (
  { pi }: Pick<Category, 'pi'>,
  h: (z: number[], k: number) => readonly number[],
): number[] => {
  const all = pi.map((_, k) => h(oneHot(pi.length, k), k))
  return all[0]!.map((_, i) => sum(all.map((vector, k) => pi[k]! * vector[i]!)))
}

/** pi o (f - E f): the exact gradient with respect to the logits. */
export const exactGradient = ({ pi, values }: Category): number[] => jacobianTimes(pi, values)
