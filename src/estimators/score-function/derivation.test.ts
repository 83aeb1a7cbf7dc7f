/** The lines of the score function's derivation on random small models, by quadrature, and one by drawing. */
import { checkLines } from '../../derivations/testing/check.ts'
import {
  integral,
  klToPrior,
  logQ,
  logVarianceOf,
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
  minus,
  noiseMean,
  plus,
  slope,
  sum,
  times,
} from '../../derivations/testing/numbers.ts'
import { noisePoints, pointsOf } from '../../derivations/testing/points.ts'
import { normal } from '../../math/random.ts'
import { scoreFunctionDerivation } from './derivation.ts'

const BETA = 0.7
const SAMPLES = 3
const REPETITIONS = 4000

/** E = E_q log p(x|z) as a function of gamma, and the mean of the ELBO's whole integrand. */
const meanF = (m: SmallModel, gamma: readonly number[]) => posteriorMean1(gamma, (z) => m.logLikelihood(z))
const wholeF = (m: SmallModel, z: readonly number[], gamma: readonly number[]) =>
  m.logJoint(z) - logQ(z, gamma)
const meanWhole = (m: SmallModel, gamma: readonly number[]) =>
  posteriorMean1(gamma, (z) => wholeF(m, z, gamma))

/** The score by numerical differentiation, and as the last lines have it. */
const numericScore = (z: readonly number[], gamma: readonly number[]): number[] =>
  gradient((at) => logQ(z, at), gamma)
const scoreOfNoise = (eps: readonly number[], gamma: readonly number[]): number[] => [
  ...eps.map((e, j) => e / sigmaOf(gamma)[j]!),
  ...eps.map((e) => (e * e - 1) / 2),
]

const zeros = (m: SmallModel): number[] => new Array<number>(2 * m.latents).fill(0)
const meanScore = (m: SmallModel): number[] => posteriorMean(m.gamma, (z) => numericScore(z, m.gamma))
const densitySlope = (z: readonly number[], gamma: readonly number[]): number[] =>
  gradient((at) => Math.exp(logQ(z, at)), gamma)

/** Jacobian of gamma by phi, transposed, times a gradient by gamma. */
const throughEncoder = (m: SmallModel, byGamma: readonly number[]): number[] =>
  m.phi.map((value, i) => sum(byGamma.map((g, k) => g * slope((x) => m.encode(m.phi.with(i, x))[k]!, value))))

/** Mean of many estimates with L draws each, projected on the gradient; exact value; exact standard error. */
function drawnEstimates(m: SmallModel): [number, number, number] {
  const exact = gradient((at) => meanF(m, at), m.gamma)
  const count = SAMPLES * REPETITIONS
  const noise = normal(count * m.latents, { seed: 5, stream: 920, step: m.latents })
  let total = 0
  for (let i = 0; i < count; i++) {
    const eps = Array.from(noise.subarray(i * m.latents, (i + 1) * m.latents))
    total += m.logLikelihood(path(eps, m.gamma)) * dot(scoreOfNoise(eps, m.gamma), exact)
  }
  const second = noiseMean(m.latents, (eps) => [
    (m.logLikelihood(path(eps, m.gamma)) * dot(scoreOfNoise(eps, m.gamma), exact)) ** 2,
  ])[0]!
  const mean = dot(exact, exact)
  return [total / count, mean, Math.sqrt((second - mean ** 2) / count)]
}

/** What the program of the line "by-hand" puts into its score: its arithmetic is JavaScript's, too. */
function programScore(eps: number, sigma: number): number[] {
  const { listing = '' } = scoreFunctionDerivation.steps.find(({ id }) => id === 'by-hand')!
  const [, terms] = /score = torch\.cat\((\[.*?\]), dim=1\)/.exec(listing)!
  return new Function('eps', 'sigma', `return ${terms}`)(eps, sigma) as number[]
}

