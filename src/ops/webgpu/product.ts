/**
 * Matrix products with what follows them, one kernel for each of the three a dense layer needs. A thread computes a
 * block of the result in registers; on a GPU a workgroup first copies what its threads read into its own memory.
 */
import type { Activation } from '../types.ts'
import type { Kernel } from './kernel.ts'

/**
 * What is multiplied, [m, n] over k, lines of a factor lying one after the other:
 * `forward`    activation(a b + bias): a [m, k], b [k, n]
 * `parameters` a^T b, and in a last line the sums over k of b: a [k, m], b [k, n]
 * `input`      a b^T times the activation's slope: a [m, k], b [n, k]
 */
export type ProductKind = 'forward' | 'parameters' | 'input'

export interface ProductForm {
  readonly kind: ProductKind
  /** For `input`, of which `behind` has come; linear: of none. */
  readonly activation: Activation
  /** Lines of that factor are multiples of four long, so that four numbers are read at once. */
  readonly wholeA: boolean
  readonly wholeB: boolean
  /** Through workgroup memory. In software that is memory like any other, and copying into it is in vain. */
  readonly staged: boolean
}

/** Numbers of the result that a workgroup and a thread compute, and how far the workgroup goes in k at once. */
interface Tile {
  readonly rows: number
  readonly columns: number
  readonly depth: number
  readonly threadRows: number
  readonly threadColumns: number
}

const STAGED: Tile = { rows: 32, columns: 32, depth: 16, threadRows: 4, threadColumns: 4 }
/** Without workgroup memory every number read counts: the larger the block, the fewer. */
const DIRECT: Tile = { rows: 32, columns: 64, depth: 1, threadRows: 16, threadColumns: 16 }

/** Lines in which threads stand beside each other and below each other. */
const gridOf = ({ rows, columns, threadRows, threadColumns }: Tile) => ({
  across: columns / threadColumns,
  down: rows / threadRows,
})

export const productGroups = (form: ProductForm, m: number, n: number): [number, number] => {
  const { rows, columns } = form.staged ? STAGED : DIRECT
  const lines = form.kind === 'parameters' ? m + 1 : m
  return [Math.ceil(n / columns), Math.ceil(lines / rows)]
}

const each = (count: number, write: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => write(i)).join('\n')

const PART = ['x', 'y', 'z', 'w']
const FOUR = 'vec4u(0, 1, 2, 3)'

/** `a` and `b` by their lines: which lie along k, and how long they are. */
const LINES = {
  forward: { aLength: 'k', bLength: 'n', aLines: 'm', bLines: 'k' },
  parameters: { aLength: 'm', bLength: 'n', aLines: 'k', bLines: 'k' },
  input: { aLength: 'k', bLength: 'k', aLines: 'm', bLines: 'n' },
} as const

/** Four numbers of a line that begins at `start`, from place `at` on; 0 beyond the line's end. */
function reader(name: 'a' | 'b', length: string, whole: boolean): string {
  const title = `fn ${name}Four(start: u32, at: u32) -> vec4f`
  if (whole) return `${title} { return ${name}[(start + at) / 4u]; }`
  return `${title} {
  let i = start + at;
  let read = vec4f(${name}[i], ${name}[i + 1u], ${name}[i + 2u], ${name}[i + 3u]);
  return select(vec4f(), read, vec4u(at) + ${FOUR} < vec4u(given.${length}));
}`
}

const ACTIVATE: Record<Activation, string> = {
  linear: 'value',
  relu: 'select(value, 0.0, value < 0.0)', // keeps NaN
  tanh: 'sign(value) * (1.0 - exp(-2.0 * abs(value))) / (1.0 + exp(-2.0 * abs(value)))',
}

/** From the activation's output. */
const SLOPED: Record<Activation, string> = {
  linear: 'value',
  relu: 'select(0.0, value, behind[i] > 0.0)',
  tanh: 'value * (1.0 - behind[i] * behind[i])',
}

