/**
 * A mixture of two Gaussians of one dimension, and the Gaussians nearest to it: by KL(q || p), which would rather miss a
 * bump than cover the valley, and by KL(p || q), which covers both.
 *
 * Reference: Bishop, "Pattern recognition and machine learning", 2006, section 10.1.2, figure 10.3.
 */
import { entropyOf, logDensities, normalWith, type Normal } from './normals.ts'
import { fitFromAll } from './reverse-fit.ts'
import { trapezoidalRule, type NormalRule } from './rule.ts'
import type { Slopes, PosteriorTarget } from './target.ts'

/** Two bumps of equal mass. */
export interface Bumps {
  readonly centres: readonly [number, number]
  readonly sigma: number
}

export interface BumpsFit {
  readonly mean: number
  readonly sigma: number
  /** KL(q || p) and KL(p || q). */
  readonly reverse: number
  readonly forward: number
}

export interface BumpsFits {
  /** Of least KL(q || p), and of least KL(p || q). */
  readonly reverse: BumpsFit
  readonly forward: BumpsFit
}

/** log p and its slope. */
export function bumpsAt({ centres, sigma }: Bumps, z: number): readonly [number, number] {
  const [a, b] = centres.map((centre) => -0.5 * ((z - centre) / sigma) ** 2) as [number, number]
  const top = Math.max(a, b)
  const log = top + Math.log(Math.exp(a - top) + Math.exp(b - top))
  const share = Math.exp(a - log)
  const slope = (share * (centres[0] - z) + (1 - share) * (centres[1] - z)) / sigma ** 2
  return [log - Math.log(2 * sigma * Math.sqrt(2 * Math.PI)), slope]
}

function targetOf(bumps: Bumps): PosteriorTarget {
  const slopes = (z: Float64Array): Slopes => {
    const all = Array.from(z, (value) => bumpsAt(bumps, value))
    return {
      value: Float64Array.from(all, ([value]) => value),
      gradient: Float64Array.from(all, ([, slope]) => slope),
    }
  }
  return { dimensions: 1, slopes, value: (z) => slopes(z).value }
}

/** Fine, since the slope of log p nearly jumps between narrow bumps. */
const RULE: NormalRule = trapezoidalRule(1, 1 / 64, 9)
const oneDimension = (mean: number, sigma: number): Normal =>
  normalWith([mean], Float64Array.of(sigma * sigma))

/** E_p of g(z), bump by bump. */
const underBumps = ({ centres, sigma }: Bumps, g: (z: Float64Array) => Float64Array): number =>
  centres.reduce((sum, centre) => {
    const values = g(RULE.points.map((u) => centre + sigma * u))
    return sum + 0.5 * RULE.weights.reduce((all, weight, i) => all + weight * values[i]!, 0)
  }, 0)

function fitOf(bumps: Bumps, q: Normal): BumpsFit {
  const [mean, sigma] = [q.mean[0]!, q.factor[0]!]
  const logP = (z: Float64Array) => z.map((value) => bumpsAt(bumps, value)[0])
  const expected = logP(RULE.points.map((u) => mean + sigma * u))
  const under = RULE.weights.reduce((sum, weight, i) => sum + weight * expected[i]!, 0)
  const forward = underBumps(bumps, (z) => {
    const logQ = logDensities(q, z)
    return logP(z).map((value, i) => value - logQ[i]!)
  })
  return { mean, sigma, reverse: -entropyOf(q) - under, forward }
}

/** Both fits. KL(q || p) may have a minimum at each bump and one between them: the least of those is taken. */
export async function fitBumps(bumps: Bumps): Promise<BumpsFits> {
  const { centres, sigma } = bumps
  const [middle, half] = [(centres[0] + centres[1]) / 2, (centres[1] - centres[0]) / 2]
  const both = oneDimension(middle, Math.hypot(sigma, half))
  const starts = [...centres.map((centre) => oneDimension(centre, sigma)), both]
  const best = await fitFromAll(starts, {
    target: targetOf(bumps),
    shape: 'full',
    rule: RULE,
    tolerance: 1e-12,
  })
  return { reverse: fitOf(bumps, best.q), forward: fitOf(bumps, both) }
}
