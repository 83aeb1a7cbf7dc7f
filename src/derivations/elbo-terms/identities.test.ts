/** The lines of "the ELBO is reconstruction minus KL" on random small models, by quadrature. */
import { checkLines } from '../testing/check.ts'
import {
  klToPrior,
  logPrior,
  logQ,
  posteriorMean1,
  sigmaOf,
  SMALL_MODELS,
  type SmallModel,
} from '../testing/model.ts'
import { mean, sum } from '../testing/numbers.ts'
import { pointsOf } from '../testing/points.ts'
import { elboTerms } from './steps.ts'

const BETA = 0.7

/** E_q h(z). */
const under = (m: SmallModel, h: (z: number[]) => number): number => posteriorMean1(m.gamma, h)
const recon = (m: SmallModel): number => under(m, (z) => m.logLikelihood(z))

/** The objective of four "images": the model asked with its encoder's weights changed a little. */
const objectives = (m: SmallModel): number[] =>
  [0, 0.1, 0.3, -0.2].map((shift) => {
    const gamma = m.encode(m.phi.map((value) => value + shift))
    return posteriorMean1(gamma, (z) => m.logLikelihood(z)) - BETA * klToPrior(gamma)
  })

/** Of all minibatches of two out of four, the mean of the minibatch means. */
function meanOverPairs(values: readonly number[]): number {
  const pairs = values.flatMap((a, i) => values.slice(i + 1).map((b) => (a + b) / 2))
  return mean(pairs)
}

checkLines(elboTerms, SMALL_MODELS, {
  definition: {
    of: '99f42658',
    equal: (m) => ({ elbo: [under(m, (z) => m.logJoint(z) - logQ(z, m.gamma))] }),
  },
  'product-rule': {
    of: '0a02e52f',
    equal: (m) => ({
      joint: [
        pointsOf(m.gamma).map((z) => Math.exp(m.logJoint(z))),
        pointsOf(m.gamma).map((z) => Math.exp(m.logLikelihood(z)) * Math.exp(logPrior(z))),
      ],
    }),
  },
  insert: {
    of: '8568e7b8',
    equal: (m) => ({
      elbo: [
        under(m, (z) => m.logLikelihood(z) + Math.log(Math.exp(logPrior(z)) / Math.exp(logQ(z, m.gamma)))),
      ],
    }),
  },
  split: {
    of: '9c4c18ca',
    equal: (m) => ({ elbo: [recon(m) - under(m, (z) => logQ(z, m.gamma) - logPrior(z))] }),
  },
  'two-terms': { of: 'ac031953', equal: (m) => ({ elbo: [recon(m) - klToPrior(m.gamma)] }) },
  'energy-and-entropy': {
    of: 'a369433d',
    equal: (m) => {
      const entropy = -under(m, (z) => logQ(z, m.gamma))
      const closed = sum(sigmaOf(m.gamma).map((s) => 0.5 * Math.log(2 * Math.PI * Math.E * s * s)))
      return { elbo: [under(m, (z) => m.logJoint(z)) + entropy], entropy: [entropy, closed] }
    },
  },
  objective: {
    of: '4c69b41f',
    equal: (m) => {
      const elbo = under(m, (z) => m.logJoint(z) - logQ(z, m.gamma))
      return { objective: [recon(m) - BETA * klToPrior(m.gamma), elbo + (1 - BETA) * klToPrior(m.gamma)] }
    },
  },
  loss: {
    of: '5a1c30b2',
    equal: (m) => ({ meanLoss: [-meanOverPairs(objectives(m)), -mean(objectives(m))] }),
  },
})