/** What becomes of a number of the product at its place. */
function put({ kind, activation }: ProductForm): string {
  const at = 'row * given.n + column'
  const lines = {
    forward: `let value = product + bias[column]; c[${at}] = ${ACTIVATE[activation]};`,
    parameters: `if (row < given.m) { c[${at}] = product; } else { sums[column] = product; }`,
    input: `let i = ${at}; let value = product; c[i] = ${SLOPED[activation]};`,
  }
  const rows = kind === 'parameters' ? 'given.m + 1u' : 'given.m'
  return `fn put(row: u32, column: u32, product: f32) {
  if (row < ${rows} && column < given.n) { ${lines[kind]} }
}`
}

/** A thread's block in its workgroup's. */
interface Block {
  readonly tile: Tile
  /** The place in the result of its i-th row and j-th column, i and j being shader text. */
  row(i: string): string
  column(j: string): string
}

/**
 * Where factors are read four rows or columns at a time, a thread has these beside each other; elsewhere threads beside
 * each other have them, which spreads what they read at once over the banks of workgroup memory.
 */
function blockOf({ kind, staged }: ProductForm): Block {
  const tile = staged ? STAGED : DIRECT
  const { across, down } = gridOf(tile)
  const inFours = (i: string, threads: number, thread: string) =>
    `4u * (${thread} + ${i} / 4u * ${threads}u) + ${i} % 4u`
  const inTurns = (i: string, threads: number, thread: string) => `${thread} + ${i} * ${threads}u`
  return {
    tile,
    row: (i) => `row0 + ${(kind === 'parameters' ? inFours : inTurns)(i, down, 'y')}`,
    column: (j) => `column0 + ${(kind === 'input' ? inTurns : inFours)(j, across, 'x')}`,
  }
}

/** Adds what four columns `b` get from row i's number `a`. */
const addFour = (i: number, quad: number, a: string): string =>
  `c${i}_${quad} = fma(vec4f(${a}), b${quad}, c${i}_${quad});`

/** Row by row what one place in k adds, from `a` (each row's number) and b0, b1, ... (four columns each). */
const outer = ({ threadRows, threadColumns }: Tile, a: (i: number) => string): string =>
  each(threadRows, (i) => each(threadColumns / 4, (quad) => addFour(i, quad, a(i))))

/** Four places in k: a0, a1, ... are the rows' numbers there, b0, b1, ... the columns'. */
const inner = ({ threadRows, threadColumns }: Tile): string =>
  each(threadRows, (i) =>
    each(threadColumns / 4, (quad) => {
      const dots = PART.map((_, part) => `dot(a${i}, b${4 * quad + part})`)
      return `c${i}_${quad} += vec4f(${dots.join(', ')});`
    }),
  )

/** What a loop over k does with the numbers there, however they are read. */
interface Reading {
  /** Numbers of the i-th row, or of the i-th four rows. */
  a(i: number): string
  /** Numbers of the j-th column, or of the j-th four columns; `part`: at the place in k that is so much further. */
  b(j: number, part: number): string
}

function multiplyAdd(kind: ProductKind, tile: Tile, { a, b }: Reading): string {
  const { threadRows, threadColumns } = tile
  const lets = (name: string, count: number, value: (i: number) => string) =>
    each(count, (i) => `let ${name}${i} = ${value(i)};`)
  const columnFours = (part: number) => lets('b', threadColumns / 4, (j) => b(j, part))
  switch (kind) {
    case 'forward':
      return `${lets('a', threadRows, a)}
${each(4, (part) => `{ ${columnFours(part)} ${outer(tile, (i) => `a${i}.${PART[part]}`)} }`)}`
    case 'parameters':
      return `${lets('a', threadRows / 4, a)} ${columnFours(0)}
${outer(tile, (i) => `a${i >> 2}.${PART[i & 3]}`)}`
    case 'input':
      return `${lets('a', threadRows, a)} ${lets('b', threadColumns, (j) => b(j, 0))} ${inner(tile)}`
  }
}

/** How far a turn of the loop goes in k. */
const strideOf = (kind: ProductKind): number => (kind === 'parameters' ? 1 : 4)

