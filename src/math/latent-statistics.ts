/**
 * What many posteriors q(z|x) = N(mean, diag spread^2) say of each latent dimension. Means and standard deviations are
 * [N, D], row by row; every average is over the N images, in nats where it is part of the KL.
 */

/**
 * A latent is active if Var_x(E_q[z|x]) is above this.
 *
 * Reference: Burda, Grosse & Salakhutdinov, "Importance weighted autoencoders", ICLR 2016, section 5.2.
 */
export const ACTIVE_ABOVE = 0.01

/** KL(q(z_j|x) || N(0, 1)) in its parts [D] each; their sum is the KL. */
export interface KlPieces {
  /** Half the mean of mu^2: drawn to the origin. */
  readonly mean: Float64Array
  /** Half the mean of sigma^2: drawn together. */
  readonly variance: Float64Array
  /** Minus half the mean of log sigma^2: spread out. */
  readonly logVariance: Float64Array
  /** Minus a half. */
  readonly constant: Float64Array
}

export interface LatentStatistics {
  readonly images: number
  /** E_x[mu_j] [D]. */
  readonly centre: Float64Array
  /** Var_x(mu_j) [D]. */
  readonly activity: Float64Array
  /** Of the aggregate posterior, E_x[sigma_j^2] + Var_x(mu_j) [D]: 1 where it matches the prior. */
  readonly aggregateVariance: Float64Array
  /** E_x KL(q(z_j|x) || N(0, 1)) [D]. */
  readonly kl: Float64Array
  readonly klPieces: KlPieces
  /** The latents by falling activity [D]. */
  readonly order: readonly number[]
  /** How many are active: the first ones of `order`. */
  readonly active: number
}

function rowsOf(name: string, values: ArrayLike<number>, latent: number): number {
  const rows = values.length / latent
  if (!Number.isInteger(rows) || rows === 0)
    throw new Error(`${name}: expected rows of ${latent}, got ${values.length} values`)
  return rows
}

/** Divides in place. */
function divide(values: Float64Array, by: number): Float64Array {
  for (let i = 0; i < values.length; i++) values[i]! /= by
  return values
}

/** Averages down the columns [D]. */
export function columnCentre(values: ArrayLike<number>, latent: number): Float64Array {
  const sums = new Float64Array(latent)
  for (let row = 0; row < values.length; row += latent)
    for (let j = 0; j < latent; j++) sums[j]! += values[row + j]!
  return divide(sums, values.length / latent)
}

/**
 * Averages down the columns [D] each. In one pass, and without a function per number: this runs beside training with every
 * map, on tens of thousands of numbers.
 */
function momentsOf(mean: ArrayLike<number>, spread: ArrayLike<number>, latent: number) {
  const rows = mean.length / latent
  const centre = columnCentre(mean, latent)
  const [activity, squares, variances, logs] = Array.from({ length: 4 }, () => new Float64Array(latent))
  for (let row = 0; row < mean.length; row += latent)
    for (let j = 0; j < latent; j++) {
      const mu = mean[row + j]!
      const sigma = spread[row + j]!
      const off = mu - centre[j]!
      activity![j]! += off * off
      squares![j]! += 0.5 * mu * mu
      variances![j]! += 0.5 * sigma * sigma
      logs![j]! -= Math.log(sigma)
    }
  return {
    centre,
    activity: divide(activity!, rows),
    klPieces: {
      mean: divide(squares!, rows),
      variance: divide(variances!, rows),
      logVariance: divide(logs!, rows),
      constant: new Float64Array(latent).fill(-0.5),
    } satisfies KlPieces,
  }
}

export function latentStatistics(
  mean: ArrayLike<number>,
  spread: ArrayLike<number>,
  latent: number,
): LatentStatistics {
  const images = rowsOf('latentStatistics', mean, latent)
  if (spread.length !== mean.length)
    throw new Error(`latentStatistics: expected ${mean.length} spreads, got ${spread.length}`)
  const { centre, activity, klPieces } = momentsOf(mean, spread, latent)
  const pieces = Object.values(klPieces)
  return {
    images,
    centre,
    activity,
    aggregateVariance: activity.map((value, j) => value + 2 * klPieces.variance[j]!),
    kl: activity.map((_, j) => pieces.reduce((sum, piece) => sum + piece[j]!, 0)),
    klPieces,
    order: Array.from(activity, (_, j) => j).sort((a, b) => activity[b]! - activity[a]!),
    active: activity.reduce((count, value) => count + (value > ACTIVE_ABOVE ? 1 : 0), 0),
  }
}

/** Covariance of the columns [D, D], divided by the number of rows. */
export function covarianceOf(values: ArrayLike<number>, latent: number): Float64Array {
  const rows = rowsOf('covarianceOf', values, latent)
  const centre = columnCentre(values, latent)
  const covariance = new Float64Array(latent * latent)
  const row = new Float64Array(latent)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < latent; j++) row[j] = values[i * latent + j]! - centre[j]!
    for (let j = 0; j < latent; j++)
      for (let k = 0; k <= j; k++) covariance[j * latent + k]! += row[j]! * row[k]!
  }
  for (let j = 0; j < latent; j++)
    for (let k = 0; k <= j; k++)
      covariance[k * latent + j] = covariance[j * latent + k] = covariance[j * latent + k]! / rows
  return covariance
}
