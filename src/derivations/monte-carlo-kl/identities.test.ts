/**
 * The lines of "Monte Carlo KL, and sticking the landing" on random small models, and for the landing on linear
 * Gaussian ones, whose true posterior is in the encoder's family.
 */
import { normal } from '../../math/random.ts'
import { checkLines } from '../testing/check.ts'
import { linearModel, type LinearModel } from '../testing/linear.ts'
import {
  klToPrior,
  logPrior,
  logQ,
  muOf,
  path,
  posteriorMean,
  posteriorMean1,
  sigmaOf,
  SMALL_MODELS,
  type SmallModel,
} from '../testing/model.ts'
import {
  gradient,
  mean,
  mean1,
  minus,
  noiseMean,
  plus,
  slope,
  sum,
  times,
  variance1,
} from '../testing/numbers.ts'
import { noisePoints, pointsOf } from '../testing/points.ts'
import { monteCarloKl } from './steps.ts'

interface Case {
  readonly m: SmallModel
  readonly line: LinearModel
}
const cases: Case[] = SMALL_MODELS.map((m, step) => ({ m, line: linearModel(step) }))

const score = (z: readonly number[], gamma: readonly number[]): number[] =>
  gradient((at) => logQ(z, at), gamma)

/** (dg/dgamma)^T times a slope by z. */
const alongPath = (byZ: readonly number[], eps: readonly number[], gamma: readonly number[]): number[] => [
  ...byZ,
  ...byZ.map((value, j) => 0.5 * sigmaOf(gamma)[j]! * eps[j]! * value),
]

/** Gradients of log q - log p by gamma, as the lines have them. */
function monteCarlo(eps: readonly number[], gamma: readonly number[]): number[] {
  const [z, sigma] = [path(eps, gamma), sigmaOf(gamma)]
  return [...z, ...z.map((value, j) => 0.5 * sigma[j]! * eps[j]! * value - 0.5)]
}
function stickingTheLanding(eps: readonly number[], gamma: readonly number[]): number[] {
  const [z, sigma] = [path(eps, gamma), sigmaOf(gamma)]
  const slopes = z.map((value, j) => value - eps[j]! / sigma[j]!)
  return [...slopes, ...slopes.map((value, j) => 0.5 * sigma[j]! * eps[j]! * value)]
}

const logRatio = (z: readonly number[], gamma: readonly number[]): number => logQ(z, gamma) - logPrior(z)
const atPoints = (m: SmallModel, h: (eps: number[]) => readonly number[]): number[] =>
  noisePoints(m.latents).flatMap(h)

/** For the linear model at its true posterior, one draw: gradients of the ELBO by (mu, log sigma^2). */
const EPS = [-1.6, 0.3, 1.1]
const zAt = ({ gamma }: LinearModel, eps: number): number => path([eps], gamma)[0]!
const scoreAt = (line: LinearModel, eps: number): number[] => score([zAt(line, eps)], line.gamma)
const landed = (line: LinearModel, eps: number): number[] =>
  alongPath([slope((z) => line.logJoint(z) - logQ([z], line.gamma), zAt(line, eps))], [eps], line.gamma)
const total = (line: LinearModel, eps: number): number[] =>
  gradient((at) => {
    const [z] = path([eps], at)
    return line.logJoint(z!) - logQ([z!], at)
  }, line.gamma)
/** With the KL's exact gradient. */
const closedForm = (line: LinearModel, eps: number): number[] =>
  minus(
    alongPath([slope(line.logLikelihood, zAt(line, eps))], [eps], line.gamma),
    gradient(klToPrior, line.gamma),
  )

const DRAWS = 8000
function drawnKl({ m }: Case): [number, number, number] {
  const noise = normal(DRAWS * m.latents, { seed: 10, stream: 952, step: m.latents })
  const values = Array.from({ length: DRAWS }, (_, i) =>
    logRatio(path(Array.from(noise.subarray(i * m.latents, (i + 1) * m.latents)), m.gamma), m.gamma),
  )
  const exact = klToPrior(m.gamma)
  const second = posteriorMean1(m.gamma, (z) => (logRatio(z, m.gamma) - exact) ** 2)
  return [mean(values), exact, Math.sqrt(second / DRAWS)]
}

