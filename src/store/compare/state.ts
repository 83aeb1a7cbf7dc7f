/** Two models beside each other: the present one and those that it replaced. Plain values. */
import type { Images } from '../../protocol/images.ts'
import type { Encodings } from '../../protocol/latent.ts'
import type { Settings } from '../../protocol/settings.ts'
import type { Holes } from './holes.ts'

/** What the prior decodes to. */
export interface PriorSheet {
  /** "manifold": a grid over quantiles of two latents. "draws": of the prior, the same ones for the same seed. */
  readonly kind: 'manifold' | 'draws'
  readonly rows: number
  readonly columns: number
  readonly images: Images
}

export interface Fit {
  /** Mean square of a latent over images, E[z_j^2]: 1 under the prior. */
  readonly spread: number
  readonly active: number
  readonly holes: Holes
}

export interface Portrait {
  /** The run's number in the history. */
  readonly run: number
  /** As they were at that moment. */
  readonly settings: Settings
  readonly step: number
  /** As many as can be shown. */
  readonly encodings: Encodings
  /** Of the encoded images; null where none were given. */
  readonly labels: Uint8Array | null
  readonly sheet: PriorSheet
  readonly fit: Fit
}

export interface CompareState {
  /** Of the present model; null until something on the page needs it. */
  readonly present: Portrait | null
  /** Of the models before it, newest first. */
  readonly kept: readonly Portrait[]
}

export const MAX_KEPT = 5

export const initialCompare: CompareState = { present: null, kept: [] }

/** When another model takes the present one's place. */
export const compareOfNext = ({ kept }: CompareState, keepsake: Portrait | null): CompareState => ({
  present: null,
  kept: keepsake ? [keepsake, ...kept].slice(0, MAX_KEPT) : kept,
})
