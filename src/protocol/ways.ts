/**
 * Ways to the posterior of one image, on a plane where it is known: its maximum, chains that draw from it, Gaussians close
 * to it. In nats. Types only.
 */
import type { QuadraturePosterior } from './latent.ts'

export type SamplerName = 'metropolis' | 'langevin' | 'hamiltonian'

/** ArviZ's names and definitions (Vehtari et al., 2021). */
export interface ChainDiagnostics {
  readonly r_hat: number
  readonly ess_bulk: number
  readonly ess_tail: number
  readonly mcse_mean: number
}

/** What each way costs: values of z decoded, once more for each gradient's backward pass where there is one. */
interface Costly {
  readonly decodes: number
}

export interface AscentWay extends Costly {
  /** To the maximum [points, 2]. */
  readonly path: Float32Array
  /** Where the path begins: at the prior's mean, or at the quadrature's highest node, from where the ascent ended higher. */
  readonly from: 'prior' | 'highest'
  /** How far above the end of the ascent from the prior's mean, in nats. */
  readonly above: number
  /** log p(z|x) at the maximum, in nats per unit area. */
  readonly logDensity: number
}

export interface ChainsWay extends Costly {
  readonly sampler: SamplerName
  readonly chains: number
  readonly draws: number
  /** [chains, draws, 2]. */
  readonly z: Float32Array
  /** Before the draws [chains, warm-up, 2]. */
  readonly warmup: Float32Array
  /** log p(x, z), and the acceptance probability of the move to it [chains, draws]. */
  readonly lp: Float32Array
  readonly acceptance: Float32Array
  /** Steps of the leapfrog that the move of each draw took; 1 for the other samplers [draws]. */
  readonly steps: Uint16Array
  readonly stepSize: number
  /** Of z1 and of z2. */
  readonly diagnostics: readonly [ChainDiagnostics, ChainDiagnostics]
  /** How far the draws' mean is from the posterior's, in mcse_mean: the larger of z1 and z2. */
  readonly meanErrors: number
  readonly distance: {
    /** KL of the draws' shares of `pieces` of the plane to the posterior's, and what as many independent draws have on average. */
    readonly kl: number
    readonly ofIndependent: number
    readonly pieces: number
    /** The posterior's mass in the pieces in which there is no draw. */
    readonly missed: number
  }
}

/** The encoder's; the best for this image with a diagonal covariance, and with a full one; that with the posterior's moments. */
export type GaussianName = 'encoder' | 'diagonal' | 'full' | 'moments'

export interface GaussianWay extends Costly {
  readonly name: GaussianName
  /** [2], and [2, 2]. */
  readonly mean: Float64Array
  readonly covariance: Float64Array
  /** KL(q || p) and KL(p || q), by quadrature. */
  readonly reverse: number
  readonly forward: number
  /** Estimated error of `reverse`. */
  readonly error: number
  /** The posterior's mass beyond 4 sigma of it. */
  readonly beyond: number
}

export interface PosteriorWays {
  readonly step: number
  /** The posterior at the same step. */
  readonly exact: QuadraturePosterior
  /** The posterior's mass in each of its modes, the largest first. */
  readonly modes: readonly number[]
  readonly ascent: AscentWay
  readonly chains: readonly ChainsWay[]
  /** In the order of `GaussianName`. */
  readonly gaussians: readonly GaussianWay[]
}
