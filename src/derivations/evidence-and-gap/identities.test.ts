/** The lines of "the evidence is the ELBO plus a gap" on random small models, by quadrature. */
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
import { gradient, times } from '../testing/numbers.ts'
import { pointsOf } from '../testing/points.ts'
import { evidenceAndGap } from './steps.ts'

const elboAt = (model: SmallModel, gamma: readonly number[]): number =>
  posteriorMean1(gamma, (z) => model.logJoint(z) - logQ(z, gamma))
const gapAt = (model: SmallModel, gamma: readonly number[]): number =>
  posteriorMean1(gamma, (z) => logQ(z, gamma) - model.logPosterior(z))

/** The wide grid that belongs to the prior. */
const wide = ({ latents }: SmallModel): number[] => new Array<number>(2 * latents).fill(0)
const posteriorMass = (model: SmallModel): number =>
  integral(wide(model), (z) => [Math.exp(model.logPosterior(z))])[0]!

/** With log p(x), computed once. */
const withEvidence = <T>(model: SmallModel, use: (evidence: number) => T): T => use(model.logEvidence())

/** The smallest gap of any Gaussian with independent coordinates, by steepest descent. */
function smallestGap(model: SmallModel): number {
  let gamma = [...model.gamma]
  for (let step = 0; step < 30; step++) {
    const slopes = gradient((at) => gapAt(model, at), gamma)
    gamma = gamma.map((value, i) => value - 0.7 * slopes[i]!)
  }
  return gapAt(model, gamma)
}

checkLines(evidenceAndGap, SMALL_MODELS, {
  definition: {
    of: 'c3f85f6f',
    equal: (m) => ({ gap: [gapAt(m, m.gamma)] }),
    // Exchanged, the densities have another divergence.
    atMost: (m) => {
      const exchanged = integral(wide(m), (z) => [
        Math.exp(m.logPosterior(z)) * (m.logPosterior(z) - logQ(z, m.gamma)),
      ])[0]!
      return [[1e-3, Math.abs(exchanged - gapAt(m, m.gamma))]]
    },
  },
  bayes: {
    of: '3f91ac6a',
    equal: (m) => ({
      logPosterior: [
        pointsOf(m.gamma).map((z) => m.logPosterior(z)),
        withEvidence(m, (evidence) => pointsOf(m.gamma).map((z) => m.logJoint(z) - evidence)),
      ],
      mass: [posteriorMass(m), 1],
    }),
  },
  insert: {
    of: '5569da7f',
    equal: (m) => ({
      gap: [
        withEvidence(m, (evidence) =>
          posteriorMean1(m.gamma, (z) => logQ(z, m.gamma) - m.logJoint(z) + evidence),
        ),
      ],
    }),
  },
  constant: {
    of: 'cf3bae28',
    equal: (m) => ({
      gap: [-posteriorMean1(m.gamma, (z) => m.logJoint(z) - logQ(z, m.gamma)) + m.logEvidence()],
    }),
  },
  name: {
    of: 'd6b25f25',
    equal: (m) => ({
      elbo: [elboAt(m, m.gamma), posteriorMean1(m.gamma, (z) => m.logLikelihood(z)) - klToPrior(m.gamma)],
    }),
  },
  equality: {
    of: '0fbaed66',
    equal: (m) => ({
      evidence: [
        m.logEvidence(),
        Math.log(integral(wide(m), (z) => [Math.exp(m.logLikelihood(z) + logPrior(z))])[0]!),
        elboAt(m, m.gamma) + gapAt(m, m.gamma),
      ],
    }),
  },
  nonnegative: {
    of: '77e90404',
    equal: (m) => ({
      gap: [posteriorMean1(m.gamma, (z) => -(m.logPosterior(z) - logQ(z, m.gamma)))],
      zero: [1 - posteriorMass(m), 0],
    }),
    atMost: (m) => [
      [0, gapAt(m, m.gamma)],
      ...pointsOf(m.gamma).map((z): [number, number] => {
        const ratio = Math.exp(m.logPosterior(z) - logQ(z, m.gamma))
        return [1 - ratio, -Math.log(ratio)]
      }),
    ],
  },
  bound: { of: '5ce3af07', atMost: (m) => [[elboAt(m, m.gamma), m.logEvidence()]] },
  'encoder-gradient': {
    of: '7de8b8d5',
    equal: (m) => ({
      slope: [
        gradient((phi) => elboAt(m, m.encode(phi)), m.phi),
        times(
          gradient((phi) => gapAt(m, m.encode(phi)), m.phi),
          -1,
        ),
      ],
    }),
  },
  'two-causes': {
    of: '2d4be8f9',
    atMost: (m) => {
      if (m.latents > 1) return []
      const least = smallestGap(m)
      return [
        [0, least],
        [least, gapAt(m, m.gamma)],
      ]
    },
  },
})
