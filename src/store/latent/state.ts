/** The page's state of the latent space. Plain values; changed by the files next to this one. */
import type { LatentStatistics } from '../../math/latent-statistics.ts'
import type { GeneratedImages } from '../../protocol/engine.ts'
import type {
  ChosenImage,
  Codebook,
  Encodings,
  ExactPosterior,
  GapReport,
  Inspection,
  TestImages,
} from '../../protocol/latent.ts'
import type { PosteriorWays } from '../../protocol/ways.ts'

/** What is kept fresh during training while something on the page shows it. */
export type Need = 'encodings' | 'codebook' | 'sheet' | 'inspection' | 'line' | 'gaps'

/**
 * Decoded points in rows and columns: the manifold of two real latents, all states of few bits or classes, or a traversal
 * of several latents.
 */
export interface LatentSheet {
  readonly kind: 'manifold' | 'traversal' | 'codebook'
  readonly rows: number
  readonly columns: number
  /**
   * For a traversal: the latent of each row, from 0, with the others at the sliders' point. For a manifold: [0,
   * 1]. For all states: every latent.
   */
  readonly latents: readonly number[]
  /**
   * The values along the columns, ascending. For a manifold along both axes: its images begin with the row of
   * the greatest z2, as in a plot. For all states: the values of one latent.
   */
  readonly values: readonly number[]
  readonly images: GeneratedImages
}

export interface LatentState {
  /** The sliders, z1..zd. */
  readonly point: readonly number[]
  /** Points for undo, newest last. */
  readonly past: readonly (readonly number[])[]
  /** The image of the sliders, and its point: lags behind `point` by the time of decoding. */
  readonly decoded: { readonly image: GeneratedImages; readonly point: readonly number[] } | null
  /** Latents by activity, most active first; in their own order if there are no encodings, or only two latents. */
  readonly order: readonly number[]
  /** The number of active latents, which come first in `order`. All, until there are encodings. */
  readonly active: number
  /** Of the opened data set; null until something on the page needs them. */
  readonly testImages: TestImages | null
  readonly encodings: Encodings | null
  /** Of the encodings. */
  readonly statistics: LatentStatistics | null
  /** The chosen image, and its inspection. */
  readonly chosen: ChosenImage | null
  readonly inspection: Inspection | null
  /** The other end of the line between two images. */
  readonly partner: ChosenImage | null
  readonly partnerInspection: Inspection | null
  /** The decoded line from the first image's mean to the second one's; null until both are known. */
  readonly line: GeneratedImages | null
  readonly sheet: LatentSheet | null
  /** How test images use the states, where these are few. */
  readonly codebook: Codebook | null
  /** Of the chosen image. */
  readonly exact: ExactPosterior | null
  /** Of the chosen image. */
  readonly ways: PosteriorWays | null
  /** Oldest first. */
  readonly gaps: readonly GapReport[]
  /** While one more of them is measured on request. */
  readonly averaging: boolean
  /** Not null while a quadrature requested by the user is running. */
  readonly integrating: { readonly done: number; readonly total: number } | null
  /** Not null while the ways to the posterior are being taken. */
  readonly taking: { readonly done: number; readonly total: number } | null
}

export const originOf = (latent: number): readonly number[] => new Array<number>(latent).fill(0)

export const initialLatent = (latent: number): LatentState => ({
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
  codebook: null,
  exact: null,
  ways: null,
  gaps: [],
  averaging: false,
  integrating: null,
  taking: null,
})

interface NextModel {
  readonly latent: number
  /** Whether its latents take the same values. */
  readonly sameValues: boolean
  /** Whether it is trained on the same images as the model before. */
  readonly sameData: boolean
  /** Whether its test images are drawn in the same order. */
  readonly sameOrder: boolean
  /** The number of test images. */
  readonly testImages: number
}

/** The state kept for a new model: the user's choices, if they still have a meaning. */
export function latentOfNext(before: LatentState, next: NextModel): LatentState {
  const { point, past, chosen, partner } = before
  const { latent, sameValues, sameData, sameOrder, testImages } = next
  const stays = (image: ChosenImage | null) =>
    image !== null && (!('test' in image) || image.test < testImages)
  return {
    ...initialLatent(latent),
    ...(point.length === latent && sameValues && { point, past }),
    ...(sameData && sameOrder && { testImages: before.testImages }),
    ...(stays(chosen) && { chosen }),
    ...(stays(partner) && { partner }),
  }
}

/** The classes of the chosen test images, from the `labels` of all; null if there are none. */
export const labelsAt = (labels: Uint8Array | null, indices: Uint32Array): Uint8Array | null =>
  labels && Uint8Array.from(indices, (image) => labels[image]!)
