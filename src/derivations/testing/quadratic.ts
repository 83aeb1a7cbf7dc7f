/** Random quadratics f(z) = a z^2 + b z + c under z ~ N(mu, sigma^2), for the pages on variance. */
import { uniform } from '../../math/random.ts'

export interface Quadratic {
  readonly a: number
  readonly b: number
  readonly c: number
  readonly mu: number
  readonly sigma: number
  /** f = A + B eps + C eps^2. */
  readonly A: number
  readonly B: number
  readonly C: number
  /** At z = mu + sigma eps. */
  f(eps: number): number
  slope(eps: number): number
  /** A number to add to f, or to subtract from it. */
  readonly shift: number
}

export function quadratic(a: number, b: number, c: number, mu: number, sigma: number, shift = 1): Quadratic {
  const of = (z: number): number => a * z * z + b * z + c
  return {
    ...{ a, b, c, mu, sigma, shift },
    ...{ A: of(mu), B: sigma * (2 * a * mu + b), C: a * sigma * sigma },
    f: (eps) => of(mu + sigma * eps),
    slope: (eps) => 2 * a * (mu + sigma * eps) + b,
  }
}

export const QUADRATICS: readonly Quadratic[] = [1, 2, 3, 4].map((step) => {
  const [a, b, c, mu, shift] = uniform(5, -2, 2, { seed: 7, stream: 930, step }) as unknown as number[]
  const [sigma] = uniform(1, 0.4, 1.6, { seed: 7, stream: 931, step })
  return quadratic(a!, b!, c!, mu!, sigma!, 3 * shift!)
})

/** The numbers that stand in a formula, in their order. */
export const numbersIn = (formula: string): number[] =>
  [...formula.replaceAll(/\\(?:term|live)\{[\w-]+\}/g, '').matchAll(/(?<![\w.])\d+(?:\.\d+)?(?![\w.])/g)].map(
    ([digits]) => Number(digits),
  )
