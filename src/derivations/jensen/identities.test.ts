/** The lines of "the same bound by Jensen's inequality" on random small models with one latent. */
import { checkLines } from '../testing/check.ts'
import { linearModel, type LinearModel } from '../testing/linear.ts'
import {
  integral,
  klToPrior,
  logQ,
  path,
  posteriorMean1,
  SMALL_MODELS,
  type SmallModel,
} from '../testing/model.ts'
import { mean, noiseMean } from '../testing/numbers.ts'
import { pointsOf } from '../testing/points.ts'
import { jensen } from './steps.ts'

interface Case {
  readonly m: SmallModel
  readonly line: LinearModel
}
const cases: Case[] = SMALL_MODELS.filter(({ latents }) => latents === 1).map((m, step) => ({
  m,
  line: linearModel(step),
}))

const logWeight = (m: SmallModel, z: readonly number[]): number => m.logJoint(z) - logQ(z, m.gamma)
const elbo = (m: SmallModel): number => posteriorMean1(m.gamma, (z) => logWeight(m, z))
/** p(x), on the prior's grid: the weights' mean is no smooth integral on q's. */
const evidence = (m: SmallModel): number => Math.exp(m.logEvidence())
const gap = (m: SmallModel): number => posteriorMean1(m.gamma, (z) => logQ(z, m.gamma) - m.logPosterior(z))

/** E log of the average of two weights, and E of the average of their logarithms. */
const pairs = (m: SmallModel): { averaged: number; logs: number } => {
  const [averaged, logs] = noiseMean(2, (eps) => {
    const logWeights = eps.map((e) => logWeight(m, path([e], m.gamma)))
    return [Math.log(mean(logWeights.map(Math.exp))), mean(logWeights)]
  }) as [number, number]
  return { averaged, logs }
}

checkLines(jensen, cases, {
  importance: {
    of: '5d11f119',
    equal: ({ m }) => ({
      evidence: [
        evidence(m),
        integral([0, 0], (z) => [Math.exp(logWeight(m, z)) * Math.exp(logQ(z, m.gamma))])[0]!,
      ],
    }),
  },
  tangent: {
    of: 'f0a3a326',
    equal: () => ({ touches: [Math.log(0.7), Math.log(0.7) + (0.7 - 0.7) / 0.7] }),
    atMost: ({ m }) =>
      pointsOf(m.gamma).map((z) => {
        const [w, centre] = [Math.exp(logWeight(m, z)), evidence(m)]
        return [Math.log(w), Math.log(centre) + (w - centre) / centre] as const
      }),
  },
  jensen: { of: '0e0b3993', atMost: ({ m }) => [[elbo(m), Math.log(evidence(m))]] },
  bound: {
    of: '76a146b3',
    equal: ({ m }) => ({
      elbo: [elbo(m), posteriorMean1(m.gamma, (z) => m.logLikelihood(z)) - klToPrior(m.gamma)],
      logEvidence: [Math.log(evidence(m)), m.logEvidence()],
    }),
    atMost: ({ m }) => [[elbo(m), m.logEvidence()]],
  },
  difference: {
    of: 'cb4ca1b4',
    equal: ({ m }) => {
      const known = m.logEvidence()
      return {
        gap: [
          known - elbo(m),
          posteriorMean1(m.gamma, (z) => known + logQ(z, m.gamma) - m.logJoint(z)),
          gap(m),
        ],
      }
    },
  },
  'constant-weights': {
    of: 'fdf5f74e',
    equal: ({ line }) => {
      const weights = pointsOf(line.gamma).map(([z]) => line.logJoint(z!) - logQ([z!], line.gamma))
      return { constantWeights: [weights, weights.map(() => line.logEvidence)] }
    },
  },
  'more-draws': {
    of: 'bbfa9719',
    equal: ({ m }) => ({
      oneDraw: [posteriorMean1(m.gamma, (z) => Math.log(mean([Math.exp(logWeight(m, z))]))), elbo(m)],
    }),
  },
  sandwich: {
    of: '8ca0e0d9',
    equal: ({ m }) => ({ elbo: [pairs(m).logs] }),
    atMost: ({ m }) => [
      [elbo(m), pairs(m).averaged],
      [pairs(m).averaged, m.logEvidence()],
    ],
  },
})
