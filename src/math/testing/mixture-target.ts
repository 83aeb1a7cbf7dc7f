/** A mixture of Gaussians in the plane as a target, and as the exact posterior that a quadrature finds. For tests. */
import { integratePosteriors, type Pace } from '../exact/posterior.ts'
import type { Gaussian } from '../exact/leaf.ts'
import { logSumExp } from '../exact/log-sum.ts'
import { normalLogDensity } from '../normal.ts'
import { applied, gram, inverseOfLower } from '../posterior/matrix.ts'
import { logDensities, type Normal } from '../posterior/normals.ts'
import type { PosteriorTarget } from '../posterior/target.ts'
import { truthOf, type Truth } from '../posterior/truth.ts'

export interface Part {
  /** Of all of them together, 1. */
  readonly weight: number
  readonly normal: Normal
}

const one = (values: ArrayLike<number>, at: number) => Float64Array.of(values[2 * at]!, values[2 * at + 1]!)

/** log of each part's weighted density, and of their sum. */
function logsAt(parts: readonly Part[], z: Float64Array) {
  const logs = parts.map(({ weight, normal }) => Math.log(weight) + logDensities(normal, z)[0]!)
  return { logs, log: logSumExp(logs) }
}

export function mixtureTarget(parts: readonly Part[]): PosteriorTarget {
  const precisions = parts.map(({ normal }) => gram(inverseOfLower(normal.factor)))
  const points = (z: Float64Array) => Array.from({ length: z.length / 2 }, (_, at) => one(z, at))
  const value = (z: Float64Array) => Float64Array.from(points(z), (point) => logsAt(parts, point).log)
  function gradientAt(point: Float64Array): Float64Array {
    const { logs, log } = logsAt(parts, point)
    const gradient = new Float64Array(2)
    parts.forEach(({ normal }, p) => {
      const pull = applied(
        precisions[p]!,
        point.map((own, i) => normal.mean[i]! - own),
      )
      pull.forEach((own, i) => (gradient[i]! += Math.exp(logs[p]! - log) * own))
    })
    return gradient
  }
  const gradient = (z: Float64Array) =>
    Float64Array.from(points(z).flatMap((point) => [...gradientAt(point)]))
  return { dimensions: 2, value, slopes: (z) => ({ value: value(z), gradient: gradient(z) }) }
}

const pace: Pace = { points: () => 1e6, pause: async () => {} }

/** With the prior that the quadrature takes for granted divided out. */
export async function mixtureTruth(target: PosteriorTarget, encoder: Gaussian): Promise<Truth> {
  const evaluate = async (z: Float64Array) =>
    Float64Array.from(
      await target.value(z),
      (own, i) => own - normalLogDensity(z[2 * i]!) - normalLogDensity(z[2 * i + 1]!),
    )
  const effort = { tolerance: 1e-3, hidden: 0.5, mostPoints: 200_000 }
  return truthOf(await integratePosteriors({ posteriors: [encoder], evaluate, pace, ...effort }))
}
