/** What tests of the present families need of the registries: the Gaussian, the ELBO, and widths of a model. */
import { FAMILIES } from '../../src/families/registry.ts'
import { OBJECTIVES } from '../../src/objectives/registry.ts'

export const { family: GAUSSIAN, reference: PLAIN_GAUSSIAN } = FAMILIES.gaussian
export const ELBO = OBJECTIVES.elbo.objective

/** Of a model with this many Gaussian latents. */
export const gaussianWidths = (latents: number) => ({ gamma: 2 * latents, code: latents })
