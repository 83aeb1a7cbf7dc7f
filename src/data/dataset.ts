/**
 * A data set as the engine takes it: bytes, in the order of the files. NOT batches: shuffling, binarising and
 * scaling are the engine's.
 */
import { IMAGE_SIDE } from '../math/ink.ts'
import type { DataNotice } from './errors.ts'

export const IMAGE_PIXELS = IMAGE_SIDE * IMAGE_SIDE

/** The same union as in protocol/engine.ts, which data may not import. */
export type DataOrigin = 'same-origin' | 'mirror' | 'cache' | 'generated' | 'files'

export type PublicName = 'mnist' | 'fashion-mnist'
export type KnownDatasetName = PublicName | 'procedural'

export interface Split {
  /** [count, 28, 28], 0 = paper, 255 = ink. A view: its buffer may hold more. */
  readonly images: Uint8Array
  /** The same with only these in it for sure, where images are drawn as they are asked for; missing where all are there. */
  readonly drawn?: (places: Iterable<number>) => Uint8Array
  /** How many of them are drawn by now; missing where all are there. */
  readonly done?: number
  /** [count]; null where none were given. */
  readonly labels: Uint8Array | null
  readonly count: number
}

/** All images, of which those at these places are there. */
export const imagesAt = (split: Split, places: Iterable<number>): Uint8Array =>
  split.drawn?.(places) ?? split.images

/** Whether all images are there by now. */
export const isWhole = ({ done, count }: Split): boolean => done === undefined || done === count

/** The images from `from` up to but not including `to`, or the last. */
export function imagesFrom(split: Split, from: number, to: number): Uint8Array {
  const end = Math.min(to, split.count)
  const places = Array.from({ length: Math.max(0, end - from) }, (_, i) => from + i)
  return imagesAt(split, places).subarray(from * IMAGE_PIXELS, end * IMAGE_PIXELS)
}

export interface Splits {
  readonly train: Split
  readonly test: Split
}

export interface Dataset extends Splits {
  /** What is really in it, which may not be what was wanted; "custom" for a person's own files. */
  readonly name: KnownDatasetName | 'custom'
  readonly origin: DataOrigin
  readonly notices: readonly DataNotice[]
  /** What these images are known by, where that is not told by looking at all of them; and what they were known by before. */
  readonly marks?: { readonly mark: string; readonly former: string }
}

export type DataTask = 'download' | 'parse'

/** Download counts bytes, parse files. */
export type OnProgress = (task: DataTask, done: number, total: number) => void