const both = (h: (i: 0 | 1) => number): number[] => [h(0), h(1)]

checkLines(monteCarloKl, cases, {
  'same-draws': {
    of: 'a1621507',
    equal: ({ m }) => ({
      kl: [posteriorMean1(m.gamma, (z) => logRatio(z, m.gamma)), klToPrior(m.gamma)],
      logRatio: [
        pointsOf(m.gamma).map((z) => logRatio(z, m.gamma)),
        atPoints(m, (eps) => {
          const z = path(eps, m.gamma)
          const pieces = z.map((value, j) => value ** 2 - eps[j]! ** 2 - 2 * Math.log(sigmaOf(m.gamma)[j]!))
          return [0.5 * sum(pieces)]
        }),
      ],
    }),
    drawn: (one) => [drawnKl(one)],
  },
  'two-ways-in': {
    of: '2b688966',
    equal: ({ m }) => ({
      totalOfLogQ: [
        atPoints(m, (eps) => gradient((at) => logQ(path(eps, at), at), m.gamma)),
        atPoints(m, (eps) => {
          const z = path(eps, m.gamma)
          const byZ = gradient((at) => logQ(at, m.gamma), z)
          return plus(alongPath(byZ, eps, m.gamma), score(z, m.gamma))
        }),
      ],
    }),
  },
  total: {
    of: 'fa3963c1',
    equal: ({ m }) => {
      const total = (eps: number[]) => gradient((at) => logQ(path(eps, at), at), m.gamma)
      const sigma = sigmaOf(m.gamma)
      return {
        slopeOfLogQ: [
          pointsOf(m.gamma).flatMap((z) => gradient((at) => logQ(at, m.gamma), z)),
          atPoints(m, (eps) => eps.map((e, j) => -e / sigma[j]!)),
        ],
        totalByMean: [
          atPoints(m, (eps) => total(eps).slice(0, m.latents)),
          atPoints(m, (eps) => eps.map((e, j) => -e / sigma[j]! + e / sigma[j]!)),
          atPoints(m, (eps) => eps.map(() => 0)),
        ],
        totalByLogVariance: [
          atPoints(m, (eps) => total(eps).slice(m.latents)),
          atPoints(m, (eps) => eps.map((e) => -0.5 * e ** 2 + 0.5 * (e ** 2 - 1))),
          atPoints(m, (eps) => eps.map(() => -0.5)),
        ],
      }
    },
  },
  'monte-carlo': {
    of: '3ecc1238',
    equal: ({ m }) => ({
      monteCarlo: [
        atPoints(m, (eps) => gradient((at) => logRatio(path(eps, at), at), m.gamma)),
        atPoints(m, (eps) => monteCarlo(eps, m.gamma)),
      ],
      klGradient: [
        noiseMean(m.latents, (eps) => monteCarlo(eps, m.gamma)),
        [...muOf(m.gamma), ...sigmaOf(m.gamma).map((sigma) => 0.5 * (sigma ** 2 - 1))],
        gradient(klToPrior, m.gamma),
      ],
    }),
  },
  'without-score': {
    of: '9fbe03d7',
    equal: ({ m }) => ({
      withoutScore: [
        atPoints(m, (eps) => stickingTheLanding(eps, m.gamma)),
        atPoints(m, (eps) =>
          alongPath(
            gradient((z) => logRatio(z, m.gamma), path(eps, m.gamma)),
            eps,
            m.gamma,
          ),
        ),
      ],
      klGradient: [noiseMean(m.latents, (eps) => stickingTheLanding(eps, m.gamma))],
      difference: [
        noiseMean(m.latents, (eps) => minus(monteCarlo(eps, m.gamma), stickingTheLanding(eps, m.gamma))),
        posteriorMean(m.gamma, (z) => score(z, m.gamma)),
        m.gamma.map(() => 0),
      ],
    }),
  },
  'whole-elbo': {
    of: 'f702c271',
    equal: ({ m }) => ({
      wholeElbo: [
        atPoints(m, (eps) =>
          gradient((at) => {
            const z = path(eps, at)
            return m.logJoint(z) - logQ(z, at)
          }, m.gamma),
        ),
        atPoints(m, (eps) => {
          const z = path(eps, m.gamma)
          const byZ = gradient((at) => m.logJoint(at) - logQ(at, m.gamma), z)
          return minus(alongPath(byZ, eps, m.gamma), score(z, m.gamma))
        }),
      ],
    }),
  },
  landing: {
    of: '282705e8',
    equal: ({ line }) => ({
      evidence: [
        EPS.map((eps) => line.logJoint(zAt(line, eps)) - logQ([zAt(line, eps)], line.gamma)),
        EPS.map(() => line.logEvidence),
      ],
      landed: [EPS.flatMap((eps) => landed(line, eps)), EPS.flatMap(() => [0, 0])],
    }),
  },
  'no-landing': {
    of: '568438c1',
    equal: ({ line }) => ({
      total: [EPS.flatMap((eps) => total(line, eps)), EPS.flatMap((eps) => times(scoreAt(line, eps), -1))],
      spreadOfTotal: [
        both((i) => variance1((eps) => total(line, eps)[i]!)),
        [1 / Math.exp(line.gamma[1]), 1 / 2],
      ],
    }),
  },
  'closed-form': {
    of: 'fe411443',
    equal: ({ line }) => {
      const [mu, variance] = [line.gamma[0], Math.exp(line.gamma[1])]
      const sigma = Math.sqrt(variance)
      return {
        slopeOfLikelihood: [
          EPS.map((eps) => slope(line.logLikelihood, zAt(line, eps))),
          EPS.map((eps) => zAt(line, eps) - eps / sigma),
        ],
        closedFormByMean: [
          EPS.map((eps) => closedForm(line, eps)[0]!),
          EPS.map((eps) => (sigma - 1 / sigma) * eps),
        ],
        spreadOfClosedForm: [
          both((i) => variance1((eps) => closedForm(line, eps)[i]!)),
          [(sigma - 1 / sigma) ** 2, 0.25 * (variance * mu ** 2 + 2 * (variance - 1) ** 2)],
        ],
      }
    },
    atMost: () => [0.3, 1, 1.4].map((sigma) => [(sigma - 1 / sigma) ** 2, 1 / sigma ** 2] as const),
  },
  'score-function': {
    of: 'dbc9ce53',
    equal: ({ m, line }) => {
      const elbo = (gamma: readonly number[]) => posteriorMean1(gamma, (z) => m.logJoint(z) - logQ(z, gamma))
      const estimate = (eps: number, b: number) =>
        times(scoreAt(line, eps), line.logJoint(zAt(line, eps)) - logQ([zAt(line, eps)], line.gamma) - b)
      return {
        elboGradient: [
          gradient(elbo, m.gamma),
          posteriorMean(m.gamma, (z) =>
            times(score(z, m.gamma), m.logJoint(z) - logQ(z, m.gamma) - /* a baseline */ 0.8),
          ),
        ],
        scoreFunction: [
          EPS.flatMap((eps) => estimate(eps, 0.8)),
          EPS.flatMap((eps) => times(scoreAt(line, eps), line.logEvidence - 0.8)),
        ],
        scoreFunctionLanded: [
          EPS.flatMap((eps) => estimate(eps, line.logEvidence)),
          EPS.flatMap(() => [0, 0]),
        ],
      }
    },
  },
  'leave-one-out-landing': {
    of: '1ea075a2',
    equal: ({ line }) => {
      const f = EPS.map((eps) => line.logJoint(zAt(line, eps)) - logQ([zAt(line, eps)], line.gamma))
      const centred = f.map((value, l) => value - mean(f.filter((_, k) => k !== l)))
      return {
        evidence: [f],
        leftOver: [centred, f.map(() => 0)],
        meanF: [
          mean1((eps) => line.logJoint(zAt(line, eps)) - logQ([zAt(line, eps)], line.gamma)),
          line.logEvidence,
        ],
      }
    },
  },
})
