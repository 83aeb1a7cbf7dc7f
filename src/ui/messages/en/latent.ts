/** What the page says of the latent space, in English. */
import type { Params, Told } from '../en.ts'

export const latentText = {
  latent: 'Latent space',
}

/** Faults and notices, by code. */
export const latentFaults: Readonly<Record<string, (params: Params) => Told>> = {
  'test-image-out-of-range': ({ image, images }) => ({
    what: `There is no test image ${image}: this data set has ${images}, counted from 0.`,
    kept: 'The image shown before is still there.',
    todo: 'Choose another image.',
  }),
  'image-wrong-size': ({ pixels, expected }) => ({
    what: `The image has ${pixels} pixels; the model takes ${expected}.`,
    kept: 'The image shown before is still there.',
    todo: 'Use an image of 28 by 28 pixels.',
  }),
  'image-count-illegal': ({ count }) => ({
    what: `${count} is no number of images.`,
    kept: 'Nothing was changed.',
    todo: 'Ask for a whole number of images, 1 or more.',
  }),
  'exact-needs-two-latents': ({ latent }) => ({
    what: `The exact posterior is computed over a plane of z; this model has ${latent} latent dimensions.`,
    kept: 'The encoder’s posterior and the ELBO are shown as before.',
    todo: 'Set the latent dimensions to 2 and reset.',
  }),
  'exact-half-precision': ({ backend }) => ({
    what: `The ${backend} backend computes in half precision here: log p(x) would be off by more than what is to be seen.`,
    kept: 'The encoder’s posterior and the ELBO are shown as before.',
    todo: 'Choose the backend wasm or cpu and reset.',
  }),
}

/** Told to screen readers when they happen. */
export const latentAnnouncements: Readonly<Record<string, (params: Params) => string>> = {}
