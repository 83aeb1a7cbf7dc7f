/** What the page says of the latent space, in English; the words of its views are beside it. */
import type { Params, Sentence, Teller } from '../told.ts'
import { counted } from './format.ts'
import { format as f } from './format.ts'
import { codesAnnouncements, codeSlidersText } from './latent-code-sliders.ts'
import { panelText } from './latent-panel.ts'

export const latentText = {
  latent: 'Latent space',
  ...panelText,
  ...codeSlidersText,
}

/** Faults and notices, by code. */
export const latentFaults: Readonly<Record<string, Teller>> = {
  'test-image-out-of-range': ({ image, images }) => ({
    what: `There is no test image ${image}: this data set has ${images}, counted from 0.`,
    kept: 'The previous image is still shown.',
    todo: 'Choose another image.',
  }),
  'image-wrong-size': ({ pixels, expected }) => ({
    what: `The image has ${counted(pixels, 'pixel')}; the model takes ${f.integer(Number(expected))}.`,
    kept: 'The previous image is still shown.',
    todo: 'Use an image of 28 by 28 pixels.',
  }),
  'image-count-illegal': ({ count }) => ({
    what: `${count} is not a valid number of images.`,
    kept: 'Nothing was changed.',
    todo: 'Ask for a whole number of images, 1 or more.',
  }),
  'exact-needs-two-latents': ({ latent }) => ({
    what: `The exact posterior is computed over a plane of z; this model has ${counted(latent, 'latent dimension')}.`,
    kept: 'The encoder’s posterior and the ELBO are shown as before.',
    todo: 'Set the latent dimensions to 2 and reset.',
  }),
  'exact-needs-gaussian': () => ({
    what: 'The encoder of an autoencoder outputs a point: there is no q(z|x) to compare with p(z|x).',
    kept: 'Everything else is shown as before.',
    todo: 'Set Posterior to Gaussian first.',
  }),
  'likelihood-needs-density': () => ({
    what: 'An autoencoder has no q(z|x) to draw from, so log p(x) cannot be estimated by importance sampling.',
    kept: 'Everything else is shown as before.',
    todo: 'Set Posterior to Gaussian first.',
  }),
  'exact-too-many-states': ({ states, most }) => ({
    what: `All states of a code are enumerated up to ${f.integer(Number(most))}; the states of this model are ${f.short(Number(states))}.`,
    kept: 'The encoder’s posterior and the ELBO are shown as before.',
    todo: 'Set fewer latent dimensions or classes and reset.',
  }),
  'codebook-needs-codes': () => ({
    what: 'The latents of this model are real numbers: there is no codebook.',
    kept: 'Everything else is shown as before.',
    todo: 'Choose Bernoulli or categorical latents and reset.',
  }),
  'exact-out-of-reach': ({ reach, furthest }) => ({
    what: `q(z|x) extends to |z| = ${Math.ceil(Number(reach))}; the integral covers only |z| up to ${furthest}.`,
    kept: 'The encoder’s posterior and the ELBO are shown as before.',
    todo: 'Continue training with beta above 0, which pulls q(z|x) towards the prior.',
  }),
  'exact-too-narrow': ({ sigma }) => ({
    what: `q(z|x) has a standard deviation of ${f.scientific(Number(sigma))}: too narrow for single precision.`,
    kept: 'The encoder’s posterior and the ELBO are shown as before.',
    todo: 'Continue training with beta above 0, which pulls q(z|x) towards the prior.',
  }),
  'exact-not-resolved': () => ({
    what: 'log p(x, z) changes too fast over z to be integrated to within a nat.',
    kept: 'The encoder’s posterior and the ELBO are shown as before.',
    todo: 'Try another image; with the Gaussian likelihood, a larger sigma.',
  }),
  'exact-not-finite': () => ({
    what: 'log p(x|z) is not finite at these weights.',
    kept: 'The encoder’s posterior and the ELBO are shown as before.',
    todo: 'Lower the learning rate, or reset.',
  }),
  'exact-half-precision': ({ backend }) => ({
    what: `The ${backend} backend computes in half precision here: the error of log p(x) would exceed the gap to be shown.`,
    kept: 'The encoder’s posterior and the ELBO are shown as before.',
    todo: 'Choose the backend wasm or cpu and reset.',
  }),
}

/** Where the sliders are, if they are few: ", z1 0.50, z2 −1.20". */
const at = ({ latents, ...values }: Params): string =>
  Array.from({ length: Number(latents) }, (_, j) => values[`z${j + 1}`])
    .flatMap((value, j) => (value === undefined ? [] : [`, z${j + 1} ${f.fixed(Number(value), 2)}`]))
    .join('')

/** Told to screen readers when they happen. */
export const latentAnnouncements: Readonly<Record<string, Sentence>> = {
  origin: () => 'The sliders are at the origin',
  drawn: (params) => `The sliders are at a draw from the prior${at(params)}`,
  undone: (params) => `The sliders are back where they were${at(params)}`,
  chosen: ({ image, label, ...rest }) =>
    image === undefined
      ? `The sliders are at your image’s posterior mean${at(rest)}`
      : `The sliders are at the posterior mean of test image ${f.integer(Number(image))}${
          label === undefined ? '' : `, a ${label}`
        }${at(rest)}`,
  ...codesAnnouncements,
  integrated: () => 'The exact posterior is computed',
  waysTaken: () => 'The three ways to the posterior are computed',
}