checkLines(scoreFunctionDerivation, SMALL_MODELS, {
  inside: {
    of: 'a155b267',
    equal: (m) => ({
      gradient: [
        gradient((at) => meanF(m, at), m.gamma),
        integral(m.gamma, (z) => times(densitySlope(z, m.gamma), m.logLikelihood(z))),
      ],
    }),
  },
  'log-derivative': {
    of: '57659606',
    equal: (m) => ({
      densitySlope: [
        pointsOf(m.gamma).flatMap((z) => densitySlope(z, m.gamma)),
        pointsOf(m.gamma).flatMap((z) => times(numericScore(z, m.gamma), Math.exp(logQ(z, m.gamma)))),
      ],
    }),
  },
  expectation: {
    of: '1b3ad1ee',
    equal: (m) => ({
      gradient: [posteriorMean(m.gamma, (z) => times(numericScore(z, m.gamma), m.logLikelihood(z)))],
    }),
  },
  estimator: { of: 'c00c15f1', drawn: (m) => [drawnEstimates(m)] },
  'score-mean': {
    of: '30382200',
    equal: (m) => ({
      zero: [
        meanScore(m),
        integral(m.gamma, (z) => densitySlope(z, m.gamma)),
        gradient((at) => integral(m.gamma, (z) => [Math.exp(logQ(z, at))])[0]!, m.gamma),
        zeros(m),
      ],
    }),
  },
  'whole-elbo': {
    of: '0edf28de',
    equal: (m) => ({ elbo: [meanWhole(m, m.gamma), meanF(m, m.gamma) - klToPrior(m.gamma)] }),
  },
  'two-terms': {
    of: '3c62f91e',
    equal: (m) => ({
      elboGradient: [
        gradient((at) => meanWhole(m, at), m.gamma),
        plus(
          posteriorMean(m.gamma, (z) => times(numericScore(z, m.gamma), wholeF(m, z, m.gamma))),
          posteriorMean(m.gamma, (z) => gradient((at) => wholeF(m, z, at), m.gamma)),
        ),
      ],
    }),
  },
  'second-term': {
    of: '84776eb1',
    equal: (m) => ({
      zero: [
        posteriorMean(m.gamma, (z) => gradient((at) => wholeF(m, z, at), m.gamma)),
        times(meanScore(m), -1),
      ],
      elboGradient: [posteriorMean(m.gamma, (z) => times(numericScore(z, m.gamma), wholeF(m, z, m.gamma)))],
    }),
  },
  'log-density': {
    of: '3ed85f11',
    equal: (m) => {
      const [mu, logVariance] = [muOf(m.gamma), logVarianceOf(m.gamma)]
      const formula = (z: readonly number[]) =>
        sum(
          z.map(
            (value, j) =>
              -0.5 * Math.log(2 * Math.PI) -
              0.5 * logVariance[j]! -
              (value - mu[j]!) ** 2 / (2 * Math.exp(logVariance[j]!)),
          ),
        )
      return {
        logDensity: [
          pointsOf(m.gamma).map(formula),
          pointsOf(m.gamma).map((z) =>
            sum(z.map((value, j) => logNormal(value, mu[j]!, sigmaOf(m.gamma)[j]!))),
          ),
        ],
      }
    },
  },
  'score-of-mean': {
    of: '23dfb870',
    equal: (m) => {
      const [mu, sigma] = [muOf(m.gamma), sigmaOf(m.gamma)]
      return {
        scoreOfMean: [
          pointsOf(m.gamma).flatMap((z) => numericScore(z, m.gamma).slice(0, m.latents)),
          pointsOf(m.gamma).flatMap((z) => z.map((value, j) => (value - mu[j]!) / sigma[j]! ** 2)),
          noisePoints(m.latents).flatMap((eps) => eps.map((e, j) => e / sigma[j]!)),
        ],
      }
    },
  },
  'score-of-log-variance': {
    of: '8eb01014',
    equal: (m) => {
      const [mu, sigma] = [muOf(m.gamma), sigmaOf(m.gamma)]
      return {
        scoreOfLogVariance: [
          pointsOf(m.gamma).flatMap((z) => numericScore(z, m.gamma).slice(m.latents)),
          pointsOf(m.gamma).flatMap((z) =>
            z.map((value, j) => 0.5 * ((value - mu[j]!) ** 2 / sigma[j]! ** 2 - 1)),
          ),
          noisePoints(m.latents).flatMap((eps) => eps.map((e) => 0.5 * (e * e - 1))),
        ],
      }
    },
  },
  'by-hand': {
    of: '5cd766d9',
    equal: (m) => ({
      gradient: [
        noiseMean(m.latents, (eps) => times(scoreOfNoise(eps, m.gamma), m.logLikelihood(path(eps, m.gamma)))),
      ],
      program: [
        noisePoints(1).flatMap(([eps]) => programScore(eps!, 0.7)),
        noisePoints(1).flatMap(([eps]) => [eps! / 0.7, (eps! ** 2 - 1) / 2]),
      ],
    }),
  },
  'with-kl': {
    of: '691f758b',
    equal: (m) => {
      const ofKl = [...muOf(m.gamma), ...logVarianceOf(m.gamma).map((v) => 0.5 * (Math.exp(v) - 1))]
      return {
        objectiveGradient: [
          gradient((at) => meanF(m, at) - BETA * klToPrior(at), m.gamma),
          minus(
            noiseMean(m.latents, (eps) =>
              times(scoreOfNoise(eps, m.gamma), m.logLikelihood(path(eps, m.gamma))),
            ),
            times(ofKl, BETA),
          ),
        ],
      }
    },
  },
  encoder: {
    of: '824597f9',
    equal: (m) => {
      const objective = (gamma: readonly number[]) => meanF(m, gamma) - BETA * klToPrior(gamma)
      return {
        encoderGradient: [
          gradient((phi) => objective(m.encode(phi)), m.phi),
          throughEncoder(m, gradient(objective, m.gamma)),
        ],
      }
    },
  },
  decoder: {
    of: '4d20cedd',
    equal: (m) => ({
      decoderGradient: [
        gradient((theta) => posteriorMean1(m.gamma, (z) => m.logLikelihood(z, theta)), m.theta),
        posteriorMean(m.gamma, (z) => gradient((theta) => m.logLikelihood(z, theta), m.theta)),
      ],
    }),
  },
})
