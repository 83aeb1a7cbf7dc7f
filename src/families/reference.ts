/**
 * The interface of latent families in plain numbers (float64), one draw at a time, without TF.js: the oracle of the
 * tensors, and what the engine needs where it computes no gradients.
 */
import type { NoiseKey } from '../math/philox.ts'
import type { KlPart } from './options.ts'

/** One draw, with what it was drawn from. */
export interface PlainDraw {
  /** [gamma] */
  readonly gamma: readonly number[]
  /** [noise] */
  readonly noise: readonly number[]
  /** [code] */
  readonly z: readonly number[]
}

/** All that is asked about q(z|x) where its kind does not matter: each [latents]. */
export interface Summary {
  readonly mean: number[]
  /** Standard deviations. */
  readonly spread: number[]
  /** The value that stands for each latent: the mean of a real number, the most probable bit or class, from 0. */
  readonly mode: number[]
  /** KL of each latent to its prior, in nats; infinite for a point. */
  readonly kl: number[]
}

/** As `Simplex` in family.ts, for one draw. */
export interface PlainSimplex {
  /** [code] at temperature tau. */
  probabilities(gamma: readonly number[], temperature: number): number[]
  /** The relaxed draw [code]. */
  relax(draw: Pick<PlainDraw, 'gamma' | 'noise'>, temperature: number): number[]
  /** J(p) dz [gamma]. */
  jacobian(probabilities: readonly number[], dz: readonly number[]): number[]
}

export interface PlainFamily {
  /** For `rows` draws: [rows, noise] in row-major order. */
  noise(rows: number, key: NoiseKey): Float32Array
  /**
   * The opposite of each noise, of the same distribution: -eps, or that of 1 - u where u is uniform. Computed here and not
   * in tensors, so that every backend has the same numbers. Null if there is none.
   */
  readonly antithetic: ((noise: Float32Array) => Float32Array) | null
  /** `rows` codes drawn from the prior: [rows, code] in row-major order. */
  prior(rows: number, key: NoiseKey): Float32Array
  draw(gamma: readonly number[], noise: readonly number[]): number[]
  /** KL(q(z|x) || p(z)) in nats. */
  kl(gamma: readonly number[]): number
  /** `weight` times d KL / d gamma [gamma]. */
  klGradient(gamma: readonly number[], weight: number): number[]
  /** log q(z|x) - log p(z) in nats; of gamma and z alone, so that any z may be asked about. */
  logRatioToPrior(draw: PlainDraw): number
  /** d log q / d gamma at the draw [gamma]; null if the family has no score. */
  readonly score: ((draw: PlainDraw) => number[]) | null
  /**
   * d / d gamma [gamma] through the draw, of a function whose gradient with respect to z is dz [code], plus the part
   * of the KL that passes through the draw (none of it if its mode is `closed-form`). Null if z is not a
   * differentiable function of gamma.
   */
  readonly path: ((draw: PlainDraw, dz: readonly number[], kl: KlPart) => number[]) | null
  /** For families whose draws are corners of a simplex; null for the others. */
  readonly simplex: PlainSimplex | null
  /** All values of the code, [S][code]; null if they cannot be enumerated. */
  readonly states: (() => readonly (readonly number[])[]) | null
  /** For families with antithetic pairs: the gradient's factor at each latent, [gamma] (see `AntitheticPairs`). */
  readonly pair: ((first: PlainDraw, second: PlainDraw) => number[]) | null
  /**
   * gamma of a q that is wider by `factor`: its standard deviations times the factor, or its logits divided by it. Null if
   * the family has none.
   */
  readonly widened: ((gamma: readonly number[], factor: number) => number[]) | null
  summary(gamma: ArrayLike<number>): Summary
}
