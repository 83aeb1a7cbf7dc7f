/**
 * The modes of the exact posterior: what a climber would find from anywhere, each with its part of the mass. They are read
 * from the quadrature's nodes, which are close together wherever there is mass.
 */
import { cellPath, keyOf, NODES_PER_CELL } from '../exact/cell.ts'
import type { Leaf } from '../exact/leaf.ts'
import { normalWith, type Normal } from './normals.ts'
import type { Truth } from './truth.ts'

export interface Mode {
  /** Its share of the posterior. */
  readonly mass: number
  /** With the mean and the covariance of this part of the posterior. */
  readonly normal: Normal
}

/** Modes with a lower pass between them, in nats below the lower of the two, are one. */
const BARRIER = 1
/** Nodes further below the highest have no mass to speak of, in nats. */
const DEEPEST = 18
/** What has less of the mass is no mode. */
const LEAST_MASS = 0.01

const SIDE = Math.sqrt(NODES_PER_CELL)
const NODES: readonly number[] = Array.from({ length: NODES_PER_CELL }, (_, node) => node)
const columnOf = (node: number) => node % SIDE
const rowOf = (node: number) => Math.floor(node / SIDE)

/** Nodes of a cell that are next to each other, and those without a neighbour of their own cell in each direction. */
const PAIRS = NODES.flatMap((a) => NODES.filter((b) => b < a).map((b) => [a, b] as const)).filter(
  ([a, b]) => Math.max(Math.abs(columnOf(a) - columnOf(b)), Math.abs(rowOf(a) - rowOf(b))) === 1,
)
const isOutside = (place: number) => place < 0 || place >= SIDE
const BORDERS = [-1, 0, 1]
  .flatMap((dx) => [-1, 0, 1].map((dy) => ({ dx, dy })))
  .filter(({ dx, dy }) => dx !== 0 || dy !== 0)
  .map(({ dx, dy }) => ({
    dx,
    dy,
    nodes: NODES.filter(
      (node) => (dx === 0 || isOutside(columnOf(node) + dx)) && (dy === 0 || isOutside(rowOf(node) + dy)),
    ),
  }))

/** Calls `link` for each pair of nodes that are next to each other: in a cell, and across the borders of cells. */
function linkNodes(leaves: readonly Leaf[], z: Float64Array, link: (a: number, b: number) => void): void {
  const top = leaves.reduce((most, leaf) => Math.max(most, leaf.top), -Infinity)
  const places = new Map<number, number>()
  leaves.forEach((leaf, l) => leaf.top > top - DEEPEST && places.set(keyOf(leaf.cell), l))
  const squareBetween = (a: number, b: number) =>
    (z[2 * a]! - z[2 * b]!) ** 2 + (z[2 * a + 1]! - z[2 * b + 1]!) ** 2
  function linkNearest(own: number, there: number): void {
    let nearest = there
    for (let other = there + 1; other < there + NODES_PER_CELL; other++)
      if (squareBetween(own, other) < squareBetween(own, nearest)) nearest = other
    link(own, nearest)
  }
  for (const l of places.values()) {
    const first = NODES_PER_CELL * l
    for (const [a, b] of PAIRS) link(first + a, first + b)
    const { level, column, row } = leaves[l]!.cell
    for (const { dx, dy, nodes } of BORDERS) {
      // A cell of the same size or a larger one: smaller ones link to this one.
      const key = cellPath({ level, column: column + dx, row: row + dy }).find((own) => places.has(own))
      const there = key === undefined ? l : places.get(key)!
      if (there !== l) for (const node of nodes) linkNearest(first + node, NODES_PER_CELL * there)
    }
  }
}

/** Basins grow together where the pass between them is high enough. */
function createBasins(height: Float64Array) {
  const parents: number[] = []
  const peaks: number[] = []
  function rootOf(basin: number): number {
    let root = basin
    while (parents[root] !== root) root = parents[root]!
    return root
  }
  return {
    rootOf,
    found: (node: number): number => {
      peaks.push(node)
      return parents.push(parents.length) - 1
    },
    /** They meet at `node`. */
    meet(a: number, b: number, node: number): void {
      const [one, other] = [rootOf(a), rootOf(b)]
      if (one === other) return
      const [low, high] = height[peaks[one]!]! < height[peaks[other]!]! ? [one, other] : [other, one]
      if (height[peaks[low]!]! - height[node]! < BARRIER) parents[low] = high
    },
  }
}

/** The basin of each node by a flood from the highest node down; -1 where there is no mass. */
function basinsOf({ leaves, z, logDensity }: Truth): Int32Array {
  const neighbours = Array.from(logDensity, (): number[] => [])
  linkNodes(leaves, z, (a, b) => {
    neighbours[a]!.push(b)
    neighbours[b]!.push(a)
  })
  const top = logDensity.reduce((most, own) => Math.max(most, own), -Infinity)
  const order = Array.from(logDensity.keys()).filter((node) => logDensity[node]! > top - DEEPEST)
  order.sort((a, b) => logDensity[b]! - logDensity[a]!)
  const basins = createBasins(logDensity)
  const own = new Int32Array(logDensity.length).fill(-1)
  for (const node of order) {
    const flooded = neighbours[node]!.filter((other) => own[other]! >= 0)
    const uphill = flooded.reduce((a, b) => (a < 0 || logDensity[b]! > logDensity[a]! ? b : a), -1)
    own[node] = uphill < 0 ? basins.found(node) : own[uphill]!
    for (const other of flooded) basins.meet(own[node]!, own[other]!, node)
  }
  return own.map((basin) => (basin < 0 ? basin : basins.rootOf(basin)))
}

function momentsWithin({ z, mass }: Truth, nodes: readonly number[]): Mode {
  const total = nodes.reduce((sum, node) => sum + mass[node]!, 0)
  const expected = (of: (node: number) => number) =>
    nodes.reduce((sum, node) => sum + (mass[node]! / total) * of(node), 0)
  const mean = [0, 1].map((axis) => expected((node) => z[2 * node + axis]!))
  const off = (node: number, axis: number) => z[2 * node + axis]! - mean[axis]!
  const covariance = Float64Array.from({ length: 4 }, (_, at) =>
    expected((node) => off(node, at >> 1) * off(node, at & 1)),
  )
  return { mass: total, normal: normalWith(mean, covariance) }
}

/** The one with most of the mass first. */
export function modesOf(truth: Truth): Mode[] {
  const members = new Map<number, number[]>()
  basinsOf(truth).forEach((basin, node) => {
    if (basin < 0) return
    const nodes = members.get(basin)
    if (nodes) nodes.push(node)
    else members.set(basin, [node])
  })
  const massOf = (nodes: readonly number[]) => nodes.reduce((sum, node) => sum + truth.mass[node]!, 0)
  return [...members.values()]
    .filter((nodes) => massOf(nodes) >= LEAST_MASS)
    .map((nodes) => momentsWithin(truth, nodes))
    .toSorted((a, b) => b.mass - a.mass)
}

/** The highest node [2]. */
export function highestNode({ z, logDensity }: Truth): Float64Array {
  let highest = 0
  for (let node = 1; node < logDensity.length; node++)
    if (logDensity[node]! > logDensity[highest]!) highest = node
  return z.slice(2 * highest, 2 * highest + 2)
}
