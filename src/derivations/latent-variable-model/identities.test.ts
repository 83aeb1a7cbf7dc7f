/** What can be computed of the model's derivation: on random small models, by quadrature and by sums over all images. */
import { normal } from '../../math/random.ts'
import { checkLines } from '../testing/check.ts'
import { IMAGES, integral, logPrior, SMALL_MODELS, withImage, type SmallModel } from '../testing/model.ts'
import { logNormal, mean, noiseMean, sum } from '../testing/numbers.ts'
import { numbersIn } from '../testing/quadratic.ts'
import { LIKELIHOODS, posteriorOfB } from './bayes.ts'
import { latentVariableModel } from './steps.ts'

const standard = ({ latents }: SmallModel): number[] => new Array<number>(2 * latents).fill(0)
const tabled = (id: string): number[] =>
  numbersIn(latentVariableModel.steps.find((step) => step.id === id)!.formula)
/** E h(z), z ~ p(z); and the integral of h. */
const underPrior = (m: SmallModel, h: (z: number[]) => number): number =>
  noiseMean(m.latents, (z) => [h(z)])[0]!
const over = (m: SmallModel, h: (z: number[]) => number): number => integral(standard(m), (z) => [h(z)])[0]!

const DRAWS = 4000
function drawnEvidence(m: SmallModel): [number, number, number] {
  const noise = normal(DRAWS * m.latents, { seed: 11, stream: 960, step: m.latents })
  const draws = Array.from({ length: DRAWS }, (_, i) =>
    Math.exp(m.logLikelihood(Array.from(noise.subarray(i * m.latents, (i + 1) * m.latents)))),
  )
  const evidence = Math.exp(m.logEvidence())
  const spread = underPrior(m, (z) => (Math.exp(m.logLikelihood(z)) - evidence) ** 2)
  return [mean(draws), evidence, Math.sqrt(spread / DRAWS)]
}

/** N Var[p hat] / p(x)^2. */
const relativeVariance = (m: SmallModel): number => {
  const evidence = Math.exp(m.logEvidence())
  return underPrior(m, (z) => (Math.exp(m.logLikelihood(z)) - evidence) ** 2) / evidence ** 2
}
const klOfPosterior = (m: SmallModel): number =>
  over(m, (z) => Math.exp(m.logPosterior(z)) * (m.logPosterior(z) - logPrior(z)))

/** A posterior on a few places, one step of Metropolis's walk on it, and a long walk from the first place. */
function walked(m: SmallModel) {
  const places = Array.from({ length: 15 }, (_, i) => (i - 7) / 2)
  const joint = places.map((z) => Math.exp(m.logJoint(new Array<number>(m.latents).fill(z))))
  const before = joint.map((value) => value / sum(joint))
  const step = (shares: readonly number[]): number[] => {
    const after = shares.map(() => 0)
    shares.forEach((share, i) => {
      for (const to of [i - 1, i + 1]) {
        const accepted = joint[to] === undefined ? 0 : Math.min(1, joint[to] / joint[i]!)
        if (accepted > 0) after[to]! += (share * accepted) / 2
        after[i]! += (share * (1 - accepted)) / 2
      }
    })
    return after
  }
  // From one place alone, which a walk that never moves would not leave.
  let far: readonly number[] = before.map((_, i) => (i === 0 ? 1 : 0))
  for (let steps = 0; steps < 8000; steps++) far = step(far)
  return { before, after: step(before), far }
}

checkLines(latentVariableModel, SMALL_MODELS, {
  prior: {
    of: '8e24142b',
    equal: (m) => ({
      priorMass: [over(m, (z) => Math.exp(logPrior(z))), 1],
      logPrior: [logPrior(m.gamma), sum(m.gamma.map((z) => logNormal(z, 0, 1)))],
    }),
  },
  likelihood: {
    of: '22fa5c6d',
    equal: (m) => ({
      pixelsMass: [
        sum(IMAGES.map((image) => Math.exp(withImage(m, image).logLikelihood(m.gamma.slice(0, m.latents))))),
        1,
      ],
    }),
  },
  'likelihood-table': {
    of: '97be9e76',
    equal: () => ({
      rows: [LIKELIHOODS.map((row) => sum(row)), [1, 1]],
      columns: [[0, 1].map((x) => sum(LIKELIHOODS.map((row) => row[x]!))), [0.9, 1.1]],
      table: [LIKELIHOODS.flatMap((row) => [...row, sum(row)]), tabled('likelihood-table').slice(2, 8)],
    }),
  },
  evidence: {
    of: '3efcf92e',
    equal: (m) => ({
      evidence: [
        Math.exp(m.logEvidence()),
        over(m, (z) => Math.exp(m.logLikelihood(z)) * Math.exp(logPrior(z))),
      ],
      imagesMass: [sum(IMAGES.map((image) => Math.exp(withImage(m, image).logEvidence()))), 1],
    }),
  },
  'maximum-likelihood': { of: 'ec8a2811', defines: 'what is maximised' },
  bayes: {
    of: '67ebfc65',
    equal: (m) => {
      const evidence = m.logEvidence()
      return { posteriorMass: [over(m, (z) => Math.exp(m.logLikelihood(z) + logPrior(z) - evidence)), 1] }
    },
  },
  'bayes-number': {
    of: '7b9bd52a',
    equal: () => {
      const joint = LIKELIHOODS.map((row, i) => row[1] * [0.7, 0.3][i]!)
      return {
        posterior: [joint[1]! / sum(joint), posteriorOfB(0.3)],
        rounded: [Number(posteriorOfB(0.3).toFixed(2)), tabled('bayes-number').at(-1)!],
      }
    },
  },
  grid: {
    of: '0f5bc46d',
    equal: () => ({
      points: [10 ** 20, Array.from({ length: 20 }, () => 10).reduce((a, b) => a * b)],
      millionYears: [Math.round(10 ** 20 / 100_000 / (365.25 * 24 * 3600) / 1e6), 32],
    }),
  },
  'prior-draws': { of: 'caf68f0c', drawn: (m) => [drawnEvidence(m)] },
  spread: {
    of: '0931c1d4',
    equal: (m) => {
      const evidence = Math.exp(m.logEvidence())
      return {
        relativeVariance: [
          relativeVariance(m),
          underPrior(m, (z) => Math.exp(2 * m.logLikelihood(z)) / evidence ** 2) - 1,
          over(m, (z) => Math.exp(m.logPosterior(z)) * Math.exp(m.logPosterior(z) - logPrior(z))) - 1,
        ],
      }
    },
  },
  count: {
    of: '14103fa1',
    equal: () => ({ draws: [Number((Math.exp(25) - 1).toPrecision(1)), 7e10] }),
    atMost: (m) => [[Math.exp(klOfPosterior(m)) - 1, relativeVariance(m)]],
  },
  map: { of: 'fc7e46c5', defines: 'the most probable code' },
  mcmc: {
    of: 'e40d2bda',
    equal: (m) => {
      const { before, after, far } = walked(m)
      return { walked: [before, after, far] }
    },
  },
  variational: { of: '5e933b04', defines: 'what is minimised' },
})
