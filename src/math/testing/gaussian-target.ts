/** A Gaussian as a target whose answers are known. For tests. */
import { inverseOfLower, gram, applied } from '../posterior/matrix.ts'
import { logDensities, normalWith, type Normal } from '../posterior/normals.ts'
import type { PosteriorTarget } from '../posterior/target.ts'

/** log Z is `constant` then. */
export function gaussianTarget(p: Normal, constant = 0): PosteriorTarget {
  const precision = gram(inverseOfLower(p.factor))
  const value = (z: Float64Array) => logDensities(p, z).map((own) => own + constant)
  return {
    dimensions: p.mean.length,
    value,
    slopes: (z) => ({
      value: value(z),
      gradient: applied(
        precision,
        z.map((own, i) => p.mean[i % p.mean.length]! - own),
      ),
    }),
  }
}

/** A narrow one with a strong correlation, away from the origin. */
export const TILTED = normalWith([0.7, -1.2], Float64Array.of(0.04, 0.045, 0.045, 0.09))
