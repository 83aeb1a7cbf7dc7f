/** What tests of the present families need of the registries: the Gaussian, the ELBO, and widths of a model. */
import { FAMILIES } from '../../src/families/registry.ts'
import { estimatorsFor } from '../../src/protocol/estimators.ts'
import { OBJECTIVES } from '../../src/objectives/registry.ts'

/** For two latents where noise is drawn; for any number of them where it is given. */
const SHAPE = { latents: 2, classes: 2 }
export const GAUSSIAN = FAMILIES.gaussian.family(SHAPE)
export const PLAIN_GAUSSIAN = FAMILIES.gaussian.reference(SHAPE)

/** The estimators that a Gaussian can be trained with. */
export const GAUSSIAN_ESTIMATORS = estimatorsFor({ family: 'gaussian', latent: 2, classes: 2 })

/** For decoders of tests whose codes nobody enumerates. */
export const notEnumerated = (): never => {
  throw new Error('enumerate: expected nobody to ask for it')
}

export const ELBO = OBJECTIVES.elbo.objective(1)
export const PLAIN_ELBO = OBJECTIVES.elbo.reference(1)

/** Of a model with this many Gaussian latents. */
export const gaussianWidths = (latents: number) => ({ gamma: 2 * latents, code: latents })
