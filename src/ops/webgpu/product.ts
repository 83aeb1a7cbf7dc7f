/**
 * Matrix products with fused operations, one kernel for each of the three that a dense layer needs. A thread
 * computes a block of the result in registers; on a GPU a workgroup first copies its inputs into workgroup
 * memory.
 */
import type { Kernel } from './kernel.ts'
import { endOf, KIND_OF, type Element, type End, type ProductEnd, type ProductKind } from './product-ends.ts'
import { factorLoop, stagedLength, type LoopParameters } from './product-loops.ts'
import { threadGrid, type Tile } from './tiles.ts'

export interface ProductForm {
  readonly end: ProductEnd
  /**
   * Whether lines of that factor, and rows of the result, are multiples of four long, so that four elements are
   * read at once.
   */
  readonly wholeA: boolean
  readonly wholeB: boolean
  readonly wholeC: boolean
  readonly tile: Tile
}

export const productGroups = ({ end, tile }: ProductForm, m: number, n: number): [number, number] => {
  const lines = KIND_OF[end] === 'parameters' ? m + 1 : m
  return [Math.ceil(n / tile.columns), Math.ceil(lines / tile.rows)]
}

/** Neighbouring threads add up their contributions to a row's sum, where workgroup memory is fast. */
const sumsOverWorkgroup = ({ end, tile }: ProductForm): boolean => end === 'bernoulli' && tile.depth > 0

/** The number of partial sums per row of `bernoulli`. */
export const partsOf = (form: ProductForm, n: number): number =>
  Math.ceil(n / form.tile.columns) * (sumsOverWorkgroup(form) ? 1 : threadGrid(form.tile).across)

const each = (count: number, write: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => write(i)).join('\n')

const inFours = (i: string, threads: number, thread: string) =>
  `4u * (${thread} + ${i} / 4u * ${threads}u) + ${i} % 4u`
const inTurns = (i: string, threads: number, thread: string) => `${thread} + ${i} * ${threads}u`

/**
 * The row and column in the result of a thread's i-th row and j-th column. If factors are read four rows or
 * columns at a time, a thread's are adjacent; otherwise adjacent threads have adjacent ones, which spreads
 * simultaneous reads over the banks of workgroup memory.
 */
function placesOf(kind: ProductKind, tile: Tile) {
  const { across, down } = threadGrid(tile)
  return {
    row: (i: string) => `row0 + ${(kind === 'parameters' ? inFours : inTurns)(i, down, 'y')}`,
    column: (j: string) => `column0 + ${(kind === 'input' ? inTurns : inFours)(j, across, 'x')}`,
  }
}

/** Adds up the results of the slices in the first one. */
function joinSlices({ threadRows, threadColumns, slices, ...tile }: Tile): string {
  if (slices === 1) return ''
  const { aSlice } = threadGrid({ threadRows, threadColumns, slices, ...tile })
  const quads = threadColumns / 4
  const names = Array.from({ length: threadRows * quads }, (_, i) => `c${Math.floor(i / quads)}_${i % quads}`)
  const at = (slice: string, i: number) =>
    `shared4[(${slice} * ${names.length}u + ${i}u) * ${aSlice}u + place]`
  return `if (slice > 0u) { ${each(names.length, (i) => `${at('(slice - 1u)', i)} = ${names[i]};`)} }
workgroupBarrier();
if (slice == 0u) {
  for (var other = 0u; other < ${slices - 1}u; other++) {
    ${each(names.length, (i) => `${names[i]} += ${at('other', i)};`)}
  }
}`
}

/** In fours of workgroup memory. */
const joinLength = ({ slices, threadRows, threadColumns, ...tile }: Tile): number =>
  ((slices - 1) *
    threadRows *
    threadColumns *
    threadGrid({ slices, threadRows, threadColumns, ...tile }).aSlice) /
  4

/** Up to this many elements per thread are stored by unrolled code; more would dominate compilation. */
const MOST_WRITTEN_OUT = 64

const PART = ['x', 'y', 'z', 'w']

/** Stores a thread's elements, and leaves each row's sum in `sum` for `atEnd`. */
function putBlock({ end, tile }: ProductForm, isWhole: boolean, atEnd: (i: string) => string): string {
  const { threadRows, threadColumns } = tile
  const quads = threadColumns / 4
  const { row, column } = placesOf(KIND_OF[end], tile)
  const put = (i: string, j: string, value: string) => `sum += put(${row(i)}, ${column(j)}, ${value});`
  if (threadRows * threadColumns <= MOST_WRITTEN_OUT) {
    const columns = (i: number) =>
      each(quads, (quad) =>
        isWhole
          ? put(`${i}u`, `${4 * quad}u`, `c${i}_${quad}`)
          : PART.map((part, p) => put(`${i}u`, `${4 * quad + p}u`, `c${i}_${quad}.${part}`)).join('\n'),
      )
    return each(threadRows, (i) => `{ var sum = 0.0; ${columns(i)} ${atEnd(`${i}u`)} }`)
  }
  const names = Array.from({ length: threadRows * quads }, (_, i) => `c${Math.floor(i / quads)}_${i % quads}`)
  const block = `block[i * ${quads}u + j / 4u]`
  return `var block = array<vec4f, ${names.length}>(${names.join(', ')});
for (var i = 0u; i < ${threadRows}u; i++) {
  var sum = 0.0;
  for (var j = 0u; j < ${threadColumns}u; j += ${isWhole ? 4 : 1}u) {
    ${put('i', 'j', isWhole ? block : `${block}[j % 4u]`)}
  }
  ${atEnd('i')}
}`
}

