/**
 * What the engine reports about the latent space: posteriors of images, and for two latents the exact
 * posterior. In nats per image unless stated otherwise. Types only.
 */
import type { Images } from './images.ts'

/** An image to inspect: a test image by index, or the user's own (784 bytes, 255 = ink). */
export type ChosenImage = { readonly test: number } | { readonly pixels: Uint8Array }

/** Images of the test set as in the files, drawn at random: the same ones, in the same order, for the whole run. */
export interface TestImages {
  /** How many images the test set has. */
  readonly total: number
  /** Their indices in the test set, from 0 [count]. */
  readonly indices: Uint32Array
  readonly images: Images
  /** Labels of the whole test set, by index [total]; null if there are none. */
  readonly labels: Uint8Array | null
}

/**
 * Mean and spread of q(z|x) of `count` test images, whatever its family: [count, latent] each, in row-major order.
 */
export interface Encodings {
  readonly step: number
  readonly count: number
  /** Indices of the images in the test set [count]: the first ones of `TestImages`. */
  readonly indices: Uint32Array
  readonly latent: number
  readonly mean: Float32Array
  /** Standard deviations; 0 where q(z|x) is a point. */
  readonly spread: Float32Array
  /**
   * KL of each latent to its prior, in nats, the mean over the images [latent], where latents are bits or classes. That of
   * real latents follows from the mean and the spread.
   */
  readonly kl?: Float64Array
}

/** The posterior and reconstructions of one image. */
export interface Inspection {
  readonly step: number
  /** The image, as a target of the model. */
  readonly original: Images
  /** Mean and standard deviations of q(z|x) [latent]. */
  readonly mean: Float32Array
  readonly spread: Float32Array
  /** The point that stands for the image [latent]: the means of real latents, the most probable bits or classes. */
  readonly mode: Float32Array
  /** Of bits: that each is 1 [latent]; of classes: of each class [latent, classes]. Absent for real latents. */
  readonly probabilities?: Float32Array
  /** E[x|z] at the posterior's mean, or at its most probable code, one image. */
  readonly reconstruction: Images
  /** E[x|z] at draws of q(z|x). */
  readonly draws: Images
}

/**
 * A square grid of z values, the same on both axes: `side` by `side` points including the edges, bottom row
 * first.
 */
export interface DensityMap {
  readonly left: number
  readonly bottom: number
  readonly width: number
  readonly side: number
  /** log p(z|x) in nats per unit area [side, side]. */
  readonly logDensity: Float32Array
}

/** log p(x) = elbo + gap for one image. */
export interface ExactTerms {
  readonly step: number
  /** log p(x). */
  readonly logEvidence: number
  /** E_q[log p(x|z)], and KL(q(z|x) || p(z)); their difference is `elbo`. */
  readonly recon: number
  readonly kl: number
  readonly elbo: number
  /** KL(q(z|x) || p(z|x)). */
  readonly gap: number
}

/** By quadrature over z: two real latents. */
export interface QuadraturePosterior extends ExactTerms {
  readonly by: 'quadrature'
  /** Mean and standard deviations of q(z|x) [2]. */
  readonly mean: Float32Array
  readonly spread: Float32Array
  /** Estimated error of the quadrature, from its last refinement. */
  readonly error: number
  /** A check: the ELBO from random draws, as training estimates it. */
  readonly monteCarlo: { readonly elbo: number; readonly standardError: number; readonly draws: number }
  readonly density: DensityMap
  /** Number of z values decoded. */
  readonly evaluations: number
}

/** By enumeration: bits or classes with few states, in the order of `PlainFamily.states`. */
export interface StatesPosterior extends ExactTerms {
  readonly by: 'enumeration'
  /** p(s|x) [S]. */
  readonly posterior: Float64Array
  /** q(s|x) [S]. */
  readonly guess: Float64Array
}

export type ExactPosterior = QuadraturePosterior | StatesPosterior

/** How test images use the states of a code, in the order of `PlainFamily.states`. */
export interface Codebook {
  readonly step: number
  readonly images: number
  /** The aggregate posterior: the mean over the images of q(s|x) [S]. */
  readonly mass: Float64Array
  /** Images whose most probable state this is [S]. */
  readonly modes: Uint32Array
  /** The most probable state of each image [images], the first ones of `TestImages`. */
  readonly codes: Uint32Array
}

/** The same, averaged over `images` test images, drawn at random. */
export interface GapReport {
  readonly step: number
  readonly images: number
  readonly logEvidence: number
  readonly elbo: number
  readonly gap: number
  /** Of the mean gap, over images. */
  readonly standardError: number
}
