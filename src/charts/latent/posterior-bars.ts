/**
 * log p(x) = reconstruction - KL(q(z|x) || p(z)) + KL(q(z|x) || p(z|x)) as bars that begin where the one before ends,
 * on two scales: whole, from 0, and near the bound, where what it lacks can be seen. Nats per image. Pure.
 */
import type { ExactTerms } from '../../protocol/latent.ts'
import { extentOf, ticksIn, type Range } from '../axis.ts'

export type Part = 'recon' | 'kl' | 'elbo' | 'gap' | 'evidence'

export interface Bar {
  readonly part: Part
  /** As it is written: a KL as it is, though the prior's is taken away. */
  readonly value: number
  readonly from: number
  readonly to: number
}

export interface PosteriorBars {
  readonly bars: readonly Bar[]
  /** Holds every bar, and 0. */
  readonly whole: Range
  /** Holds the ends of every bar but the 0 where the long ones begin. */
  readonly near: Range
  /** Ticks of the near scale. */
  readonly ticks: readonly number[]
}

/** Room on both sides, as a share of what is shown, and at least so many nats: differences of rounding are none. */
const MARGIN = 0.12
const LEAST_MARGIN = 0.25

function widened([min, max]: Range): Range {
  const room = Math.max(LEAST_MARGIN, MARGIN * (max - min))
  return [min - room, max + room]
}

type Terms = Pick<ExactTerms, 'recon' | 'kl' | 'elbo' | 'gap' | 'logEvidence'>

export function posteriorBars({ recon, kl, elbo, gap, logEvidence }: Terms, ticks = 3): PosteriorBars {
  const bars: readonly Bar[] = [
    { part: 'recon', value: recon, from: 0, to: recon },
    { part: 'kl', value: kl, from: recon, to: elbo },
    { part: 'elbo', value: elbo, from: 0, to: elbo },
    { part: 'gap', value: gap, from: elbo, to: logEvidence },
    { part: 'evidence', value: logEvidence, from: 0, to: logEvidence },
  ]
  const extent = (...values: number[]): Range => extentOf([values]) ?? [0, 0]
  const near = widened(extent(recon, elbo, logEvidence))
  return { bars, whole: extent(0, recon, elbo, logEvidence), near, ticks: ticksIn(near, ticks) }
}
