/**
 * log p(x) = ELBO + KL(q(z|x) || p(z|x)), by quadrature over a plane of z, for one image or many at once: the cells
 * that several images want are computed once. Plain numbers; log p(x|z) comes from a function that is given.
 *
 * Reference: Jordan, Ghahramani, Jaakkola & Saul, "An introduction to variational methods for graphical models",
 * Machine Learning 37, 1999, for the identity; Gautschi, "Orthogonal polynomials", 2004, for the rule.
 */
import { keyOf, NODES_PER_CELL, writeNodes, type Cell } from './cell.ts'
import type { Gaussian } from './leaf.ts'
import { createMesh, type Figures, type Mesh } from './mesh.ts'

/** log p(x|z) of every image at the points z [2N], x and y in turn: [N, images], row by row. */
export type Evaluate = (z: Float64Array) => Promise<ArrayLike<number>> | ArrayLike<number>

export interface Pace {
  /** Points that may be evaluated at once. */
  points(): number
  /** Called between pieces of work; may take its time, or throw to end it all. */
  pause(): Promise<void>
  /** So many more points are going to be evaluated. */
  expect?(points: number): void
}

export interface QuadratureOptions {
  /** The encoder's posteriors, one an image. */
  readonly posteriors: readonly Gaussian[]
  readonly evaluate: Evaluate
  readonly pace: Pace
  /** In nats, for every image. */
  readonly tolerance: number
  /** As in `MeshOptions`. */
  readonly hidden: number
  /** For every image. */
  readonly mostPoints: number
}

export interface Quadrature {
  readonly figures: readonly Figures[]
  readonly meshes: readonly Mesh[]
  /** Points z at which log p(x|z) was evaluated. */
  readonly evaluations: number
  /** log p(x|z) of the first image at the nodes of a cell that was evaluated. */
  logLikelihoods(cell: Cell): Float64Array
}

/** A cell and the images that want it. */
interface Order {
  readonly cell: Cell
  readonly images: number[]
}

async function collect(meshes: readonly Mesh[], pace: Pace): Promise<Order[]> {
  const orders = new Map<number, Order>()
  for (const [image, mesh] of meshes.entries()) {
    for (const cell of mesh.wanted()) {
      const key = keyOf(cell)
      const order = orders.get(key) ?? { cell, images: [] }
      orders.set(key, order)
      order.images.push(image)
    }
    await pace.pause()
  }
  return [...orders.values()]
}

/** log p(x|z) of every image at a cell's nodes: [nodes, images] from `at` on. */
interface Known {
  readonly values: ArrayLike<number>
  readonly at: number
}

/** Evaluates what is not known yet. */
async function learn(
  orders: readonly Order[],
  known: Map<number, Known>,
  images: number,
  evaluate: Evaluate,
): Promise<void> {
  const cells = orders.map(({ cell }) => cell).filter((cell) => !known.has(keyOf(cell)))
  if (cells.length === 0) return
  const z = new Float64Array(cells.length * 2 * NODES_PER_CELL)
  cells.forEach((cell, i) => writeNodes(cell, z, i * 2 * NODES_PER_CELL))
  const values = await evaluate(z)
  cells.forEach((cell, i) => known.set(keyOf(cell), { values, at: i * NODES_PER_CELL * images }))
}

function deliver(orders: readonly Order[], known: ReadonlyMap<number, Known>, meshes: readonly Mesh[]): void {
  const own = new Float64Array(NODES_PER_CELL)
  for (const { cell, images } of orders) {
    const { values, at } = known.get(keyOf(cell))!
    for (const image of images) {
      for (let node = 0; node < NODES_PER_CELL; node++) own[node] = values[at + node * meshes.length + image]!
      meshes[image]!.take(cell, own)
    }
  }
}

/** log p(x|z) of one image at many points of `width` numbers, as the pace allows; it expects them already. */
export async function evaluateAll(
  z: Float64Array,
  evaluate: Evaluate,
  pace: Pace,
  width = 2,
): Promise<Float64Array> {
  const values = new Float64Array(z.length / width)
  for (let i = 0; i < values.length;) {
    const points = Math.min(Math.max(1, pace.points()), values.length - i)
    values.set(await evaluate(z.subarray(width * i, width * (i + points))), i)
    i += points
    await pace.pause()
  }
  return values
}

export async function integratePosteriors(options: QuadratureOptions): Promise<Quadrature> {
  const { posteriors, evaluate, pace, tolerance, hidden, mostPoints } = options
  const mostCells = mostPoints / NODES_PER_CELL
  const meshes = posteriors.map((q) => createMesh({ q, tolerance, hidden, mostCells }))
  const known = new Map<number, Known>()
  for (;;) {
    const orders = await collect(meshes, pace)
    if (orders.length === 0) break
    pace.expect?.(orders.filter(({ cell }) => !known.has(keyOf(cell))).length * NODES_PER_CELL)
    for (let i = 0; i < orders.length;) {
      const some = orders.slice(i, i + Math.max(1, Math.floor(pace.points() / NODES_PER_CELL)))
      await learn(some, known, meshes.length, evaluate)
      deliver(some, known, meshes)
      i += some.length
      await pace.pause()
    }
  }
  return {
    figures: meshes.map((mesh) => mesh.figures()),
    meshes,
    evaluations: known.size * NODES_PER_CELL,
    logLikelihoods(cell) {
      const { values, at } = known.get(keyOf(cell))!
      return Float64Array.from({ length: NODES_PER_CELL }, (_, node) => values[at + node * meshes.length]!)
    },
  }
}
