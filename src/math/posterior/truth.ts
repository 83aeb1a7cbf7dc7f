/**
 * The exact posterior as what a quadrature left behind: nodes with their masses and densities. What is asked of it:
 * moments, KL to a Gaussian either way, and how far draws are from it. Two dimensions.
 */
import { cellPath, NODE_SHARES, NODES_PER_CELL, sideOf, writeNodes, type Cell } from '../exact/cell.ts'
import type { Leaf } from '../exact/leaf.ts'
import type { Quadrature } from '../exact/posterior.ts'
import { normalLogDensity } from '../normal.ts'
import { entropyOf, logDensities, normalWith, placed, whitened, type Normal } from './normals.ts'
import { trapezoidalRule, type NormalRule } from './rule.ts'

export interface Truth {
  /** [N, 2]. */
  readonly z: Float64Array
  /** Of each node; they add up to 1 [N]. */
  readonly mass: Float64Array
  /** log p(z|x) [N]. */
  readonly logDensity: Float64Array
  readonly logEvidence: number
  readonly leaves: readonly Leaf[]
}

/** Of the first of the images that were integrated. */
export function truthOf({ meshes, figures, logLikelihoods }: Quadrature): Truth {
  const leaves = meshes[0]!.leaves()
  const { logEvidence } = figures[0]!
  const z = new Float64Array(2 * NODES_PER_CELL * leaves.length)
  leaves.forEach(({ cell }, l) => writeNodes(cell, z, 2 * NODES_PER_CELL * l))
  const logDensity = new Float64Array(z.length / 2)
  leaves.forEach(({ cell }, l) => logDensity.set(logLikelihoods(cell), l * NODES_PER_CELL))
  const mass = new Float64Array(logDensity.length)
  for (let i = 0; i < mass.length; i++) {
    logDensity[i]! += normalLogDensity(z[2 * i]!) + normalLogDensity(z[2 * i + 1]!) - logEvidence
    const area = sideOf(leaves[Math.floor(i / NODES_PER_CELL)]!.cell) ** 2
    mass[i] = area * NODE_SHARES[i % NODES_PER_CELL]! * Math.exp(logDensity[i]!)
  }
  return { z, mass, logDensity, logEvidence, leaves }
}

const expected = (mass: Float64Array, of: (node: number) => number): number =>
  mass.reduce((sum, own, node) => sum + own * of(node), 0)

/** The Gaussian with the posterior's mean and covariance: of all, that of the least KL(p || q). */
export function momentsOfTruth({ z, mass }: Truth): Normal {
  const mean = [0, 1].map((axis) => expected(mass, (i) => z[2 * i + axis]!))
  const off = (i: number, axis: number) => z[2 * i + axis]! - mean[axis]!
  const covariance = Float64Array.from({ length: 4 }, (_, at) =>
    expected(mass, (i) => off(i, at >> 1) * off(i, at & 1)),
  )
  return normalWith(mean, covariance)
}

/** KL(p || q). */
export function forwardKl({ z, mass, logDensity }: Truth, q: Normal): number {
  const logQ = logDensities(q, z)
  return expected(mass, (i) => logDensity[i]! - logQ[i]!)
}

/** The posterior's mass that is more than so many sigma of q away. */
export function massBeyond({ z, mass }: Pick<Truth, 'z' | 'mass'>, q: Normal, sigmas: number): number {
  const u = whitened(q, z)
  return expected(mass, (i) => Number(Math.hypot(u[2 * i]!, u[2 * i + 1]!) > sigmas))
}

/** The rule by which KL(q || p) is computed, and every other of its points, which tells how far it may be off. */
const FINE = trapezoidalRule(2, 1 / 8, 6)
const COARSE = trapezoidalRule(2, 1 / 4, 6)
export const REVERSE_POINTS = FINE.weights.length + COARSE.weights.length

