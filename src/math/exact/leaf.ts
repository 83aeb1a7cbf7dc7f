/** What is integrated over one cell, for one image, and how it may be told that the cell is too large. */
import { NODE_SHARES, NODES_PER_CELL, sideOf, writeNodes, type Cell } from './cell.ts'
import { logDistance, logSumExp } from './log-sum.ts'

/** q(z|x) = N(mean, diag sigma^2), two dimensions. */
export interface Gaussian {
  readonly mean: readonly [number, number]
  readonly sigma: readonly [number, number]
}

/** Integrals over a cell. */
export interface Sums {
  /** log of the integral of p(x, z). */
  readonly logMass: number
  /** Of q, of q log p(x|z), and of q log(q / p(z)). */
  readonly q: number
  readonly recon: number
  readonly kl: number
}

export interface Leaf {
  readonly cell: Cell
  readonly sums: Sums
  /** Of log p(x, z) at the nodes: the largest, and how far below it the smallest is. */
  readonly top: number
  readonly drop: number
  /** This cell's part of how far its parent's integrals were from those of all four children; null without a parent. */
  readonly off: Sums | null
}

const LOG_TWO_PI = Math.log(2 * Math.PI)
const nodes = new Float64Array(2 * NODES_PER_CELL)
const logTerms = new Float64Array(NODES_PER_CELL)

/** log p(x|z) at the cell's nodes. */
export function integrate(cell: Cell, { mean, sigma }: Gaussian, logLikelihood: ArrayLike<number>): Leaf {
  writeNodes(cell, nodes)
  const area = sideOf(cell) ** 2
  const logNormaliser = LOG_TWO_PI + Math.log(sigma[0] * sigma[1])
  let [q, recon, kl, top, bottom] = [0, 0, 0, -Infinity, Infinity]
  for (let i = 0; i < NODES_PER_CELL; i++) {
    const [x, y] = [nodes[2 * i]!, nodes[2 * i + 1]!]
    const share = area * NODE_SHARES[i]!
    const logPrior = -0.5 * (x * x + y * y) - LOG_TWO_PI
    const logQ = -0.5 * (((x - mean[0]) / sigma[0]) ** 2 + ((y - mean[1]) / sigma[1]) ** 2) - logNormaliser
    const weight = share * Math.exp(logQ)
    q += weight
    recon += weight * logLikelihood[i]!
    kl += weight * (logQ - logPrior)
    const logJoint = logLikelihood[i]! + logPrior
    logTerms[i] = logJoint + Math.log(share)
    top = Math.max(top, logJoint)
    bottom = Math.min(bottom, logJoint)
  }
  return { cell, sums: { logMass: logSumExp(logTerms), q, recon, kl }, top, drop: top - bottom, off: null }
}

/** The four children, told how far their parent was off. */
export function compared(parent: Leaf, children: readonly Leaf[]): Leaf[] {
  const differs = (key: 'q' | 'recon' | 'kl') =>
    (children.reduce((sum, { sums }) => sum + sums[key], 0) - parent.sums[key]) / 4
  const logMass = logSumExp(children.map(({ sums }) => sums.logMass))
  const off: Sums = {
    logMass: logDistance(logMass, parent.sums.logMass) - Math.log(4),
    q: differs('q'),
    recon: differs('recon'),
    kl: differs('kl'),
  }
  return children.map((child) => ({ ...child, off }))
}
