/** The lines of "autoencoder and beta" on random small models with one latent. */
import { checkLines } from '../testing/check.ts'
import {
  integral,
  klToPrior,
  logPrior,
  logQ,
  posteriorMean1,
  SMALL_MODELS,
  type SmallModel,
} from '../testing/model.ts'
import { gradient, mean, second } from '../testing/numbers.ts'
import { autoencoderAndBeta } from './steps.ts'

const BETA = 0.6

interface Case {
  readonly m: SmallModel
  /** gamma of the best Gaussian at BETA, the decoder held fixed. */
  readonly best: readonly number[]
}

const f = (m: SmallModel, z: number): number => m.logLikelihood([z])
const recon = (m: SmallModel, gamma: readonly number[]): number =>
  posteriorMean1(gamma, (z) => m.logLikelihood(z))
const objective = (m: SmallModel, gamma: readonly number[], beta: number): number =>
  recon(m, gamma) - beta * klToPrior(gamma)
const elbo = (m: SmallModel, gamma: readonly number[]): number =>
  posteriorMean1(gamma, (z) => m.logJoint(z) - logQ(z, gamma))

function bestGaussian(m: SmallModel): number[] {
  let gamma = [...m.gamma]
  for (let step = 0; step < 80; step++) {
    const slopes = gradient((at) => objective(m, at, BETA), gamma)
    gamma = gamma.map((value, i) => value + slopes[i]! * (i === 0 ? 0.9 : 1.8))
  }
  return gamma
}

const cases: Case[] = SMALL_MODELS.filter(({ latents }) => latents === 1).map((m) => ({
  m,
  best: bestGaussian(m),
}))

/** What Taylor's formula to second order leaves, for noise of size t. */
const remainder = (m: SmallModel, t: number): number => {
  const mu = m.gamma[0]!
  const curvature = second((at) => m.logLikelihood(at), [mu], 0, 0)
  return recon(m, [mu, 2 * Math.log(t)]) - f(m, mu) - 0.5 * t * t * curvature
}

/** f's largest value on a wide grid. */
const GRID = Array.from({ length: 4001 }, (_, i) => (i - 2000) / 100)
const highest = (m: SmallModel): number => Math.max(...GRID.map((z) => f(m, z)))

const standardKl = (mu: number, sigma: number): number => klToPrior([mu, 2 * Math.log(sigma)])

/** The encoder's answers for three "images". */
const answers = ({ gamma }: SmallModel): number[][] =>
  [-0.8, 0, 1.1].map((shift) => [gamma[0]! + shift, gamma[1]! - 0.2 * shift])
const mixture = (m: SmallModel, z: number[]): number =>
  mean(answers(m).map((gamma) => Math.exp(logQ(z, gamma))))

/** log Z_beta and log p_beta(z|x). */
const logZ = (m: SmallModel): number =>
  Math.log(integral([0, 0], (z) => [Math.exp(m.logLikelihood(z) / BETA + logPrior(z))])[0]!)

