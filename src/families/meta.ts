/** Properties that a latent family declares. What may be combined follows from them, not from names. No TF.js. */
import type { InLanguages } from '../derivations/derivation.ts'
import type { Capability } from './options.ts'

export interface FamilyWords {
  /** Its name on a control: "Gaussian". */
  readonly label: string
  /** Its name within a sentence: "a Gaussian posterior". */
  readonly name: string
  /** What it makes of the model: "Gaussian posterior", "autoencoder". */
  readonly model: string
  /** What gamma consists of, part by part: "means μ". */
  readonly parts: readonly string[]
}

/** How many latents a model has, and how many values each can take where they are classes. */
export interface LatentShape {
  readonly latents: number
  /** 2 or more; ignored by families whose latents are not classes. */
  readonly classes: number
}

/** Widths of one row. */
export interface Widths {
  /** Of gamma, the encoder's output. */
  readonly gamma: number
  /** Of the code z, the decoder's input. */
  readonly code: number
  /** Of the noise of one draw. */
  readonly noise: number
}

export interface FamilyMeta {
  /** Stable name, used in the URL. */
  readonly id: string
  widths(shape: LatentShape): Widths
  /** Symbols of the equal parts of gamma, each one number a latent or more: "μ". */
  readonly symbols: readonly string[]
  /** What its draws offer to the estimators. */
  readonly offers: readonly Capability[]
  /** For what it does not offer: the id of the derivation that says why, where there is one. */
  readonly whyNot?: Readonly<Partial<Record<Capability, string>>>
  /**
   * Whether q(z|x) is a distribution, with noise, a KL and a bound. If not, z is a function of the image: there is
   * nothing to average, no KL to weight, and no variance to measure.
   */
  readonly isRandom: boolean
  /** How many values the code can take; null if they cannot be enumerated. */
  countStates(shape: LatentShape): number | null
  /** How the exact posterior of an image is computed: by quadrature in the plane of two latents, by enumeration of the states, or not at all. */
  readonly exactPosterior: 'quadrature' | 'enumeration' | null
  /** What one latent is: a real number, one bit, or one of several classes. */
  readonly latentKind: 'real' | 'bit' | 'class'
  readonly words: InLanguages<FamilyWords>
}
