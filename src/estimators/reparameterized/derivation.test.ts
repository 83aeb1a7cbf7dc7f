/** The lines of the reparameterized estimator's derivation on random small models, by quadrature, and one by drawing. */
import { checkLines } from '../../derivations/testing/check.ts'
import {
  integral,
  logQ,
  muOf,
  path,
  posteriorMean,
  posteriorMean1,
  sigmaOf,
  SMALL_MODELS,
  type SmallModel,
} from '../../derivations/testing/model.ts'
import {
  dot,
  gradient,
  logNormal,
  noiseMean,
  second,
  slope,
  sum,
  times,
} from '../../derivations/testing/numbers.ts'
import { noisePoints, pointsOf } from '../../derivations/testing/points.ts'
import { normal } from '../../math/random.ts'
import { reparameterizedDerivation } from './derivation.ts'

const DRAWS = 12_000

const meanF = (m: SmallModel, gamma: readonly number[]) => posteriorMean1(gamma, (z) => m.logLikelihood(z))
const slopeOfF = (m: SmallModel, z: readonly number[]) => gradient((at) => m.logLikelihood(at), z)

/** The estimate of one draw, as the line "estimator" has it [2D]. */
function oneDraw(m: SmallModel, eps: readonly number[]): number[] {
  const slopes = slopeOfF(m, path(eps, m.gamma))
  const sigma = sigmaOf(m.gamma)
  return [...slopes, ...slopes.map((value, j) => 0.5 * sigma[j]! * eps[j]! * value)]
}

/** d f(z(eps, gamma)) / d gamma by numerical differentiation. */
const alongPath = (m: SmallModel, eps: readonly number[]): number[] =>
  gradient((gamma) => m.logLikelihood(path(eps, gamma)), m.gamma)

/** Var of the slope of f by each z_j. */
function slopeVariances(m: SmallModel): number[] {
  const moments = posteriorMean(m.gamma, (z) => slopeOfF(m, z).flatMap((value) => [value, value * value]))
  return muOf(m.gamma).map((_, j) => moments[2 * j + 1]! - moments[2 * j]! ** 2)
}

function drawnEstimates(m: SmallModel): [number, number, number] {
  const exact = gradient((at) => meanF(m, at), m.gamma)
  const noise = normal(DRAWS * m.latents, { seed: 6, stream: 921, step: m.latents })
  let total = 0
  for (let i = 0; i < DRAWS; i++)
    total += dot(oneDraw(m, Array.from(noise.subarray(i * m.latents, (i + 1) * m.latents))), exact)
  const squared = noiseMean(m.latents, (eps) => [dot(oneDraw(m, eps), exact) ** 2])[0]!
  const mean = dot(exact, exact)
  return [total / DRAWS, mean, Math.sqrt((squared - mean ** 2) / DRAWS)]
}

/** A linear f for the model's latents: c + w z. */
const LINEAR = { c: 3, w: [0.8, -1.7] }
const linear = (z: readonly number[]): number => LINEAR.c + sum(z.map((value, k) => LINEAR.w[k]! * value))

