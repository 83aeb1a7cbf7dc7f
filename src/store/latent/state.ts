/** What the page knows of the latent space. Plain values; what changes them stands beside. */
import type { Images } from '../../protocol/engine.ts'
import type {
  Chosen,
  Encodings,
  ExactPosterior,
  GapReport,
  Inspection,
  TestImages,
} from '../../protocol/latent.ts'

/** What the panel shows beside the sliders. */
export const LATENT_VIEWS = ['map', 'units', 'posterior', 'draw', 'between', 'compare'] as const
export type LatentView = (typeof LATENT_VIEWS)[number]

/** What is kept fresh while training, as long as something on the page shows it. */
export type Need = 'encodings' | 'sheet' | 'inspection' | 'gaps'

/** Decoded points in rows and columns: the manifold of two latents, or a traversal of several. */
export interface LatentSheet {
  readonly kind: 'manifold' | 'traversal'
  readonly rows: number
  readonly columns: number
  /** Of a traversal: the latent of each row, counted from 0. */
  readonly latents: readonly number[]
  /** The values along the columns (manifold: along both axes). */
  readonly values: readonly number[]
  readonly images: Images
  readonly step: number
}

export interface LatentState {
  readonly view: LatentView
  /** The sliders, z1..zd. */
  readonly point: readonly number[]
  /** Points to go back to, newest last. */
  readonly past: readonly (readonly number[])[]
  /** The image the sliders show, and the step it was decoded at. */
  readonly decoded: { readonly image: Images; readonly point: readonly number[] } | null
  /** Latents by activity, most active first; all in their own order until there are encodings. */
  readonly order: readonly number[]
  readonly testImages: TestImages | null
  readonly encodings: Encodings | null
  /** The image looked at, and what the model makes of it. */
  readonly chosen: Chosen | null
  readonly inspection: Inspection | null
  /** The other end of the line between two images. */
  readonly partner: Chosen | null
  readonly partnerInspection: Inspection | null
  readonly sheet: LatentSheet | null
  readonly exact: ExactPosterior | null
  /** Oldest first. */
  readonly gaps: readonly GapReport[]
  /** Not null while a quadrature that a person asked for goes on. */
  readonly integrating: { readonly done: number; readonly total: number } | null
}
