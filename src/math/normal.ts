/** The standard normal distribution: density, distribution function and quantiles, to nearly full double precision. */

/** log of the density. */
export const normalLogDensity = (x: number): number => -0.5 * (x * x + Math.log(2 * Math.PI))

/** Beyond this the tail's continued fraction is the quicker, and keeps its relative precision. */
const TAIL = 3
const TERMS_OF_THE_TAIL = 60

/** P(X > x) for x >= 3, by Laplace's continued fraction. */
function upperTail(x: number): number {
  let fraction = x
  for (let k = TERMS_OF_THE_TAIL; k > 0; k--) fraction = x + k / fraction
  return Math.exp(normalLogDensity(x)) / fraction
}

/**
 * P(X <= x), by the Taylor series about 0.
 *
 * Reference: Marsaglia, "Evaluating the normal distribution", Journal of Statistical Software 11(4), 2004.
 */
export function normalCdf(x: number): number {
  if (x > TAIL) return 1 - upperTail(x)
  if (x < -TAIL) return upperTail(-x)
  let term = x
  let sum = x
  for (let k = 3, before = NaN; sum !== before; k += 2) {
    before = sum
    term *= (x * x) / k
    sum += term
  }
  return 0.5 + sum * Math.exp(normalLogDensity(x))
}

/** A ratio of polynomials, coefficients from the constant up. */
type Ratio = readonly [readonly number[], readonly number[]]

const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0)

const evaluate = ([above, below]: Ratio, x: number): number => polynomial(above, x) / polynomial(below, x)

/** For |p - 1/2| up to 0.425, in 0.425^2 - (p - 1/2)^2. */
const CENTRE: Ratio = [
  [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
    67265.7709270087, 33430.57558358813, 2509.0809287301227,
  ],
  [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852854,
  ],
]
/** Further out, in sqrt(-log(tail)): up to 5, less 1.6. */
const SHOULDER: Ratio = [
  [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
]
/** And beyond, less 5. */
const FAR: Ratio = [
  [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
    0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
  ],
  [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
    1.8463183175100548e-5, 1.421511758316446e-7, 2.0442631033899397e-15,
  ],
]

/**
 * The x of which P(X <= x) = p; -Infinity at 0, Infinity at 1, NaN outside.
 *
 * Reference: Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Applied Statistics 37,
 * 1988: PPND16, relative error about 1e-16.
 */
export function normalQuantile(p: number): number {
  const offset = p - 0.5
  if (Math.abs(offset) <= 0.425) return offset * evaluate(CENTRE, 0.180625 - offset * offset)
  const tail = Math.min(p, 1 - p)
  if (tail === 0) return offset < 0 ? -Infinity : Infinity
  const r = Math.sqrt(-Math.log(tail))
  const x = r <= 5 ? evaluate(SHOULDER, r - 1.6) : evaluate(FAR, r - 5)
  return offset < 0 ? -x : x
}
