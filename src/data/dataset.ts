/**
 * A data set as the engine takes it: bytes, in the order of the files. NOT batches: shuffling, binarising and
 * scaling are the engine's.
 */
import type { DataNotice } from './errors.ts'

export const IMAGE_SIDE = 28
export const IMAGE_PIXELS = IMAGE_SIDE * IMAGE_SIDE
export const CLASS_COUNT = 10

/** The same union as in protocol/engine.ts, which data may not import. */
export type DataOrigin = 'same-origin' | 'mirror' | 'cache' | 'generated' | 'files'

export type PublicName = 'mnist' | 'fashion-mnist'
export type DatasetName = PublicName | 'procedural'

export interface Split {
  /** [count, 28, 28], 0 = paper, 255 = ink. A view: its buffer may hold more. */
  readonly images: Uint8Array
  /** [count], 0..9; null where none were given. */
  readonly labels: Uint8Array | null
  readonly count: number
}

export interface Splits {
  readonly train: Split
  readonly test: Split
}

export interface Dataset extends Splits {
  /** What is really in it, which may not be what was wanted; "custom" for a person's own files. */
  readonly name: DatasetName | 'custom'
  readonly origin: DataOrigin
  readonly notices: readonly DataNotice[]
}

export type DataTask = 'download' | 'parse' | 'generate'

/** Download counts bytes, parse files, generate images. */
export type OnProgress = (task: DataTask, done: number, total: number) => void