/** The factors straight from where they lie. Rows and columns beyond the result's read its last ones and are dropped. */
function directLoop({ kind, wholeA }: ProductForm, { tile, row, column }: Block): string {
  const { threadRows, threadColumns } = tile
  const lastFour = (place: string, length: string) => `min(${place}, (given.${length} - 1u) / 4u * 4u)`
  const starts = (name: string, count: number, place: (i: string) => string, lines: string) =>
    each(count, (i) => `let ${name}Start${i} = min(${place(`${i}u`)}, given.${lines} - 1u) * given.k;`)
  // Beyond the end of k stands 0 in a, and b's last line is read again: if that is not finite, the result is not either.
  const line = (part: number) => (wholeA ? `(q + ${part}u)` : `min(q + ${part}u, given.k - 1u)`)
  const columnFours = each(threadColumns / 4, (j) => `let bAt${j} = ${lastFour(column(`${4 * j}u`), 'n')};`)
  const rowFours = each(
    threadRows / 4,
    (i) => `let aAt${i} = ${lastFour(row(`${4 * i}u`), 'm')};
let ones${i} = vec4u(${row(`${4 * i}u`)}) + ${FOUR} == vec4u(given.m);`,
  )
  const ways: Record<ProductKind, Reading & { readonly before: string }> = {
    forward: {
      before: `${starts('a', threadRows, row, 'm')} ${columnFours}`,
      a: (i) => `aFour(aStart${i}, q)`,
      b: (j, part) => `bFour(${line(part)} * given.n, bAt${j})`,
    },
    parameters: {
      before: `${rowFours} ${columnFours}`,
      a: (i) => `select(aFour(q * given.m, aAt${i}), vec4f(1.0), ones${i})`,
      b: (j) => `bFour(q * given.n, bAt${j})`,
    },
    input: {
      before: `${starts('a', threadRows, row, 'm')} ${starts('b', threadColumns, column, 'n')}`,
      a: (i) => `aFour(aStart${i}, q)`,
      b: (j) => `bFour(bStart${j}, q)`,
    },
  }
  return `${ways[kind].before}
for (var q = 0u; q < given.k; q += ${strideOf(kind)}u) {
${multiplyAdd(kind, tile, ways[kind])}
}`
}

/** What a workgroup keeps of a factor: so many lines of so many fours, `stride` apart. */
interface Stage {
  readonly lines: number
  readonly fours: number
  readonly stride: number
}

/** Lines along k are read by neighbours at the same place: one four more spreads them over the banks. */
function stagesOf(kind: ProductKind, { rows, columns, depth }: Tile): { a: Stage; b: Stage } {
  const alongK = (lines: number): Stage => ({ lines, fours: depth / 4, stride: depth / 4 + 1 })
  const acrossK = (length: number): Stage => ({ lines: depth, fours: length / 4, stride: length / 4 })
  return {
    a: kind === 'parameters' ? acrossK(rows) : alongK(rows),
    b: kind === 'input' ? alongK(columns) : acrossK(columns),
  }
}

function stageHelpers({ kind }: ProductForm, { tile }: Block): string {
  const { aLines, aLength, bLines, bLength } = LINES[kind]
  const stages = stagesOf(kind, tile)
  const value = (name: 'a' | 'b', lines: string, length: string, ending: string) =>
    `fn ${name}Value(line: u32, at: u32) -> vec4f {
  if (line >= given.${lines}) { return vec4f(); }
  var value = vec4f();
  if (at < given.${length}) { value = ${name}Four(line * given.${length}, at); }
  return ${ending};
}`
  const withOnes = `select(value, vec4f(1.0), vec4u(at) + ${FOUR} == vec4u(given.m))`
  return `var<workgroup> aStage: array<vec4f, ${stages.a.lines * stages.a.stride}>;
var<workgroup> bStage: array<vec4f, ${stages.b.lines * stages.b.stride}>;
${value('a', aLines, aLength, kind === 'parameters' ? withOnes : 'value')}
${value('b', bLines, bLength, 'value')}`
}

