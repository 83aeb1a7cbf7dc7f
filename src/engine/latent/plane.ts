/** When the exact posterior can be had: over a plane, of a Gaussian q within reach, in single precision at least. */
import { backend, getBackend } from '@tensorflow/tfjs-core'
import type { Gaussian } from '../../math/exact/leaf.ts'
import { FURTHEST, REACH, type Figures } from '../../math/exact/mesh.ts'
import { CodedError } from '../../protocol/errors.ts'
import type { LiveSettings } from '../../protocol/settings.ts'

/** Throws the reason why this model has no exact posterior. */
export function requirePlane(latent: number, posterior: LiveSettings['posterior']): void {
  if (latent !== 2) throw new CodedError('exact-needs-two-latents', { latent })
  if (posterior === 'point') throw new CodedError('exact-needs-gaussian')
  // Half precision has 11 bits: 0.1 nats of a hundred.
  if (backend().floatPrecision() < 32) throw new CodedError('exact-half-precision', { backend: getBackend() })
}

/** Narrower ones are told apart by float32 values of z no more. */
const NARROWEST = 1e-4
/** In nats: integrals that are further off than this tell nothing. */
const USELESS = 1

/** gamma [2 * 2] = (mu, log sigma^2). */
export function asGaussian(gamma: ArrayLike<number>): Gaussian {
  const mean = [gamma[0]!, gamma[1]!] as const
  const sigma = [Math.exp(gamma[2]! / 2), Math.exp(gamma[3]! / 2)] as const
  const reach = Math.max(...mean.map((mu, axis) => Math.abs(mu) + REACH * sigma[axis]!))
  if (!(reach < FURTHEST)) throw new CodedError('exact-out-of-reach', { reach, furthest: FURTHEST })
  if (!(Math.min(...sigma) >= NARROWEST))
    throw new CodedError('exact-too-narrow', { sigma: Math.min(...sigma), narrowest: NARROWEST })
  return { mean, sigma }
}

/** The figures, if the quadrature came to an end with them. */
export function requireResolved(figures: readonly Figures[]): readonly Figures[] {
  const error = Math.max(...figures.map((one) => one.error))
  if (!(error <= USELESS)) throw new CodedError('exact-not-resolved', { error })
  return figures
}
