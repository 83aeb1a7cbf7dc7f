/** Which tile a product of some sizes is cut into, on which kind of device. */
import type { Sizes } from '../dense-products.ts'
import { workgroupBytes, type ProductForm } from './product.ts'
import { KIND_OF, type ProductEnd } from './product-ends.ts'
import type { Tile } from './tiles.ts'

/** What computes: a processor may stand in for a GPU. */
export type Processor = 'software' | 'gpu'

/** Without workgroup memory every number read counts: the larger the block, the fewer. */
const SOFTWARE: readonly Tile[] = [
  { rows: 32, columns: 64, threadRows: 16, threadColumns: 16, slices: 1, depth: 0 },
]

/** From large to small: a large tile reads less, a small one leaves no part of the device idle. */
const GPU: readonly Tile[] = [
  { rows: 128, columns: 128, threadRows: 8, threadColumns: 8, slices: 1, depth: 8 },
  { rows: 64, columns: 64, threadRows: 8, threadColumns: 4, slices: 1, depth: 16 },
  { rows: 32, columns: 32, threadRows: 4, threadColumns: 4, slices: 2, depth: 16 },
  { rows: 16, columns: 32, threadRows: 4, threadColumns: 4, slices: 4, depth: 16 },
  { rows: 16, columns: 16, threadRows: 4, threadColumns: 4, slices: 8, depth: 8 },
  { rows: 8, columns: 8, threadRows: 4, threadColumns: 4, slices: 32, depth: 4 },
]

export const TILES: Readonly<Record<Processor, readonly Tile[]>> = { software: SOFTWARE, gpu: GPU }

/** Workgroups that fill a device. */
const ENOUGH = 96

/** Of workgroup memory, what every device has, in bytes. */
export const LEAST_MEMORY = 16_384

const isWhole = (length: number): boolean => length % 4 === 0

export const formOf = (end: ProductEnd, sizes: Sizes, tile: Tile): ProductForm => ({
  end,
  wholeA: isWhole(KIND_OF[end] === 'parameters' ? sizes.m : sizes.k),
  wholeB: isWhole(KIND_OF[end] === 'input' ? sizes.k : sizes.n),
  wholeC: isWhole(sizes.n),
  tile,
})

export function formFor(processor: Processor, end: ProductEnd, sizes: Sizes): ProductForm {
  const forms = TILES[processor]
    .map((tile) => formOf(end, sizes, tile))
    .filter((form) => workgroupBytes(form) <= LEAST_MEMORY)
  const fills = ({ tile }: ProductForm) =>
    Math.ceil(sizes.m / tile.rows) * Math.ceil(sizes.n / tile.columns) >= ENOUGH
  return forms.find(fills) ?? forms.at(-1)!
}
