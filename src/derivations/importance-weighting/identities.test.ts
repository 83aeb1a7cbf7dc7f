/** The lines of "the importance-weighted bound" in the smallest model, by quadrature over up to three draws. */
import { overLine, rounded } from '../testing/bit.ts'
import { checkLines } from '../testing/check.ts'
import { logNormal, mean, slope } from '../testing/numbers.ts'
import {
  boundOf,
  exactOf,
  GOOD,
  logEvidence,
  momentsOf,
  drawOf,
  pathwise,
  WEIGHTED,
  type Weighted,
} from '../testing/weights.ts'
import { importanceWeighting } from './steps.ts'

const SOME = [0.7, 2.1, 1.3]
const gradientOf = (K: number, model: Weighted): number[] => [
  slope((mu) => boundOf(K, { ...model, mu }), model.mu, 0.01),
  slope((logSigma) => boundOf(K, { ...model, sigma: Math.exp(logSigma) }), Math.log(model.sigma), 0.01),
]

checkLines(importanceWeighting, WEIGHTED, {
  bound: {
    of: '689b54fc',
    equal: (m) => ({
      meanWeight: [
        // Over z: far out the weight is large where q is next to nothing.
        overLine((z) => Math.exp(drawOf(m, (z - m.mu) / m.sigma).logW + logNormal(z, m.mu, m.sigma))),
        Math.exp(logEvidence(m)),
      ],
      atPosterior: [boundOf(2, exactOf(m.x)), logEvidence(m)],
    }),
  },
  'leave-one-out': {
    of: 'e01f2ae1',
    equal: () => ({
      average: [mean(SOME), mean(SOME.map((_, j) => mean(SOME.filter((__, k) => k !== j))))],
    }),
  },
  tightens: {
    of: '4ebb541c',
    atMost: (m) => [
      [boundOf(1, m), boundOf(2, m)],
      [boundOf(2, m), logEvidence(m)],
    ],
  },
  gradient: {
    of: 'ad960ffd',
    equal: (m) => ({
      gradient: [
        gradientOf(1, m).map((value) => Number(value.toFixed(7))),
        momentsOf(1, m, pathwise).mean.map((value) => Number(value.toFixed(7))),
      ],
      gradientOfTwo: [
        gradientOf(2, m).map((value) => Number(value.toFixed(7))),
        momentsOf(2, m, pathwise).mean.map((value) => Number(value.toFixed(7))),
      ],
    }),
  },
  figures: {
    of: '5be5ec06',
    equal: () => {
      const all = [1, 2, 3].map((K) => ({ bound: boundOf(K, GOOD), ...momentsOf(K, GOOD, pathwise) }))
      return {
        figures: [
          rounded([
            ...all.map(({ bound }) => bound),
            ...all.map((one) => one.mean[0]!),
            ...all.map((one) => one.variance[0]!),
            logEvidence(GOOD),
          ]),
          [-2.329764, -2.306695, -2.296392, 0.4, 0.266187, 0.203953, 1.44, 0.960965, 0.741032, -2.265512],
        ],
        signal: [
          rounded(
            all.map((one) => Math.abs(one.mean[0]!) / Math.sqrt(one.variance[0]!)),
            3,
          ),
          [0.333, 0.272, 0.237],
        ],
      }
    },
  },
})
