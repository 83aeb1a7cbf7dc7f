/**
 * What the engine tells about the latent space: posteriors of images, and for two latents the exact posterior. Nats
 * per image unless said otherwise. Types only.
 */
import type { Images } from './images.ts'

/** An image to look at closely: one of the test set by its number, or a person's own (784 bytes, 255 = ink). */
export type Chosen = { readonly test: number } | { readonly pixels: Uint8Array }

/** Images of the test set as they are in the files, drawn at random: the same ones, in the same order, for the whole run. */
export interface TestImages {
  /** How many images the test set has. */
  readonly total: number
  /** Which of them these are, counted from 0 [count]. */
  readonly indices: Uint32Array
  readonly images: Images
  /** Of all images of the test set, by their number [total]; null where none were given. */
  readonly labels: Uint8Array | null
}

/**
 * q(z|x) = N(mean, diag exp(logVariance)) of `count` test images: [count, latent] each, row by row. Where the posterior
 * is a point the log-variances are -Infinity, here and in `Inspection`.
 */
export interface Encodings {
  readonly step: number
  readonly count: number
  /** Which images of the test set these are [count]: the first ones of `TestImages`. */
  readonly indices: Uint32Array
  readonly latent: number
  readonly mean: Float32Array
  readonly logVariance: Float32Array
}

/** What the model makes of one image. */
export interface Inspection {
  readonly step: number
  /** One image, as the model is asked to explain it. */
  readonly original: Images
  /** [latent] each. */
  readonly mean: Float32Array
  readonly logVariance: Float32Array
  /** E[x|z] at the posterior's mean, one image. */
  readonly reconstruction: Images
  /** E[x|z] at draws of q(z|x). */
  readonly draws: Images
}

/** A square of z values, both axes alike: `side` by `side` points, bottom row first, from the square's edge to edge. */
export interface DensityMap {
  readonly left: number
  readonly bottom: number
  readonly width: number
  readonly side: number
  /** log p(z|x) in nats per unit area [side, side]. */
  readonly logDensity: Float32Array
}

/** log p(x) = elbo + gap for one image, by quadrature over z. Two latents only. */
export interface ExactPosterior {
  readonly step: number
  /** Of q(z|x), [2] each. */
  readonly mean: Float32Array
  readonly logVariance: Float32Array
  /** log p(x). */
  readonly logEvidence: number
  /** E_q[log p(x|z)], and KL(q(z|x) || p(z)); their difference is `elbo`. */
  readonly recon: number
  readonly kl: number
  readonly elbo: number
  /** KL(q(z|x) || p(z|x)). */
  readonly gap: number
  /** How far the quadrature may be off, estimated from its last refinement. */
  readonly error: number
  /** The check: the ELBO from random draws, as training estimates it. */
  readonly monteCarlo: { readonly elbo: number; readonly standardError: number; readonly draws: number }
  readonly density: DensityMap
  /** Values of z that were decoded for it. */
  readonly evaluations: number
}

/** The same, on average over `images` test images, drawn at random. */
export interface GapReport {
  readonly step: number
  readonly images: number
  readonly logEvidence: number
  readonly elbo: number
  readonly gap: number
  /** Of the mean gap, over images. */
  readonly standardError: number
}
