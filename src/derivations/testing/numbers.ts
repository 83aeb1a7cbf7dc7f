/** Plain numerical tools for checking derivations: means under Gaussians, slopes, sums. Float64 throughout. */

interface Rule {
  readonly nodes: readonly number[]
  readonly weights: readonly number[]
}

/** The trapezoidal rule for N(0, 1): its error falls geometrically with 1/step where h is analytic, as it is here. */
function trapezoid(step: number, reach: number): Rule {
  const side = Math.round(reach / step)
  const nodes = Array.from({ length: 2 * side + 1 }, (_, i) => (i - side) * step)
  const weights = nodes.map((eps) => (step * Math.exp(-eps * eps * 0.5)) / Math.sqrt(2 * Math.PI))
  return { nodes, weights }
}

/** By the number of dimensions; beyond 8 sigma lies 1e-15. Three are for polynomials, which need few nodes. */
const RULES: readonly (Rule | undefined)[] = [
  undefined,
  trapezoid(1 / 8, 9),
  trapezoid(1 / 4, 8),
  trapezoid(1 / 2, 8.5),
]

/** E h(eps), eps ~ N(0, I) in `dimensions` dimensions; h may return a vector. */
export function noiseMean(dimensions: number, h: (eps: number[]) => readonly number[]): number[] {
  const total: number[] = []
  const eps = new Array<number>(dimensions).fill(0)
  const { nodes, weights } = RULES[dimensions]!
  const visit = (axis: number, weight: number): void => {
    if (axis === dimensions)
      return h(eps).forEach((value, i) => (total[i] = (total[i] ?? 0) + weight * value))
    nodes.forEach((node, i) => {
      eps[axis] = node
      visit(axis + 1, weight * weights[i]!)
    })
  }
  visit(0, 1)
  return total
}

/** E h(eps) in one dimension, for a number. */
export const mean1 = (h: (eps: number) => number): number => noiseMean(1, ([eps]) => [h(eps!)])[0]!

/** Var h(eps) in one dimension. */
export function variance1(h: (eps: number) => number): number {
  const centre = mean1(h)
  return mean1((eps) => (h(eps) - centre) ** 2)
}

const STENCIL = [4 / 5, -1 / 5, 4 / 105, -1 / 280]

/** f'(at) by central differences of order eight. */
export function slope(f: (x: number) => number, at: number, h = 0.02): number {
  return STENCIL.reduce((sum, c, i) => sum + c * (f(at + (i + 1) * h) - f(at - (i + 1) * h)), 0) / h
}

/** The gradient of a scalar. */
export const gradient = (f: (x: number[]) => number, at: readonly number[], h?: number): number[] =>
  at.map((value, i) => slope((x) => f(at.with(i, x)), value, h))

/** The second derivative by coordinates i and k. */
export const second = (f: (x: number[]) => number, at: readonly number[], i: number, k: number): number =>
  slope((x) => {
    const moved = at.with(i, x)
    return slope((y) => f(moved.with(k, y)), moved[k]!)
  }, at[i]!)

export const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)
export const mean = (values: readonly number[]): number => sum(values) / values.length
export const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((total, value, i) => total + value * b[i]!, 0)
export const plus = (a: readonly number[], b: readonly number[]): number[] =>
  a.map((value, i) => value + b[i]!)
export const times = (a: readonly number[], factor: number): number[] => a.map((value) => factor * value)
export const minus = (a: readonly number[], b: readonly number[]): number[] => plus(a, times(b, -1))

/** log N(x; m, s^2). */
export const logNormal = (x: number, m: number, s: number): number =>
  -0.5 * Math.log(2 * Math.PI) - Math.log(s) - (x - m) ** 2 / (2 * s * s)