checkLines(reparameterizedDerivation, SMALL_MODELS, {
  path: {
    of: '1206e5d8',
    equal: (m) => {
      const moments = noiseMean(m.latents, (eps) => path(eps, m.gamma))
      const spread = noiseMean(m.latents, (eps) => path(eps, m.gamma).map((z, j) => (z - moments[j]!) ** 2))
      return {
        mean: [moments, muOf(m.gamma)],
        variance: [spread, sigmaOf(m.gamma).map((sigma) => sigma ** 2)],
      }
    },
  },
  density: {
    of: '020ae4ad',
    equal: (m) => {
      const sigma = sigmaOf(m.gamma)
      const determinant = (eps: readonly number[]) =>
        eps.reduce((d, e, j) => d * slope((x) => path(eps.with(j, x), m.gamma)[j]!, e), 1)
      const noiseDensity = (eps: readonly number[]) => Math.exp(sum(eps.map((e) => logNormal(e, 0, 1))))
      return {
        density: [
          noisePoints(m.latents).map((eps) => noiseDensity(eps) / Math.abs(determinant(eps))),
          noisePoints(m.latents).map((eps) =>
            eps.reduce((p, e, j) => (p * Math.exp(logNormal(e, 0, 1))) / sigma[j]!, 1),
          ),
          pointsOf(m.gamma).map((z) => Math.exp(logQ(z, m.gamma))),
        ],
        // Probability of a box of noise, and of the box it is carried to, by the midpoint of a very small one.
        volume: [
          noisePoints(m.latents).map((eps) => {
            const side = 1e-3
            const corners = [-1, 1].map((sign) =>
              path(
                eps.map((e) => e + (sign * side) / 2),
                m.gamma,
              ),
            )
            const volume = corners[1]!.reduce((v, value, j) => v * (value - corners[0]![j]!), 1)
            return (Math.exp(logQ(path(eps, m.gamma), m.gamma)) * volume) / side ** m.latents
          }),
          noisePoints(m.latents).map((eps) => Math.exp(sum(eps.map((e) => logNormal(e, 0, 1))))),
        ],
      }
    },
  },
  'same-mean': {
    of: '0e634f8f',
    equal: (m) => ({
      meanF: [
        integral(new Array<number>(2 * m.latents).fill(0.2), (z) => [
          m.logLikelihood(z) * Math.exp(logQ(z, m.gamma)),
        ])[0]!,
        noiseMean(m.latents, (eps) => [m.logLikelihood(path(eps, m.gamma))])[0]!,
      ],
    }),
  },
  inside: {
    of: '355242ea',
    equal: (m) => ({
      gradient: [
        gradient((gamma) => noiseMean(m.latents, (eps) => [m.logLikelihood(path(eps, gamma))])[0]!, m.gamma),
        noiseMean(m.latents, (eps) => alongPath(m, eps)),
      ],
      alongPath: [
        noisePoints(m.latents).flatMap((eps) => alongPath(m, eps)),
        noisePoints(m.latents).flatMap((eps) => {
          const slopes = slopeOfF(m, path(eps, m.gamma))
          return m.gamma.map((value, i) =>
            sum(slopes.map((s, j) => s * slope((x) => path(eps, m.gamma.with(i, x))[j]!, value))),
          )
        }),
      ],
    }),
  },
  'path-slopes': {
    of: '0e150c1f',
    equal: (m) => {
      const sigma = sigmaOf(m.gamma)
      const byMu = (eps: readonly number[], j: number) =>
        slope((x) => path(eps, m.gamma.with(j, x))[j]!, m.gamma[j]!)
      const byLogVariance = (eps: readonly number[], j: number) =>
        slope((x) => path(eps, m.gamma.with(m.latents + j, x))[j]!, m.gamma[m.latents + j]!)
      return {
        pathByMu: [
          noisePoints(m.latents).flatMap((eps) => eps.map((_, j) => byMu(eps, j))),
          noisePoints(m.latents).flatMap((eps) => eps.map(() => 1)),
        ],
        pathByLogVariance: [
          noisePoints(m.latents).flatMap((eps) => eps.map((_, j) => byLogVariance(eps, j))),
          noisePoints(m.latents).flatMap((eps) => eps.map((e, j) => 0.5 * sigma[j]! * e)),
        ],
      }
    },
  },
  estimator: {
    of: 'b090a98c',
    equal: (m) => ({
      gradient: [noiseMean(m.latents, (eps) => oneDraw(m, eps))],
      alongPath: [noisePoints(m.latents).flatMap((eps) => oneDraw(m, eps))],
    }),
    drawn: (m) => [drawnEstimates(m)],
  },
  'same-gradient': {
    of: '44840424',
    equal: (m) => {
      const sigma = sigmaOf(m.gamma)
      const densitySlope = (z: readonly number[]) => gradient((at) => Math.exp(logQ(at, m.gamma)), z)
      return {
        gradientOfMean: [
          gradient((at) => meanF(m, at), m.gamma).slice(0, m.latents),
          noiseMean(m.latents, (eps) =>
            eps.map((e, j) => (m.logLikelihood(path(eps, m.gamma)) * e) / sigma[j]!),
          ),
          times(
            integral(m.gamma, (z) => times(densitySlope(z), m.logLikelihood(z))),
            -1,
          ),
          integral(m.gamma, (z) => times(slopeOfF(m, z), Math.exp(logQ(z, m.gamma)))),
          noiseMean(m.latents, (eps) => slopeOfF(m, path(eps, m.gamma))),
        ],
        gradientOfLogVariance: [
          gradient((at) => meanF(m, at), m.gamma).slice(m.latents),
          noiseMean(m.latents, (eps) =>
            eps.map((e) => m.logLikelihood(path(eps, m.gamma)) * 0.5 * (e * e - 1)),
          ),
          noiseMean(m.latents, (eps) => oneDraw(m, eps).slice(m.latents)),
        ],
      }
    },
  },
  linear: {
    of: '65ab21cf',
    equal: (m) => {
      const sigma = sigmaOf(m.gamma)
      const centre = posteriorMean1(m.gamma, linear)
      const squares = noiseMean(m.latents, (eps) =>
        eps.flatMap((e, j) => {
          const estimate = ((linear(path(eps, m.gamma)) - centre) * e) / sigma[j]!
          return [estimate, estimate ** 2]
        }),
      )
      const slopes = posteriorMean(m.gamma, (z) =>
        gradient(linear, z).flatMap((value, j) => [(value - LINEAR.w[j]!) ** 2]),
      )
      return {
        linearPathwise: [slopes, slopes.map(() => 0)],
        linearScore: [
          sigma.map((_, j) => squares[2 * j + 1]! - squares[2 * j]! ** 2),
          sigma.map(
            (s, j) => LINEAR.w[j]! ** 2 + sum(sigma.map((other, k) => (LINEAR.w[k]! * other) ** 2 / s ** 2)),
          ),
        ],
      }
    },
  },
  curvature: {
    of: 'cf9467df',
    atMost: (m) => {
      const variances = slopeVariances(m)
      const sigma = sigmaOf(m.gamma)
      return variances.map((variance, j) => {
        const bound = posteriorMean1(m.gamma, (z) =>
          sum(sigma.map((s, k) => s ** 2 * second((at) => m.logLikelihood(at), z, j, k) ** 2)),
        )
        return [variance, bound] as const
      })
    },
  },
  'slope-bound': {
    of: 'c902a5c8',
    atMost: (m) => {
      const squared = (z: readonly number[]) => dot(slopeOfF(m, z), slopeOfF(m, z))
      let largest = 0
      noiseMean(m.latents, (eps) => {
        largest = Math.max(largest, squared(path(eps, m.gamma)))
        return []
      })
      return [[sum(slopeVariances(m)), largest]]
    },
  },
  measured: { of: '75999195', defines: 'the ratio of two measured variances' },
})