/** KL(q || p) from log p(x, z) at points under q: no node of the quadrature is used. */
export async function reverseKl(
  { logEvidence }: Pick<Truth, 'logEvidence'>,
  q: Normal,
  logJoint: (z: Float64Array) => Promise<Float64Array>,
): Promise<{ readonly kl: number; readonly error: number }> {
  const by = async ({ points, weights }: NormalRule) => {
    const values = await logJoint(placed(q, points))
    return logEvidence - entropyOf(q) - weights.reduce((sum, weight, i) => sum + weight * values[i]!, 0)
  }
  const [kl, coarse] = [await by(FINE), await by(COARSE)]
  return { kl, error: Math.abs(kl - coarse) }
}

/** The posterior's mass in pieces of the plane: cells of the mesh, those of one parent together while they have too little. */
export interface Pieces {
  /** Of each piece; the first is the rest of the plane. */
  readonly masses: readonly number[]
  /** The piece at (z1, z2). */
  at(z1: number, z2: number): number
}

/** A piece has at least this much of the mass, and is not cut where all four parts would be smaller. */
const LEAST = 1 / 256
const LARGEST = 1 / 32

export function piecesOf({ leaves, logEvidence }: Truth): Pieces {
  const masses = new Map<number, number>()
  const isLeaf = new Set<number>()
  for (const { cell, sums } of leaves) {
    const path = cellPath(cell)
    isLeaf.add(path.at(-1)!)
    for (const key of path) masses.set(key, (masses.get(key) ?? 0) + Math.exp(sums.logMass - logEvidence))
  }
  const pieces: number[] = [0]
  const indices = new Map<number, number>()
  const isCut = (key: number) => !isLeaf.has(key) && masses.get(key)! > LARGEST
  /** The piece that the cell of smallest level on this path which is not cut belongs to. */
  const ownerOf = (path: readonly number[]) => path.find((key) => !isCut(key))!
  for (const { cell } of leaves) {
    const key = ownerOf(cellPath(cell))
    if (indices.has(key)) continue
    const mass = masses.get(key)!
    indices.set(key, mass < LEAST ? 0 : pieces.push(mass) - 1)
  }
  pieces[0] = Math.max(0, 1 - pieces.reduce((sum, mass) => sum + mass, 0))
  const DEEP = Math.max(0, ...leaves.map(({ cell }) => cell.level))
  const cellAt = (z1: number, z2: number): Cell => ({
    level: DEEP,
    column: Math.floor(z1 * 2 ** DEEP),
    row: Math.floor(z2 * 2 ** DEEP),
  })
  return {
    masses: pieces,
    at(z1, z2) {
      const key = cellPath(cellAt(z1, z2)).find((own) => indices.has(own))
      return key === undefined ? 0 : indices.get(key)!
    },
  }
}

export interface DrawsDistance {
  /** KL of the shares of the draws to those of the posterior, over the pieces: a lower bound of KL between densities. */
  readonly kl: number
  /** What so many independent draws would have on average: (pieces - 1) / (2 draws). */
  readonly ofIndependent: number
  readonly pieces: number
  /** The posterior's mass in the pieces in which there is no draw. */
  readonly missed: number
}

/** z [N, 2]. */
export function drawsDistance({ masses, at }: Pieces, z: ArrayLike<number>): DrawsDistance {
  const draws = z.length / 2
  const counts = new Float64Array(masses.length)
  for (let i = 0; i < draws; i++) counts[at(z[2 * i]!, z[2 * i + 1]!)]!++
  const kl = counts.reduce((sum, count, piece) => {
    const share = count / draws
    return share > 0 ? sum + share * Math.log(share / masses[piece]!) : sum
  }, 0)
  const missed = masses.reduce((sum, mass, piece) => sum + (counts[piece] === 0 ? mass : 0), 0)
  return { kl, ofIndependent: (masses.length - 1) / (2 * draws), pieces: masses.length, missed }
}