checkLines(autoencoderAndBeta, cases, {
  objective: {
    of: 'd54bba83',
    equal: ({ m }) => ({
      objective: [
        objective(m, m.gamma, BETA),
        elbo(m, m.gamma) - (BETA - 1) * posteriorMean1(m.gamma, (z) => logQ(z, m.gamma) - logPrior(z)),
      ],
    }),
  },
  autoencoder: {
    of: '80a3f1bd',
    // A width of 1e-6 stands for none.
    equal: ({ m }) => ({
      point: [objective(m, [m.gamma[0]!, 2 * Math.log(1e-6)], 0), f(m, m.gamma[0]!)],
    }),
  },
  'small-noise': {
    of: '0e92cc66',
    // Of fourth order: half the noise leaves a sixteenth.
    atMost: ({ m }) => {
      const ratio = remainder(m, 0.1) / remainder(m, 0.05)
      const top = GRID.reduce((found, z) => (f(m, z) > f(m, found) ? z : found))
      return [
        [15, ratio],
        [ratio, 17],
        // Around the best code f curves downwards, and a little noise costs.
        ...[0.1, 0.05].map((width) => [recon(m, [top, 2 * Math.log(width)]), f(m, top)] as const),
      ]
    },
  },
  'without-kl': {
    of: '9eaa5d42',
    atMost: ({ m }) => {
      const place = GRID.reduce((bestSoFar, z) => (f(m, z) > f(m, bestSoFar) ? z : bestSoFar))
      return [
        [recon(m, m.gamma), highest(m)],
        [highest(m) - 1e-6, recon(m, [place, 2 * Math.log(1e-4)])],
      ]
    },
  },
  'price-of-halving': {
    of: 'ddac15c8',
    equal: ({ m }) => {
      const [mu, sigma] = [m.gamma[0]!, Math.exp(m.gamma[1]! / 2)]
      return {
        halving: [standardKl(mu, sigma / 2) - standardKl(mu, sigma), Math.log(2) - (3 / 8) * sigma ** 2],
      }
    },
  },
  'kl-diverges': {
    of: 'f871635e',
    atMost: ({ m }) =>
      [10, 100, 1000].map((halvings) => {
        const sigma = Math.exp(m.gamma[1]! / 2) * 2 ** -halvings
        return [halvings * Math.log(2) - 2, standardKl(m.gamma[0]!, sigma)] as const
      }),
  },
  'best-width': {
    of: 'ed47b9f8',
    equal: ({ m, best }) => {
      const kappa = -posteriorMean1(best, (z) => second((at) => m.logLikelihood(at), z, 0, 0))
      return {
        atBest: [gradient((at) => objective(m, at, BETA), best), [0, 0]],
        bestWidth: [Math.exp(best[1]!), BETA / (BETA + kappa)],
      }
    },
  },
  tempered: {
    of: '146db8fb',
    equal: ({ m }) => {
      const known = logZ(m)
      const logTempered = (z: number[]) => m.logLikelihood(z) / BETA + logPrior(z) - known
      return {
        objective: [BETA * known - BETA * posteriorMean1(m.gamma, (z) => logQ(z, m.gamma) - logTempered(z))],
        temperedMass: [integral([0, 0], (z) => [Math.exp(logTempered(z))])[0]!, 1],
      }
    },
  },
  bound: {
    of: '28ffab68',
    atMost: ({ m }) => [
      [objective(m, m.gamma, 2.5), elbo(m, m.gamma)],
      [elbo(m, m.gamma), m.logEvidence()],
    ],
  },
  budget: {
    of: 'd52906f6',
    equal: ({ m }) => {
      const [beta, R] = [BETA, 0.4]
      return {
        lagrange: [
          gradient((at) => recon(m, at) - beta * (klToPrior(at) - R), m.gamma),
          gradient((at) => objective(m, at, beta), m.gamma),
        ],
      }
    },
  },
  information: {
    of: '941bd0be',
    equal: ({ m }) => {
      // On a grid wide enough for all answers: reaching 9 times 2 from the origin.
      const over = (h: (z: number[]) => number) => integral([0, 2 * Math.log(2)], (z) => [h(z)])[0]!
      const toMixture = answers(m).map((gamma) =>
        posteriorMean1(gamma, (z) => logQ(z, gamma) - Math.log(mixture(m, z))),
      )
      const ofMixture = over((z) => mixture(m, z) * (Math.log(mixture(m, z)) - logPrior(z)))
      return { averageKl: [mean(answers(m).map(klToPrior)), mean(toMixture) + ofMixture] }
    },
  },
  'switched-off': {
    of: '3e53881e',
    atMost: ({ m, best }) => {
      const atPrior = recon(m, [0, 0])
      const kls = [BETA, 10, 100].map((beta) => {
        let gamma = beta === BETA ? [...best] : [0, 0]
        for (let step = 0; step < 30; step++) {
          const slopes = gradient((at) => objective(m, at, beta), gamma)
          gamma = gamma.map((value, i) => value + (slopes[i]! * (i === 0 ? 0.5 : 1)) / beta)
        }
        return [beta, klToPrior(gamma)] as const
      })
      const bounds = kls.map(([beta, kl]) => [beta * kl, highest(m) - atPrior] as const)
      return [...bounds, [kls[1]![1], kls[0]![1]], [kls[2]![1], kls[1]![1]], [kls[2]![1], 1e-3]]
    },
  },
})
