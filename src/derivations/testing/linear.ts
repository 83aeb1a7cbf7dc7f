/** x ~ N(w z + c, s^2) with z ~ N(0, 1), one latent: a model whose true posterior is a Gaussian, known in closed form. */
import { uniform } from '../../math/random.ts'
import { logNormal } from './numbers.ts'

export interface LinearModel {
  readonly w: number
  readonly c: number
  readonly s: number
  readonly x: number
  readonly logLikelihood: (z: number) => number
  readonly logJoint: (z: number) => number
  readonly logEvidence: number
  /** (mu, log sigma^2) of the true posterior. */
  readonly gamma: readonly [number, number]
}

export function linearOf(w: number, c: number, s: number, x: number): LinearModel {
  const logLikelihood = (z: number) => logNormal(x, w * z + c, s)
  const variance = 1 / (1 + (w / s) ** 2)
  return {
    ...{ w, c, s, x },
    logLikelihood,
    logJoint: (z) => logLikelihood(z) + logNormal(z, 0, 1),
    logEvidence: logNormal(x, c, Math.hypot(w, s)),
    gamma: [(variance * w * (x - c)) / s ** 2, Math.log(variance)],
  }
}

export function linearModel(step: number): LinearModel {
  const [w, c, x] = uniform(3, -2, 2, { seed: 9, stream: 950, step }) as unknown as [number, number, number]
  const [s] = uniform(1, 0.5, 1.5, { seed: 9, stream: 951, step }) as unknown as [number]
  return linearOf(w, c, s, x)
}
