/** How the threads of a product read the factors, as shader text: directly, or through workgroup memory. */
import type { ProductKind } from './product-ends.ts'
import { threadGrid, type Tile } from './tiles.ts'

/** The parameters of the loop of a product. */
export interface LoopParameters {
  readonly kind: ProductKind
  readonly wholeA: boolean
  readonly wholeB: boolean
  readonly tile: Tile
  /** The row and column in the result of a thread's i-th row and j-th column, i and j being shader text. */
  row(i: string): string
  column(j: string): string
}

export interface FactorLoop {
  readonly helpers: string
  /** Accumulates the products in c0_0, c0_1, ... (row by row, four columns each); may use all of `shared4`. */
  readonly body: string
}

const each = (count: number, write: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => write(i)).join('\n')

const PART = ['x', 'y', 'z', 'w']
const FOUR = 'vec4u(0, 1, 2, 3)'

/** `a` and `b` by lines: which are contiguous along k, and how long they are. */
const LINES = {
  forward: { aLength: 'k', bLength: 'n', aLines: 'm', bLines: 'k' },
  parameters: { aLength: 'm', bLength: 'n', aLines: 'k', bLines: 'k' },
  input: { aLength: 'k', bLength: 'k', aLines: 'm', bLines: 'n' },
} as const

/** Four elements of the line that begins at `start`, from place `at` on; 0 beyond the line's end. */
function reader(name: 'a' | 'b', length: string, whole: boolean): string {
  const title = `fn ${name}Four(start: u32, at: u32) -> vec4f`
  if (whole) return `${title} { return ${name}[(start + at) / 4u]; }`
  return `${title} {
  let i = start + at;
  let read = vec4f(${name}[i], ${name}[i + 1u], ${name}[i + 2u], ${name}[i + 3u]);
  return select(vec4f(), read, vec4u(at) + ${FOUR} < vec4u(given.${length}));
}`
}

/** Adds the contribution of row i's element `a` to four columns `b`. */
const addFour = (i: number, quad: number, a: string): string =>
  `c${i}_${quad} = fma(vec4f(${a}), b${quad}, c${i}_${quad});`

/**
 * The contribution of one place in k, row by row, from `a` (each row's element) and b0, b1, ... (four columns
 * each).
 */
const outer = ({ threadRows, threadColumns }: Tile, a: (i: number) => string): string =>
  each(threadRows, (i) => each(threadColumns / 4, (quad) => addFour(i, quad, a(i))))

/** Four places in k: a0, a1, ... are the rows' elements there, b0, b1, ... the columns'. */
const inner = ({ threadRows, threadColumns }: Tile): string =>
  each(threadRows, (i) =>
    each(threadColumns / 4, (quad) => {
      const dots = PART.map((_, part) => `dot(a${i}, b${4 * quad + part})`)
      return `c${i}_${quad} += vec4f(${dots.join(', ')});`
    }),
  )

/** The elements used in an iteration over k, independent of how they are read. */
interface Numbers {
  /** Of the i-th row, or of the i-th four rows. */
  a(i: number): string
  /** Of the j-th column, or of the j-th four columns; `part` is an offset in k. */
  b(j: number, part: number): string
}

