/** The lines of "EM and the VAE" on random small models and on linear ones, where EM's steps are known exactly. */
import { normalCdf } from '../../math/normal.ts'
import { checkLines } from '../testing/check.ts'
import { linearModel, linearOf, type LinearModel } from '../testing/linear.ts'
import {
  klToPrior,
  logQ,
  logVarianceOf,
  muOf,
  posteriorMean,
  posteriorMean1,
  sigmaOf,
  SMALL_MODELS,
  type SmallModel,
} from '../testing/model.ts'
import { dot, gradient, logNormal, plus, second, slope, sum, times } from '../testing/numbers.ts'
import { em } from './steps.ts'

interface Case {
  readonly m: SmallModel
  readonly line: LinearModel
  /** gamma of the best Gaussian for the small model, its decoder held fixed. */
  readonly best: readonly number[]
}

/** ELBO by gamma. */
const F = (m: SmallModel, gamma: readonly number[], theta?: readonly number[]): number =>
  posteriorMean1(gamma, (z) => m.logJoint(z, theta) - logQ(z, gamma))
const lineF = ({ logJoint }: LinearModel, gamma: readonly number[]): number =>
  posteriorMean1(gamma, ([z]) => logJoint(z!) - logQ([z!], gamma))

/** The pathwise gradient of the ELBO by gamma, its KL in closed form: a function as smooth as the ELBO, and quick. */
function ascent(m: SmallModel, gamma: readonly number[]): number[] {
  const sigma = sigmaOf(gamma)
  const ofF = posteriorMean(gamma, (z) => {
    const slopes = gradient((at) => m.logLikelihood(at), z)
    return [...slopes, ...slopes.map((value, j) => 0.5 * value * (z[j]! - gamma[j]!))]
  })
  const ofKl = [...muOf(gamma), ...sigma.map((s) => 0.5 * (s * s - 1))]
  return plus(ofF, times(ofKl, -1))
}

/** Steepest ascent with steps of about Newton's size: the curvature by mu is near one, by log sigma^2 near a half. */
function bestGaussian(m: SmallModel): number[] {
  let gamma = [...m.gamma]
  for (let step = 0; step < 60; step++)
    gamma = gamma.map((value, i) => value + ascent(m, gamma)[i]! * (i < m.latents ? 0.7 : 1.4))
  return gamma
}

const cases: Case[] = SMALL_MODELS.filter(({ latents }) => latents === 1).map((m, step) => ({
  m,
  line: linearModel(step),
  best: bestGaussian(m),
}))

/** A full E and a full M step of EM for the slope w of a linear model. */
function emStep({ w, c, s, x, gamma }: LinearModel): LinearModel {
  const meanSquare = gamma[0] ** 2 + Math.exp(gamma[1])
  const next = (gamma[0] * (x - c)) / meanSquare
  return linearOf(Number.isFinite(next) ? next : w, c, s, x)
}

const entropy = (gamma: readonly number[]): number =>
  sum(logVarianceOf(gamma).map((v) => 0.5 * (v + Math.log(2 * Math.PI * Math.E))))
const recon = (m: SmallModel, gamma: readonly number[]): number =>
  posteriorMean1(gamma, (z) => m.logLikelihood(z))

