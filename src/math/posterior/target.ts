/** What methods of inference ask of a posterior: its log density, up to a constant, and the gradient, at many points at once. */

export interface Slopes {
  /** [N]. */
  readonly value: Float64Array
  /** [N, D]. */
  readonly gradient: Float64Array
}

/** Of every chain, a point in phase space: z and velocity [C, D]; the gradient is that at z. */
export interface Flight {
  readonly z: Float64Array
  readonly velocity: Float64Array
  readonly gradient: Float64Array
  /** [D, D], lower triangular: z = scale u, where the posterior of u has about unit covariance. */
  readonly scale: Float64Array
  readonly stepSize: number
  readonly steps: number
}

export interface Landing extends Slopes {
  readonly z: Float64Array
  readonly velocity: Float64Array
}

type Soon<T> = T | Promise<T>

export interface PosteriorTarget {
  readonly dimensions: number
  /** At z [N, D], row by row: [N]. */
  value(z: Float64Array): Soon<Float64Array>
  slopes(z: Float64Array): Soon<Slopes>
  /** As `leapfrog` of hamiltonian.ts, for a target that can take all steps at once. */
  leapfrog?(flight: Flight): Soon<Landing>
}