function multiplyAdd(kind: ProductKind, tile: Tile, { a, b }: Numbers): string {
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

/** The step in k of one iteration. */
const strideOf = (kind: ProductKind): number => (kind === 'parameters' ? 1 : 4)

/** Reads the factors directly. Rows and columns beyond the result read the last ones, and are dropped. */
function directLoop({ kind, wholeA, tile, row, column }: LoopParameters): string {
  const { threadRows, threadColumns, slices } = tile
  const lastFour = (place: string, length: string) => `min(${place}, (given.${length} - 1u) / 4u * 4u)`
  const starts = (name: string, count: number, place: (i: string) => string, lines: string) =>
    each(count, (i) => `let ${name}Start${i} = min(${place(`${i}u`)}, given.${lines} - 1u) * given.k;`)
  // Beyond the end of k, a reads as 0 and b repeats its last line: if that is not finite, the result is not
  // either.
  const line = (part: number) => (wholeA ? `(q + ${part}u)` : `min(q + ${part}u, given.k - 1u)`)
  const columnFours = each(threadColumns / 4, (j) => `let bAt${j} = ${lastFour(column(`${4 * j}u`), 'n')};`)
  const rowFours = each(
    threadRows / 4,
    (i) => `let aAt${i} = ${lastFour(row(`${4 * i}u`), 'm')};
let ones${i} = vec4u(${row(`${4 * i}u`)}) + ${FOUR} == vec4u(given.m);`,
  )
  const ways: Record<ProductKind, Numbers & { readonly before: string }> = {
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
  const stride = strideOf(kind)
  return `${ways[kind].before}
for (var q = slice * ${stride}u; q < given.k; q += ${stride * slices}u) {
${multiplyAdd(kind, tile, ways[kind])}
}`
}

/** The part of a factor held by a workgroup: lines of fours, `stride` apart, from `first` on. */
interface Stage {
  readonly name: 'a' | 'b'
  readonly lines: number
  readonly fours: number
  readonly stride: number
  readonly first: number
}

/** Neighbouring threads read lines along k at the same place: one extra four spreads them over the banks. */
function stagesOf(
  kind: ProductKind,
  { rows, columns, depth, slices }: Tile,
): { a: Stage; b: Stage; length: number } {
  const all = depth * slices
  const alongK = (lines: number) => ({ lines, fours: all / 4, stride: all / 4 + 1 })
  const acrossK = (length: number) => ({ lines: all, fours: length / 4, stride: length / 4 })
  const a = kind === 'parameters' ? acrossK(rows) : alongK(rows)
  const b = kind === 'input' ? alongK(columns) : acrossK(columns)
  const first = a.lines * a.stride
  return {
    a: { name: 'a', first: 0, ...a },
    b: { name: 'b', first, ...b },
    length: first + b.lines * b.stride,
  }
}

function stageHelpers(kind: ProductKind): string {
  const { aLines, aLength, bLines, bLength } = LINES[kind]
  const value = (name: 'a' | 'b', lines: string, length: string, ending: string) =>
    `fn ${name}Value(line: u32, at: u32) -> vec4f {
  if (line >= given.${lines}) { return vec4f(); }
  var value = vec4f();
  if (at < given.${length}) { value = ${name}Four(line * given.${length}, at); }
  return ${ending};
}`
  const withOnes = `select(value, vec4f(1.0), vec4u(at) + ${FOUR} == vec4u(given.m))`
  return `${value('a', aLines, aLength, kind === 'parameters' ? withOnes : 'value')}
${value('b', bLines, bLength, 'value')}`
}

/** A thread's copying of a factor: reads into registers and, one iteration later, writes to workgroup memory. */
function copying({ name, lines, fours, stride, first }: Stage, threads: number, line0: string, at0: string) {
  const all = lines * fours
  const turns = Math.ceil(all / threads)
  const eachTurn = (write: (i: number, at: string) => string) =>
    each(turns, (i) => {
      const at = `(thread + ${i * threads}u)`
      const text = write(i, at)
      return (i + 1) * threads > all ? `if (${at} < ${all}u) { ${text} }` : text
    })
  return {
    declared: each(turns, (i) => `var ${name}Next${i} = vec4f();`),
    read: eachTurn(
      (i, at) =>
        `${name}Next${i} = ${name}Value(${line0} + ${at} / ${fours}u, ${at0} + 4u * (${at} % ${fours}u));`,
    ),
    put: eachTurn(
      (i, at) => `shared4[${first}u + ${at} / ${fours}u * ${stride}u + ${at} % ${fours}u] = ${name}Next${i};`,
    ),
  }
}

function stagedLoop({ kind, tile }: LoopParameters): string {
  const { across, down, threads } = threadGrid(tile)
  const { a, b } = stagesOf(kind, tile)
  const at = ({ first, stride }: Stage, line: string, four: string) =>
    `shared4[${first}u + (${line}) * ${stride}u + ${four}]`
  const ways: Record<ProductKind, Numbers> = {
    forward: {
      a: (i) => at(a, `y + ${i * down}u`, 'q / 4u'),
      b: (j, part) => at(b, `q + ${part}u`, `${j * across}u + x`),
    },
    parameters: {
      a: (i) => at(a, 'q', `${i * down}u + y`),
      b: (j) => at(b, 'q', `${j * across}u + x`),
    },
    input: {
      a: (i) => at(a, `y + ${i * down}u`, 'q / 4u'),
      b: (j) => at(b, `x + ${j * across}u`, 'q / 4u'),
    },
  }
  const copyA = copying(
    a,
    threads,
    ...((kind === 'parameters' ? ['next', 'row0'] : ['row0', 'next']) as [string, string]),
  )
  const copyB = copying(
    b,
    threads,
    ...((kind === 'input' ? ['column0', 'next'] : ['next', 'column0']) as [string, string]),
  )
  const all = tile.depth * tile.slices
  return `${copyA.declared}
${copyB.declared}
{ let next = 0u;
${copyA.read}
${copyB.read} }
for (var next = ${all}u; next < given.k + ${all}u; next += ${all}u) {
${copyA.put}
${copyB.put}
workgroupBarrier();
if (next < given.k) {
${copyA.read}
${copyB.read}
}
for (var q = slice * ${tile.depth}u; q < (slice + 1u) * ${tile.depth}u; q += ${strideOf(kind)}u) {
${multiplyAdd(kind, tile, ways[kind])}
}
workgroupBarrier();
}`
}

/** Workgroup memory needed for the factors, in fours. */
export const stagedLength = (kind: ProductKind, tile: Tile): number =>
  tile.depth === 0 ? 0 : stagesOf(kind, tile).length

export function factorLoop(reading: LoopParameters): FactorLoop {
  const { kind, wholeA, wholeB, tile } = reading
  const { aLength, bLength } = LINES[kind]
  const readers = [reader('a', aLength, wholeA), reader('b', bLength, wholeB)]
  if (tile.depth === 0) return { helpers: readers.join('\n'), body: directLoop(reading) }
  return {
    helpers: [...readers, stageHelpers(kind)].join('\n'),
    body: stagedLoop(reading),
  }
}
