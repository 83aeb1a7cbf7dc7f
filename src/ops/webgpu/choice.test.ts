/** Tiles stay within the limits of every device, and larger products get larger tiles. */
import { expect, test } from 'vitest'
import { formFor, formWithTile, LEAST_MEMORY, TILES, type Processor } from './choice.ts'
import { productGroups, productKernel, workgroupBytes } from './product.ts'
import { KIND_OF, type ProductEnd } from './product-ends.ts'
import { shaderOf } from './kernel.ts'
import { threadGrid } from './tiles.ts'

const ENDS = Object.keys(KIND_OF) as ProductEnd[]
const PROCESSORS = Object.keys(TILES) as Processor[]
const SIZES = [
  { m: 1, n: 1, k: 1 },
  { m: 128, n: 400, k: 784 },
  { m: 4096, n: 784, k: 400 },
  { m: 785, n: 7, k: 3 },
]
const CASES = PROCESSORS.flatMap((processor) =>
  ENDS.flatMap((end) => SIZES.map((sizes) => ({ processor, end, sizes }))),
)

test.each(CASES)(
  'on $processor, $end, $sizes: as much memory and as many threads as every device has',
  (one) => {
    const form = formFor(one.processor, one.end, one.sizes)
    const { across, down, threads } = threadGrid(form.tile)
    expect(workgroupBytes(form)).toBeLessThanOrEqual(LEAST_MEMORY)
    expect(threads).toBeLessThanOrEqual(256)
    expect([across, down].every(Number.isInteger)).toBe(true)
    const { m, n } = one.sizes
    const [columns, rows] = productGroups(form, m, n)
    expect(columns * form.tile.columns).toBeGreaterThanOrEqual(n)
    expect(rows * form.tile.rows).toBeGreaterThanOrEqual(KIND_OF[one.end] === 'parameters' ? m + 1 : m)
  },
)

test.each(ENDS)('%s binds no more than eight buffers, and its name tells its tile', (end) => {
  const kernels = TILES.gpu.map((tile) => productKernel(formWithTile(end, SIZES[1]!, tile)))
  for (const { writes, reads } of kernels)
    expect(Object.keys({ ...writes, ...reads }).length).toBeLessThanOrEqual(8)
  expect(new Set(kernels.map(({ name }) => name)).size).toBe(TILES.gpu.length)
  expect(new Set(kernels.map(shaderOf)).size).toBe(TILES.gpu.length)
})

test('a small product is cut fine enough to fill a device, a large one is not', () => {
  const areaOf = (m: number, n: number) => {
    const { rows, columns } = formFor('gpu', 'activated', { m, n, k: 400 }).tile
    return rows * columns
  }
  const areas = [areaOf(128, 40), areaOf(128, 400), areaOf(1024, 400), areaOf(2048, 2048)]
  expect(areas).toEqual([...areas].sort((a, b) => a - b))
  expect(new Set(areas).size).toBe(areas.length)
})
