/** One bit and a function that is known between 0 and 1 too; integrals for it. Float64, independent of the estimators. */
import { uniform } from '../../math/random.ts'
import { sum } from './numbers.ts'

export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))
export const logit = (p: number): number => Math.log(p / (1 - p))
/** The density of logistic noise. */
export const logistic = (x: number): number => sigmoid(x) * sigmoid(-x)

export interface Bit {
  /** The probability of 1, its logit, and pi (1 - pi). */
  readonly pi: number
  readonly gamma: number
  readonly v: number
  readonly f: (z: number) => number
  readonly slope: (z: number) => number
  /** f(1) - f(0). */
  readonly delta: number
}

export function bitOf(pi: number, f: (z: number) => number, slope: (z: number) => number): Bit {
  return { pi, gamma: logit(pi), v: pi * (1 - pi), f, slope, delta: f(1) - f(0) }
}

/** c0 + c1 z + c2 z^2 + c3 z^3. */
export const cubicBit = (pi: number, [c0, c1, c2, c3]: readonly [number, number, number, number]): Bit =>
  bitOf(
    pi,
    (z) => c0 + z * (c1 + z * (c2 + z * c3)),
    (z) => c1 + z * (2 * c2 + z * 3 * c3),
  )

/** The bits of the tables: (z - 0.45)^2, e^z, z^3, 2z + 5. */
export const KNOWN_BITS: readonly Bit[] = [
  cubicBit(0.2, [0.45 ** 2, -0.9, 1, 0]),
  bitOf(0.7, Math.exp, Math.exp),
  cubicBit(0.3, [0, 0, 0, 1]),
  cubicBit(0.1, [5, 2, 0, 0]),
]

export const BITS: readonly Bit[] = [1, 2, 3, 4].map((step) => {
  const [c0, c1, c2, c3] = uniform(4, -2, 2, { seed: 31, stream: 940, step }) as unknown as number[]
  const [pi] = uniform(1, 0.15, 0.85, { seed: 31, stream: 941, step }) as unknown as [number]
  return cubicBit(pi, [c0!, c1!, c2!, c3!])
})

/** t (1 - t) (1 + t), which vanishes at both codes: added to f it changes nothing but what lies between them. */
export const BETWEEN = {
  of: (t: number): number => t * (1 - t) * (1 + t),
  slope: (t: number): number => 1 - 3 * t * t,
}

/** E h(z) over the bit. */
export const bitMean = ({ pi }: Pick<Bit, 'pi'>, h: (z: number) => number): number =>
  pi * h(1) + (1 - pi) * h(0)
export function bitVariance(bit: Pick<Bit, 'pi'>, h: (z: number) => number): number {
  const centre = bitMean(bit, h)
  return bitMean(bit, (z) => (h(z) - centre) ** 2)
}

/** The integral over the line by the trapezoidal rule, for what is analytic and falls like e^-|x|. */
export function overLine(h: (x: number) => number, step = 1 / 32, reach = 42): number {
  const side = Math.round(reach / step)
  return step * sum(Array.from({ length: 2 * side + 1 }, (_, i) => h((i - side) * step)))
}

/** The integral from 0 to infinity: x = exp(t - e^-t). */
export const overHalfLine = (h: (x: number) => number): number =>
  overLine(
    (t) => {
      const x = Math.exp(t - Math.exp(-t))
      return h(x) * x * (1 + Math.exp(-t))
    },
    1 / 48,
    6,
  )

/** E h(x), x logistic. */
export const logisticMean = (h: (x: number) => number): number => overLine((x) => h(x) * logistic(x))

/** The integral over (0, 1), also where the ends are singular: t = sigmoid(x); x is the logit of t. */
export const overUnit = (h: (t: number, x: number) => number): number => logisticMean((x) => h(sigmoid(x), x))

/** The numbers of a row, rounded as a table has them. */
export const rounded = (values: readonly number[], digits = 6): number[] =>
  values.map((value) => Number(value.toFixed(digits)))