function stagedLoop({ kind }: ProductForm, { tile }: Block): string {
  const { across, down } = gridOf(tile)
  const { a, b } = stagesOf(kind, tile)
  const fill = (name: 'a' | 'b', { lines, fours, stride }: Stage, line0: string, at0: string) =>
    `for (var i = thread; i < ${lines * fours}u; i += ${across * down}u) {
  let line = i / ${fours}u; let four = i % ${fours}u;
  ${name}Stage[line * ${stride}u + four] = ${name}Value(${line0} + line, ${at0} + 4u * four);
}`
  const ways: Record<ProductKind, Reading> = {
    forward: {
      a: (i) => `aStage[(y + ${i * down}u) * ${a.stride}u + q / 4u]`,
      b: (j, part) => `bStage[(q + ${part}u) * ${b.stride}u + ${j * across}u + x]`,
    },
    parameters: {
      a: (i) => `aStage[q * ${a.stride}u + ${i * down}u + y]`,
      b: (j) => `bStage[q * ${b.stride}u + ${j * across}u + x]`,
    },
    input: {
      a: (i) => `aStage[(y + ${i * down}u) * ${a.stride}u + q / 4u]`,
      b: (j) => `bStage[(x + ${j * across}u) * ${b.stride}u + q / 4u]`,
    },
  }
  return `for (var k0 = 0u; k0 < given.k; k0 += ${tile.depth}u) {
${kind === 'parameters' ? fill('a', a, 'k0', 'row0') : fill('a', a, 'row0', 'k0')}
${kind === 'input' ? fill('b', b, 'column0', 'k0') : fill('b', b, 'k0', 'column0')}
workgroupBarrier();
for (var q = 0u; q < ${tile.depth}u; q += ${strideOf(kind)}u) {
${multiplyAdd(kind, tile, ways[kind])}
}
workgroupBarrier();
}`
}

/** In a loop, not written out: these lines are most of what there is to compile. */
function putBlock({ tile: { threadRows, threadColumns }, row, column }: Block): string {
  const quads = threadColumns / 4
  const names = Array.from({ length: threadRows * quads }, (_, i) => `c${Math.floor(i / quads)}_${i % quads}`)
  return `var block = array<vec4f, ${names.length}>(${names.join(', ')});
for (var i = 0u; i < ${threadRows}u; i++) {
  for (var j = 0u; j < ${threadColumns}u; j++) {
    put(${row('i')}, ${column('j')}, block[i * ${quads}u + j / 4u][j % 4u]);
  }
}`
}

const EXTRA = {
  forward: { writes: {}, reads: { bias: 'f32' } },
  parameters: { writes: { sums: 'f32' }, reads: {} },
  input: { writes: {}, reads: { behind: 'f32' } },
} as const

function kernelOf(form: ProductForm, name: string): Kernel {
  const { kind, wholeA, wholeB, staged, activation } = form
  const block = blockOf(form)
  const { tile } = block
  const { across, down } = gridOf(tile)
  const isPlain = kind === 'input' && activation === 'linear'
  const extra = isPlain ? { writes: {}, reads: {} } : EXTRA[kind]
  const { aLength, bLength } = LINES[kind]
  return {
    name,
    writes: { c: 'f32', ...extra.writes },
    reads: { a: wholeA ? 'vec4<f32>' : 'f32', b: wholeB ? 'vec4<f32>' : 'f32', ...extra.reads },
    numbers: { m: 'u32', n: 'u32', k: 'u32' },
    threads: across * down,
    helpers: [
      reader('a', aLength, wholeA),
      reader('b', bLength, wholeB),
      put(form),
      staged ? stageHelpers(form, block) : '',
    ].join('\n'),
    body: `
let row0 = group.y * ${tile.rows}u; let column0 = group.x * ${tile.columns}u;
let x = thread % ${across}u; let y = thread / ${across}u;
${each(tile.threadRows, (i) => each(tile.threadColumns / 4, (quad) => `var c${i}_${quad} = vec4f();`))}
${staged ? stagedLoop(form, block) : directLoop(form, block)}
${putBlock(block)}
`,
  }
}

const kernels = new Map<string, Kernel>()

export function productKernel(form: ProductForm): Kernel {
  const { kind, activation, wholeA, wholeB, staged } = form
  const name = ['product', kind, activation, wholeA, wholeB, staged].join(' ')
  let kernel = kernels.get(name)
  if (!kernel) kernels.set(name, (kernel = kernelOf(form, name)))
  return kernel
}
