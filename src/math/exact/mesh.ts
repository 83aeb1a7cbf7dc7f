/**
 * The plane cut into cells for one image: finer where the posterior, or the encoder's q, has its mass, until what is
 * integrated over it is known well enough. It says which cells it wants and is given log p(x|z) at their nodes; who
 * computes that is not its business (posterior.ts).
 *
 * Every cell has an estimate of its error in nats. It comes from a comparison with the parent; where the integrand
 * varies too much for that to mean anything, it is a bound on what may hide between the nodes.
 */
import { childrenOf, DEEPEST, keyOf, ringAt, ringOf, sideOf, type Cell } from './cell.ts'
import { compared, integrate, type Gaussian, type Leaf } from './leaf.ts'
import { logSumExp } from './log-sum.ts'

export interface MeshOptions {
  readonly q: Gaussian
  /** In nats: how far off log p(x), the ELBO and the gap may be. */
  readonly tolerance: number
  /** Of the drop of log p(x, z) within a cell, the part by which a peak may top its nodes: a Gaussian's, 1/5. */
  readonly hidden: number
  /** Cells at most that it asks for; past it the error stands as it is. */
  readonly mostCells: number
}

/** Nats per image; elbo = recon - kl, gap = logEvidence - elbo. */
export interface Figures {
  readonly logEvidence: number
  readonly recon: number
  readonly kl: number
  readonly elbo: number
  /** KL(q(z|x) || p(z|x)). */
  readonly gap: number
  /** An estimate, on the careful side, of how far any of these may be off. */
  readonly error: number
}

export interface Mesh {
  /** The cells it needs next; none when it is done. All of them are to be given to `take` before it is asked again. */
  wanted(): Cell[]
  /** log p(x|z) at the cell's nodes (`writeNodes`). */
  take(cell: Cell, logLikelihood: ArrayLike<number>): void
  figures(): Figures
  leaves(): readonly Leaf[]
}

/** Of the prior and of q, 2e-9 is beyond this many sigma. */
export const REACH = 6
/** As far as is searched for a posterior that lies where neither the prior nor the encoder expects it. */
export const FURTHEST = 24
/** A cell in which log p(x, z) drops by more is not told by a comparison with its parent. */
const RESOLVED_DROP = 16
/** A cell at the mean of q is no larger than this many sigma, and one d sigma away no larger than d more. */
const RESOLVED_SIDE = 3
/** What is less wrong than the worst by this factor waits: the worst, once better known, may outshine it. */
const PATIENCE = 1e-4

/** Where q is, and the nodes too far apart to tell. */
function missesQ({ cell, off }: Leaf, { mean, sigma }: Gaussian): boolean {
  const side = sideOf(cell)
  const away = ([cell.column, cell.row] as const).map((place, axis) => {
    const from = place * side - mean[axis]!
    return Math.max(from, -(from + side), 0) / sigma[axis]!
  })
  const distance = Math.hypot(...away)
  return distance < REACH && (!off || side > Math.min(...sigma) * (RESOLVED_SIDE + distance))
}

interface Totals {
  readonly logEvidence: number
  /** The integral of q, which is 1 but for the error. */
  readonly mass: number
  /** Averages under q, made to integrate to 1, of log p(x|z) and of log(q / p(z)). */
  readonly recon: number
  readonly kl: number
}

function totalsOf(leaves: readonly Leaf[]): Totals {
  const [mass, recon, kl] = (['q', 'recon', 'kl'] as const).map((key) =>
    leaves.reduce((sum, { sums }) => sum + sums[key], 0),
  ) as [number, number, number]
  const logEvidence = logSumExp(leaves.map(({ sums }) => sums.logMass))
  // A q so narrow that no node has seen it yet has no averages.
  return { logEvidence, mass, recon: mass > 0 ? recon / mass : 0, kl: mass > 0 ? kl / mass : 0 }
}

/** The leaf's error in nats; Infinity where q has not been looked at closely enough. */
function errorOf(leaf: Leaf, { q, hidden: part }: MeshOptions, { logEvidence, recon, kl }: Totals): number {
  const { cell, top, drop, off } = leaf
  if (missesQ(leaf, q)) return Infinity
  const hidden = Math.exp(top + part * drop + 2 * Math.log(sideOf(cell)) - logEvidence)
  if (!off) return hidden
  const evidence = drop > RESOLVED_DROP ? hidden : Math.exp(off.logMass - logEvidence)
  // Less their averages, since an error in q's mass alone is divided out.
  const bound = Math.abs(off.recon - recon * off.q) + Math.abs(off.kl - kl * off.q)
  return evidence + bound + Math.abs(off.q)
}

