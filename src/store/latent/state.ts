/** What the page knows of the latent space. Plain values; what changes them stands beside. */
import type { LatentStatistics } from '../../math/latent-statistics.ts'
import type { Decoded } from '../../protocol/engine.ts'
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
export type Need = 'encodings' | 'sheet' | 'inspection' | 'line' | 'gaps'

/** Decoded points in rows and columns: the manifold of two latents, or a traversal of several. */
export interface LatentSheet {
  readonly kind: 'manifold' | 'traversal'
  readonly rows: number
  readonly columns: number
  /** Of a traversal: the latent of each row, counted from 0, the others at the sliders' point. Of a manifold: [0, 1]. */
  readonly latents: readonly number[]
  /**
   * The values along the columns, ascending. Of a manifold along both axes: its images begin with the row of the
   * greatest z2, so that it stands on the page as a graph does.
   */
  readonly values: readonly number[]
  readonly images: Decoded
}

export interface LatentState {
  readonly view: LatentView
  /** The sliders, z1..zd. */
  readonly point: readonly number[]
  /** Points to go back to, newest last. */
  readonly past: readonly (readonly number[])[]
  /** The image the sliders show, and where it was decoded: behind `point` by as long as decoding takes. */
  readonly decoded: { readonly image: Decoded; readonly point: readonly number[] } | null
  /** Latents by activity, most active first; in their own order until there are encodings, and where they are two. */
  readonly order: readonly number[]
  /** How many of them are active: the first ones of `order`. All, until there are encodings. */
  readonly active: number
  /** Of the opened data set; null until something on the page needs them. */
  readonly testImages: TestImages | null
  readonly encodings: Encodings | null
  /** Of the encodings. */
  readonly statistics: LatentStatistics | null
  /** The image looked at, and what the model makes of it. */
  readonly chosen: Chosen | null
  readonly inspection: Inspection | null
  /** The other end of the line between two images. */
  readonly partner: Chosen | null
  readonly partnerInspection: Inspection | null
  /** The straight line from the first one's mean to the second one's, decoded; null until both are there. */
  readonly line: Decoded | null
  readonly sheet: LatentSheet | null
  /** Of the image looked at. */
  readonly exact: ExactPosterior | null
  /** Oldest first. */
  readonly gaps: readonly GapReport[]
  /** Not null while a quadrature that a person asked for goes on. */
  readonly integrating: { readonly done: number; readonly total: number } | null
}

export const originOf = (latent: number): readonly number[] => new Array<number>(latent).fill(0)

export const initialLatent = (latent: number): LatentState => ({
  view: 'map',
  point: originOf(latent),
  past: [],
  decoded: null,
  order: originOf(latent).map((_, j) => j),
  active: latent,
  testImages: null,
  encodings: null,
  statistics: null,
  chosen: null,
  inspection: null,
  partner: null,
  partnerInspection: null,
  line: null,
  sheet: null,
  exact: null,
  gaps: [],
  integrating: null,
})

interface NextModel {
  readonly latent: number
  /** Whether it learns from the images that the one before it did. */
  readonly sameData: boolean
  /** Whether its test images are drawn in the same order. */
  readonly sameOrder: boolean
  /** How many test images there are. */
  readonly testImages: number
}

/** What a new model leaves of the state: whatever a person chose, as far as it still has a meaning. */
export function latentOfNext(before: LatentState, next: NextModel): LatentState {
  const { view, point, past, chosen, partner } = before
  const { latent, sameData, sameOrder, testImages } = next
  const stays = (image: Chosen | null) => image !== null && (!('test' in image) || image.test < testImages)
  return {
    ...initialLatent(latent),
    view,
    ...(point.length === latent && { point, past }),
    ...(sameData && sameOrder && { testImages: before.testImages }),
    ...(stays(chosen) && { chosen }),
    ...(stays(partner) && { partner }),
  }
}