checkLines(em, cases, {
  'free-energy': {
    of: 'b5054319',
    equal: ({ m }) => ({
      F: [
        F(m, m.gamma),
        posteriorMean1(m.gamma, (z) => m.logJoint(z)) + entropy(m.gamma),
        m.logEvidence() - posteriorMean1(m.gamma, (z) => logQ(z, m.gamma) - m.logPosterior(z)),
      ],
    }),
  },
  'e-step': {
    of: 'f0c05752',
    equal: ({ line }) => ({
      atPosterior: [lineF(line, line.gamma), line.logEvidence],
      slopeAtPosterior: [gradient((gamma) => lineF(line, gamma), line.gamma), [0, 0]],
    }),
  },
  'm-step': {
    of: '1e031c26',
    equal: ({ m, line }) => {
      const ofLine = (w: number) =>
        posteriorMean1(line.gamma, ([z]) => linearOf(w, line.c, line.s, line.x).logJoint(z!))
      return {
        byTheta: [
          gradient((theta) => F(m, m.gamma, theta), m.theta),
          gradient((theta) => posteriorMean1(m.gamma, (z) => m.logLikelihood(z, theta)), m.theta),
        ],
        slopeAtM: [slope(ofLine, emStep(line).w), 0],
      }
    },
  },
  'never-down': {
    of: 'bdf429e2',
    equal: ({ line }) => ({ atPosterior: [lineF(line, line.gamma)] }),
    atMost: ({ line }) => {
      const next = emStep(line)
      return [
        [lineF(line, line.gamma), lineF(next, line.gamma)],
        [lineF(next, line.gamma), next.logEvidence],
        [line.logEvidence, next.logEvidence],
      ]
    },
  },
  restricted: {
    of: '90da100e',
    equal: ({ m }) => ({
      byPhi: [
        gradient((phi) => F(m, m.encode(phi)), m.phi),
        times(
          gradient((phi) => {
            const gamma = m.encode(phi)
            return posteriorMean1(gamma, (z) => logQ(z, gamma) - m.logPosterior(z))
          }, m.phi),
          -1,
        ),
      ],
    }),
  },
  'coordinate-ascent': {
    of: 'c243ac86',
    atMost: ({ m }) => {
      const eta = 0.01
      const phi = plus(
        m.phi,
        times(
          gradient((at) => F(m, m.encode(at)), m.phi),
          eta,
        ),
      )
      const gamma = m.encode(phi)
      const theta = plus(
        m.theta,
        times(
          gradient((at) => F(m, gamma, at), m.theta),
          eta,
        ),
      )
      return [
        [F(m, m.gamma), F(m, gamma)],
        [F(m, gamma), F(m, gamma, theta)],
      ]
    },
  },
  'joint-ascent': { of: '04f288a0', defines: 'a step of both halves' },
  'first-order': {
    of: 'c4ce4713',
    // The change of one slope of F by theta along the encoder's step, per eta: the mixed second derivative times it.
    equal: ({ m }) => {
      const byPhi = gradient((at) => F(m, m.encode(at)), m.phi)
      const byTheta = (phi: readonly number[]) =>
        slope((x) => F(m, m.encode(phi), m.theta.with(1, x)), m.theta[1]!)
      const mixed = m.phi.map((value, i) => slope((x) => byTheta(m.phi.with(i, x)), value))
      return {
        firstOrder: [slope((eta) => byTheta(plus(m.phi, times(byPhi, eta))), 0), dot(mixed, byPhi)],
      }
    },
  },
  'balance-mean': {
    of: 'c6da4480',
    equal: ({ m, best }) => ({
      balanceMean: [slope((mu) => recon(m, [mu, best[1]!]), best[0]!), best[0]!],
    }),
  },
  'balance-width': {
    of: '2d7bf497',
    equal: ({ m, best }) => ({
      balanceWidth: [slope((v) => recon(m, [best[0]!, v]), best[1]!), 0.5 * Math.exp(best[1]!) - 0.5],
      slopeOfKl: [slope((v) => klToPrior([best[0]!, v]), best[1]!), 0.5 * Math.exp(best[1]!) - 0.5],
    }),
  },
  price: {
    of: '1dfa386f',
    equal: ({ m }) => {
      const [mu, v] = m.gamma as [number, number]
      // E max(z, 0), whose second derivative is a point mass at the kink: the density of z there.
      const meanRelu = (at: number) => {
        const sigma = Math.exp(at / 2)
        return mu * normalCdf(mu / sigma) + sigma ** 2 * Math.exp(logNormal(0, mu, sigma))
      }
      return {
        price: [
          slope((at) => recon(m, [mu, at]), v),
          0.5 * Math.exp(v) * posteriorMean1(m.gamma, (z) => second((at) => m.logLikelihood(at), z, 0, 0)),
        ],
        priceOfKink: [slope(meanRelu, v), 0.5 * Math.exp(v) * Math.exp(logNormal(0, mu, Math.exp(v / 2)))],
      }
    },
  },
  precision: {
    of: 'd099ae94',
    equal: ({ m, best }) => {
      const kappa = -posteriorMean1(best, (z) => second((at) => m.logLikelihood(at), z, 0, 0))
      return { precision: [1 / Math.exp(best[1]!), 1 + kappa] }
    },
  },
})