/** The leaves that are to be split, the worst first. */
function chooseWorst(leaves: readonly Leaf[], options: MeshOptions): Leaf[] {
  const { tolerance } = options
  const totals = totalsOf(leaves)
  const judged = leaves.map((leaf) => ({ leaf, error: errorOf(leaf, options, totals) }))
  judged.sort((a, b) => b.error - a.error)
  const finite = judged.filter(({ error }) => error < Infinity)
  const largest = finite[0]?.error ?? 0
  let rest = finite.reduce((sum, { error }) => sum + error, 0)
  const enough = rest <= tolerance ? Infinity : tolerance / 2
  const chosen = judged.slice(0, judged.length - finite.length).map(({ leaf }) => leaf)
  for (const { leaf, error } of finite) {
    if (rest <= enough || error < PATIENCE * largest) break
    rest -= error
    chosen.push(leaf)
  }
  return chosen.filter(({ cell }) => cell.level < DEEPEST)
}

const ringOfLeaf = ({ cell: { level, column, row } }: Leaf): number =>
  Math.max(...[column, row].map((place) => ringAt(Math.floor(place / 2 ** level))))

/** Whether the posterior may go on beyond the outermost of so many rings. */
function reachesOut(leaves: readonly Leaf[], rings: number, tolerance: number): boolean {
  const { logEvidence } = totalsOf(leaves)
  const topOf = (ring: number) =>
    leaves.reduce((top, leaf) => (ringOfLeaf(leaf) === ring ? Math.max(top, leaf.top) : top), -Infinity)
  const share = leaves
    .filter((leaf) => ringOfLeaf(leaf) === rings - 1)
    .reduce((sum, { sums }) => sum + Math.exp(sums.logMass - logEvidence), 0)
  const top = topOf(rings - 1)
  const rise = top - topOf(rings - 2)
  // Does it rise outwards, so fast that it may come to something as far as is searched?
  return share > tolerance / 10 || (rise > 0 && top + rise * (FURTHEST - rings) > logEvidence)
}

export function figuresOf(leaves: readonly Leaf[], options: MeshOptions): Figures {
  const totals = totalsOf(leaves)
  const { logEvidence, mass, recon } = totals
  const kl = totals.kl - Math.log(mass)
  const elbo = recon - kl
  const error = leaves.reduce((sum, leaf) => sum + errorOf(leaf, options, totals), Math.abs(1 - mass))
  return { logEvidence, recon, kl, elbo, gap: logEvidence - elbo, error }
}

export function createMesh(options: MeshOptions): Mesh {
  const { q, tolerance, mostCells } = options
  const leaves = new Set<Leaf>()
  /** The cells under way that have a parent, which stays a leaf until all its children are here. */
  const parents = new Map<number, { leaf: Leaf; children: Leaf[] }>()
  const reach = Math.max(REACH, ...q.mean.map((mu, axis) => Math.abs(mu) + REACH * q.sigma[axis]!))
  let rings = 0
  let asked = 0

  const nextRing = (): Cell[] => ringOf(rings++)

  function split(leaf: Leaf): Cell[] {
    const parent = { leaf, children: [] }
    const cells = childrenOf(leaf.cell)
    for (const cell of cells) parents.set(keyOf(cell), parent)
    return cells
  }

  function plan(): Cell[] {
    const first: Cell[] = []
    while (rings < Math.min(reach, FURTHEST)) first.push(...nextRing())
    if (first.length > 0) return first
    const present = [...leaves]
    const chosen = chooseWorst(present, options)
    if (chosen.length > 0) return chosen.flatMap(split)
    return rings < FURTHEST && reachesOut(present, rings, tolerance) ? nextRing() : []
  }

  return {
    wanted() {
      if (asked >= mostCells) return []
      const cells = plan()
      asked += cells.length
      return cells
    },
    take(cell, logLikelihood) {
      const leaf = integrate(cell, q, logLikelihood)
      const parent = parents.get(keyOf(cell))
      if (!parent) return void leaves.add(leaf)
      parents.delete(keyOf(cell))
      if (parent.children.push(leaf) < 4) return
      leaves.delete(parent.leaf)
      for (const child of compared(parent.leaf, parent.children)) leaves.add(child)
    },
    figures: () => figuresOf([...leaves], options),
    leaves: () => [...leaves],
  }
}
