/**
 * Conditions for computing the exact posterior: two latents, a Gaussian q of moderate position and width, and
 * at least single precision.
 */
import { getBackend } from '@tensorflow/tfjs-core'
import type { Gaussian } from '../../math/exact/leaf.ts'
import { FURTHEST, REACH, type Figures } from '../../math/exact/mesh.ts'
import { CodedError } from '../../protocol/errors.ts'
import { familyMetaOf } from '../../protocol/families.ts'
import type { LiveSettings } from '../../protocol/settings.ts'
import { isSinglePrecision } from '../backend/precision.ts'

/** Rejects with the reason why this model has no exact posterior. */
export async function requirePlane(latent: number, family: LiveSettings['family']): Promise<void> {
  if (latent !== 2) throw new CodedError('exact-needs-two-latents', { latent })
  if (familyMetaOf(family).exactPosterior !== 'quadrature') throw new CodedError('exact-needs-gaussian')
  await requireSinglePrecision()
}

/** Half precision has 11 bits: an error of 0.1 nats in a hundred. */
export async function requireSinglePrecision(): Promise<void> {
  if (!(await isSinglePrecision())) throw new CodedError('exact-half-precision', { backend: getBackend() })
}

/** float32 values of z do not resolve narrower posteriors. */
const NARROWEST = 1e-4
/** In nats: an integral with a larger error is of no use. */
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

/** Returns the figures if the quadrature converged for all of them. */
export function requireResolved(figures: readonly Figures[]): readonly Figures[] {
  const error = Math.max(...figures.map((one) => one.error))
  if (!(error <= USELESS)) throw new CodedError('exact-not-resolved', { error })
  return figures
}
