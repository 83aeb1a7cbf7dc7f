/**
 * Exact means and variances of one-draw gradient estimates of E f(z), z ~ N(mu, sigma^2), with respect to mu and to
 * log sigma^2: what every estimator is held against. Plain numbers, derived by hand, checked by quadrature in
 * closed-forms.test.ts.
 */

/** With respect to (mu, log sigma^2). */
export type Pair = readonly [number, number]

export interface Oracle {
  readonly name: string
  readonly f: (z: number) => number
  readonly slope: (z: number) => number
  readonly mu: number
  readonly sigma: number
  readonly gradient: Pair
  /** Variance of one reparameterized draw. */
  readonly pathwise: Pair
  /** Variance of one score-function draw with a constant baseline. */
  score(baseline: number): Pair
  /** E f and Var f. */
  readonly mean: number
  readonly variance: number
}

/** f(z) = a z^2 + b z + c, as A + B eps + C eps^2. Rows for log sigma are halved (and quartered) to log sigma^2. */
export function polynomial(a: number, b: number, c: number, mu: number, sigma: number): Oracle {
  const f = (z: number) => a * z * z + b * z + c
  const A = f(mu)
  const B = sigma * (2 * a * mu + b)
  const C = a * sigma * sigma
  return {
    name: `${a} z^2 + ${b} z + ${c} at N(${mu}, ${sigma}^2)`,
    f,
    slope: (z) => 2 * a * z + b,
    mu,
    sigma,
    gradient: [B / sigma, C],
    pathwise: [(4 * C * C) / sigma ** 2, (B * B + 8 * C * C) / 4],
    score(baseline) {
      const At = A - baseline
      return [
        ((At + 3 * C) ** 2 + 6 * C * C + 2 * B * B) / sigma ** 2,
        (2 * (At + 5 * C) ** 2 + 24 * C * C + 10 * B * B) / 4,
      ]
    },
    mean: A + C,
    variance: B * B + 2 * C * C,
  }
}

/**
 * f(z) = cos kz. With h_n = E eps^n cos kz and its sine twin, by the Gaussian's characteristic function; the second
 * moments come from cos^2 = (1 + cos 2kz) / 2 and sin^2 = (1 - cos 2kz) / 2.
 */
export function cosine(k: number, mu: number, sigma: number): Oracle {
  const moments = (frequency: number) => {
    const t = frequency * sigma
    const damp = Math.exp((-t * t) / 2)
    const [c, s] = [damp * Math.cos(frequency * mu), damp * Math.sin(frequency * mu)]
    // E eps^n e^{i t eps} = i^-n d^n/dt^n e^{-t^2/2}: real parts after multiplying by e^{i k mu}.
    return {
      c0: c,
      c2: (1 - t * t) * c,
      c4: (t ** 4 - 6 * t * t + 3) * c,
      s1: t * c, // E eps sin kz
      s0: s,
    }
  }
  const one = moments(k)
  const two = moments(2 * k)
  const gradient: Pair = [-k * one.s0, (-k * sigma * one.s1) / 2]
  /** E (cos kz - b)^2 w(eps) for w = eps^2 and w = (eps^2 - 1)^2, from E cos^2 w - 2 b E cos w + b^2 E w. */
  const second = (b: number): Pair => {
    const squared = { c0: (1 + two.c0) / 2, c2: (1 + two.c2) / 2, c4: (3 + two.c4) / 2 }
    const weighted = (m: { c0: number; c2: number; c4: number }) => m.c4 - 2 * m.c2 + m.c0
    return [squared.c2 - 2 * b * one.c2 + b * b, weighted(squared) - 2 * b * weighted(one) + 2 * b * b]
  }
  return {
    name: `cos ${k} z at N(${mu}, ${sigma}^2)`,
    f: (z) => Math.cos(k * z),
    slope: (z) => -k * Math.sin(k * z),
    mu,
    sigma,
    gradient,
    pathwise: [
      (k * k * (1 - two.c0)) / 2 - gradient[0] ** 2,
      (k * k * sigma * sigma * (1 - two.c2)) / 8 - gradient[1] ** 2,
    ],
    score(baseline) {
      const [ofMu, ofLogVariance] = second(baseline)
      return [ofMu / sigma ** 2 - gradient[0] ** 2, ofLogVariance / 4 - gradient[1] ** 2]
    },
    mean: one.c0,
    variance: (1 + two.c0) / 2 - one.c0 ** 2,
  }
}

/** Variance of the score itself: 1 / sigma^2 and 1/2. */
export const scoreVariance = ({ sigma }: Oracle): Pair => [1 / sigma ** 2, 1 / 2]

/** Leave-one-out over K draws: V(beta = E f) / K + (Var f Var s + g^2) / (K (K - 1)). */
export function leaveOneOut(oracle: Oracle, K: number): Pair {
  const centred = oracle.score(oracle.mean)
  const ofScore = scoreVariance(oracle)
  const at = (i: 0 | 1) =>
    centred[i] / K + (oracle.variance * ofScore[i] + oracle.gradient[i] ** 2) / (K * (K - 1))
  return [at(0), at(1)]
}