/** The rows' sums, if wanted: one per thread, or added up over the workgroup's columns. */
function rowSums(form: ProductForm): { declared: string; atEnd: (i: string) => string; after: string } {
  const { end, tile } = form
  if (end !== 'bernoulli') return { declared: '', atEnd: () => '', after: '' }
  const { across, threads } = threadGrid(tile)
  const { row } = placesOf(KIND_OF[end], tile)
  if (!sumsOverWorkgroup(form)) {
    const at = `(${'%'}) * given.parts + group.x * ${across}u + x`
    const atEnd = (i: string) => `if (${row(i)} < given.m) { partial[${at.replace('%', row(i))}] = sum; }`
    return { declared: '', atEnd, after: '' }
  }
  return {
    declared: `var<workgroup> rowSums: array<f32, ${tile.rows * across}>;`,
    atEnd: (i) => `rowSums[(${row(i)} - row0) * ${across}u + x] = sum;`,
    after: `workgroupBarrier();
for (var line = thread; line < ${tile.rows}u; line += ${threads}u) {
  var sum = 0.0;
  for (var i = 0u; i < ${across}u; i++) { sum += rowSums[line * ${across}u + i]; }
  if (row0 + line < given.m) { partial[(row0 + line) * given.parts + group.x] = sum; }
}`,
  }
}

function putHelper(kind: ProductKind, end: End, element: Element): string {
  const fours = element === 'f32' ? '' : ' / 4u'
  return `fn put(row: u32, column: u32, value: ${element}) -> f32 {
  var sum = 0.0;
  if (row < given.m${kind === 'parameters' ? ' + 1u' : ''} && column < given.n) {
    let i = (row * given.n + column)${fours};
    let j = column${fours};
    ${end.each}
  }
  return sum;
}`
}

/** Fours of workgroup memory, used by the factors and the slices in turn. */
const sharedLength = ({ end, tile }: ProductForm): number =>
  Math.max(stagedLength(KIND_OF[end], tile), joinLength(tile))

/** All workgroup memory, in bytes. */
export const workgroupBytes = (form: ProductForm): number =>
  16 * sharedLength(form) + (sumsOverWorkgroup(form) ? 4 * form.tile.rows * threadGrid(form.tile).across : 0)

function kernelOf(form: ProductForm): Kernel {
  const { wholeA, wholeB, wholeC, tile } = form
  const kind = KIND_OF[form.end]
  const { across, aSlice, threads } = threadGrid(tile)
  // A thread's columns of `input` are not adjacent.
  const element: Element = wholeC && kind !== 'input' ? 'vec4<f32>' : 'f32'
  const end = endOf(form.end, element)
  const reading: LoopParameters = { ...form, kind, ...placesOf(kind, tile) }
  const loop = factorLoop(reading)
  const sums = rowSums(form)
  const length = sharedLength(form)
  return {
    name: nameOf(form),
    writes: end.writes,
    reads: { a: wholeA ? 'vec4<f32>' : 'f32', b: wholeB ? 'vec4<f32>' : 'f32', ...end.reads },
    numbers: {
      m: 'u32',
      n: 'u32',
      k: 'u32',
      ...end.numbers,
      ...(form.end === 'bernoulli' && { parts: 'u32' }),
    },
    threads,
    helpers: [
      length > 0 ? `var<workgroup> shared4: array<vec4f, ${length}>;` : '',
      sums.declared,
      loop.helpers,
      putHelper(kind, end, element),
    ].join('\n'),
    body: `
let row0 = group.y * ${tile.rows}u; let column0 = group.x * ${tile.columns}u;
let slice = thread / ${aSlice}u; let place = thread % ${aSlice}u;
let x = place % ${across}u; let y = place / ${across}u;
${each(tile.threadRows, (i) => each(tile.threadColumns / 4, (quad) => `var c${i}_${quad} = vec4f();`))}
${loop.body}
${joinSlices(tile)}
if (slice == 0u) {
${putBlock(form, element !== 'f32', sums.atEnd)}
}
${sums.after}
`,
  }
}

function nameOf({ end, wholeA, wholeB, wholeC, tile }: ProductForm): string {
  const { rows, columns, threadRows, threadColumns, slices, depth } = tile
  const cut = `${rows}x${columns} ${threadRows}x${threadColumns} ${slices}x${depth}`
  return ['product', end, wholeA, wholeB, wholeC, cut].join(' ')
}

const kernels = new WeakMap<ProductForm, Kernel>()

export function productKernel(form: ProductForm): Kernel {
  let kernel = kernels.get(form)
  if (!kernel) kernels.set(form, (kernel = kernelOf(form)))
  return kernel
}
