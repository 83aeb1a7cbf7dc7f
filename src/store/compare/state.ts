/** The present model and those that it replaced, for comparison. Plain values. */
import type { Images } from '../../protocol/images.ts'
import type { Encodings } from '../../protocol/latent.ts'
import type { Settings } from '../../protocol/settings.ts'
import type { Holes } from './holes.ts'

/** Images decoded from the prior. */
export interface PriorSheet {
  /**
   * "manifold": a grid over quantiles of two latents. "draws": draws from the prior, the same ones for the same
   * seed.
   */
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
  /** The run's id in the history. */
  readonly run: number
  /** At the time of the portrait. */
  readonly settings: Settings
  readonly step: number
  /** As many as can be shown. */
  readonly encodings: Encodings
  /** Of the encoded images; null if there are none. */
  readonly labels: Uint8Array | null
  readonly sheet: PriorSheet
  readonly fit: Fit
}

export interface CompareState {
  /** Of the present model; null until something on the page needs it. */
  readonly present: Portrait | null
  /** Of earlier models, newest first. */
  readonly kept: readonly Portrait[]
}

export const MAX_KEPT = 5

export const initialCompare: CompareState = { present: null, kept: [] }

/** The state after another model replaces the present one. */
export const compareOfNext = ({ kept }: CompareState, keepsake: Portrait | null): CompareState => ({
  present: null,
  kept: keepsake ? [keepsake, ...kept].slice(0, MAX_KEPT) : kept,
})
