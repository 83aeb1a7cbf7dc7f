/** Chooses the tile for a product of given sizes, by kind of device. */
import type { Sizes } from '../dense-products.ts'
import { workgroupBytes, type ProductForm } from './product.ts'
import { KIND_OF, type ProductEnd } from './product-ends.ts'
import type { Tile } from './tiles.ts'

/** The kind of device: a CPU may stand in for a GPU. */
export type Processor = 'software' | 'gpu'

/** A tile, and the number of workgroups from which it is used: enough to fill the device. */
interface Candidate extends Tile {
  readonly enough: number
}

/** Without workgroup memory every read counts: larger blocks need fewer. */
const SOFTWARE: readonly Candidate[] = [
  { rows: 32, columns: 64, threadRows: 16, threadColumns: 16, slices: 1, depth: 0, enough: 1 },
]

/**
 * From large to small: a large tile reads less, a small one leaves no part of the device idle. From timings on
 * an H100 (bench/README.md, "Real devices").
 */
const GPU: readonly Candidate[] = [
  { rows: 128, columns: 128, threadRows: 8, threadColumns: 8, slices: 1, depth: 8, enough: 200 },
  { rows: 64, columns: 64, threadRows: 8, threadColumns: 4, slices: 1, depth: 16, enough: 300 },
  { rows: 32, columns: 32, threadRows: 4, threadColumns: 4, slices: 4, depth: 8, enough: 400 },
  { rows: 32, columns: 32, threadRows: 4, threadColumns: 4, slices: 2, depth: 16, enough: 96 },
  { rows: 16, columns: 32, threadRows: 4, threadColumns: 4, slices: 4, depth: 16, enough: 96 },
  { rows: 16, columns: 16, threadRows: 4, threadColumns: 4, slices: 8, depth: 8, enough: 96 },
  { rows: 8, columns: 8, threadRows: 4, threadColumns: 4, slices: 32, depth: 4, enough: 96 },
]

export const TILES: Readonly<Record<Processor, readonly Candidate[]>> = { software: SOFTWARE, gpu: GPU }

/** Workgroup memory that every device has, in bytes. */
export const LEAST_MEMORY = 16_384

const isWhole = (length: number): boolean => length % 4 === 0

export const formWithTile = (end: ProductEnd, sizes: Sizes, tile: Tile): ProductForm => ({
  end,
  wholeA: isWhole(KIND_OF[end] === 'parameters' ? sizes.m : sizes.k),
  wholeB: isWhole(KIND_OF[end] === 'input' ? sizes.k : sizes.n),
  wholeC: isWhole(sizes.n),
  tile,
})

export function formFor(processor: Processor, end: ProductEnd, sizes: Sizes): ProductForm {
  const fills = ({ rows, columns, enough }: Candidate) =>
    Math.ceil(sizes.m / rows) * Math.ceil(sizes.n / columns) >= enough
  const tiles = TILES[processor].filter(
    (tile) => workgroupBytes(formWithTile(end, sizes, tile)) <= LEAST_MEMORY,
  )
  return formWithTile(end, sizes, tiles.find(fills) ?? tiles.at(-1)!)
}
