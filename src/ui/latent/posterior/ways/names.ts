/** The ways in the order in which they are shown, each with what it found: one row of the table, and of its file. */
import type { ChainsWay, GaussianName, GaussianWay, PosteriorWays } from '../../../../protocol/ways.ts'

export type WayName = 'map' | ChainsWay['sampler'] | GaussianName

export interface WayRow {
  readonly name: WayName
  readonly decodes: number
  /** KL(q || p), and KL(p || q): infinite of a point; null where it is not computed. */
  readonly reverse: number
  readonly forward: number | null
  readonly chains: ChainsWay | null
  /** Of a Gaussian: the posterior's mass beyond 4 sigma of it. */
  readonly beyond: number | null
}

const ofGaussian = ({ name, decodes, reverse, forward, beyond }: GaussianWay): WayRow => ({
  name,
  decodes,
  reverse,
  forward,
  chains: null,
  beyond,
})

export const rowsOf = ({ ascent, chains, gaussians }: PosteriorWays): readonly WayRow[] => [
  { name: 'map', decodes: ascent.decodes, reverse: Infinity, forward: Infinity, chains: null, beyond: null },
  ...chains.map((own): WayRow => ({
    name: own.sampler,
    decodes: own.decodes,
    reverse: own.distance.kl,
    forward: null,
    chains: own,
    beyond: null,
  })),
  ...gaussians.map(ofGaussian),
]

/** The worse of both latents. */
export function worstOf({ diagnostics: [a, b], acceptance }: ChainsWay) {
  return {
    r_hat: Math.max(a.r_hat, b.r_hat),
    ess_bulk: Math.min(a.ess_bulk, b.ess_bulk),
    ess_tail: Math.min(a.ess_tail, b.ess_tail),
    acceptance: acceptance.reduce((sum, own) => sum + own, 0) / acceptance.length,
  }
}
