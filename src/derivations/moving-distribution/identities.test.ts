/** The lines of "the gradient of an expectation whose distribution moves" on random small models, by quadrature. */
import { checkLines } from '../testing/check.ts'
import {
  integral,
  logQ,
  path,
  posteriorMean,
  posteriorMean1,
  SMALL_MODELS,
  type SmallModel,
} from '../testing/model.ts'
import { gradient, noiseMean, slope, sum, times } from '../testing/numbers.ts'
import { movingDistribution } from './steps.ts'

const meanF = (m: SmallModel, gamma: readonly number[], theta?: readonly number[]): number =>
  posteriorMean1(gamma, (z) => m.logLikelihood(z, theta))
const densitySlope = (z: readonly number[], gamma: readonly number[]): number[] =>
  gradient((at) => Math.exp(logQ(z, at)), gamma)

/** E z_1^2 as a function of gamma. */
const meanSquare = (gamma: readonly number[]): number => posteriorMean1(gamma, ([z]) => z! ** 2)

checkLines(movingDistribution, SMALL_MODELS, {
  wanted: { of: '8eda4208', defines: 'the two gradients that are wanted' },
  decoder: {
    of: '1054d058',
    equal: (m) => ({
      byTheta: [
        gradient((theta) => meanF(m, m.gamma, theta), m.theta),
        posteriorMean(m.gamma, (z) => gradient((theta) => m.logLikelihood(z, theta), m.theta)),
      ],
    }),
  },
  'through-gamma': {
    of: '31207494',
    equal: (m) => {
      const byGamma = gradient((gamma) => meanF(m, gamma), m.gamma)
      return {
        byPhi: [
          gradient((phi) => meanF(m, m.encode(phi)), m.phi),
          m.phi.map((value, i) =>
            sum(byGamma.map((g, k) => g * slope((x) => m.encode(m.phi.with(i, x))[k]!, value))),
          ),
        ],
      }
    },
  },
  'not-a-mean': {
    of: 'a155b267',
    equal: (m) => ({
      byGamma: [
        gradient((gamma) => meanF(m, gamma), m.gamma),
        integral(m.gamma, (z) => times(densitySlope(z, m.gamma), m.logLikelihood(z))),
      ],
    }),
  },
  'no-density': {
    of: '02bbd24b',
    equal: (m) => ({
      zero: [
        integral(m.gamma, (z) => densitySlope(z, m.gamma)),
        gradient((at) => integral(m.gamma, (z) => [Math.exp(logQ(z, at))])[0]!, m.gamma),
        m.gamma.map(() => 0),
      ],
    }),
    // Negative somewhere.
    atMost: (m) => {
      const left = m.gamma.map((value, i) => value + (i < m.latents ? 0.5 : 0)).slice(0, m.latents)
      const right = m.gamma.map((value, i) => value - (i < m.latents ? 0.5 : 0)).slice(0, m.latents)
      return [
        [densitySlope(right, m.gamma)[0]!, -1e-3],
        [1e-3, densitySlope(left, m.gamma)[0]!],
      ]
    },
  },
  'frozen-draw': {
    of: 'dbfe0097',
    equal: (m) => ({
      frozen: [
        // z is drawn at m.gamma and does not follow `at`.
        posteriorMean(m.gamma, (z) => gradient(() => m.logLikelihood(z), m.gamma)),
        m.gamma.map(() => 0),
      ],
    }),
  },
  example: {
    of: '119db3f7',
    equal: ({ gamma, latents }) => ({
      meanSquare: [meanSquare(gamma), gamma[0]! ** 2 + Math.exp(gamma[latents]!)],
      byMu: [slope((mu) => meanSquare(gamma.with(0, mu)), gamma[0]!), 2 * gamma[0]!],
      frozenByMu: [posteriorMean1(gamma, ([z]) => slope(() => z! ** 2, gamma[0]!)), 0],
    }),
  },
  'two-ways': {
    of: '8352296d',
    equal: (m) => ({
      byGamma: [
        posteriorMean(m.gamma, (z) =>
          times(
            gradient((at) => logQ(z, at), m.gamma),
            m.logLikelihood(z),
          ),
        ),
        noiseMean(m.latents, (eps) => {
          const byZ = gradient((z) => m.logLikelihood(z), path(eps, m.gamma))
          return m.gamma.map((value, i) =>
            sum(byZ.map((s, j) => s * slope((x) => path(eps, m.gamma.with(i, x))[j]!, value))),
          )
        }),
      ],
    }),
  },
})
