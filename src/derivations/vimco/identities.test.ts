/** The lines of "the score function for K draws" in the smallest model, by quadrature over two draws. */
import { rounded } from '../testing/bit.ts'
import { checkLines } from '../testing/check.ts'
import { logNormal, slope, sum } from '../testing/numbers.ts'
import {
  combined,
  exactOf,
  GOOD,
  logMean,
  momentsOf,
  normalised,
  ofOthers,
  pathwise,
  vimcoOf,
  WEIGHTED,
  type Draw,
  type Weighted,
} from '../testing/weights.ts'
import { vimcoDerivation } from './steps.ts'

const scores = (draws: readonly Draw[]): (readonly number[])[] => draws.map(({ score }) => score)
const withoutBaseline = (draws: readonly Draw[]): number[] =>
  combined(
    normalised(draws).map((share) => logMean(draws) - share),
    scores(draws),
  )

const withoutShare = (draws: readonly Draw[]): number[] =>
  combined(
    draws.map((_, k) => logMean(draws) - ofOthers(draws, k)),
    scores(draws),
  )

const digits = (values: readonly number[]): number[] => rounded(values, 8)
/** log w at a fixed place, by mu and log sigma. */
const fixedSlopes = ({ mu, sigma }: Weighted, eps: number): number[] => {
  const z = mu + sigma * eps
  return [
    slope((at) => -logNormal(z, at, sigma), mu),
    slope((at) => -logNormal(z, mu, Math.exp(at)), Math.log(sigma)),
  ]
}

checkLines(vimcoDerivation, WEIGHTED, {
  'two-terms': {
    of: '08e450df',
    equal: (m) => ({
      gradient: [
        digits(momentsOf(2, m, pathwise).mean),
        digits(
          momentsOf(2, m, (draws) => {
            const ofDensity = combined(
              draws.map(() => logMean(draws)),
              scores(draws),
            )
            const ofWeights = combined(
              normalised(draws),
              draws.map(({ score }) => score.map((s) => -s)),
            )
            return ofDensity.map((value, i) => value + ofWeights[i]!)
          }).mean,
        ),
      ],
    }),
  },
  'second-term': {
    of: '6c8b3286',
    equal: (m) => ({
      fixed: [
        [-0.8, 0.3, 1.4].flatMap((eps) => fixedSlopes(m, eps)),
        [-0.8, 0.3, 1.4].flatMap((eps) => [-eps / m.sigma, 1 - eps * eps]),
      ],
      gradient: [digits(momentsOf(2, m, withoutBaseline).mean)],
    }),
  },
  others: {
    of: '36e023ae',
    equal: () => {
      const draws = [0.4, -1.1, 2.3].map((logW) => ({ logW }))
      const [w1, w3] = [Math.exp(0.4), Math.exp(2.3)]
      return {
        others: [ofOthers(draws, 1), Math.log((w1 + w3 + Math.exp((0.4 + 2.3) / 2)) / 3)],
        // It does not depend on the draw itself.
        independent: [ofOthers(draws.with(1, { logW: 7 }), 1), ofOthers(draws, 1)],
      }
    },
  },
  vimco: {
    of: '096cd32c',
    equal: (m) => ({
      gradient: [digits(momentsOf(2, m, vimcoOf).mean)],
      atPosterior: [momentsOf(2, exactOf(m.x), withoutShare).variance, [0, 0]],
    }),
    // Without the last term it is biased.
    atMost: () => [
      [1e-3, Math.abs(sum(momentsOf(2, GOOD, withoutShare).mean) - sum(momentsOf(2, GOOD, pathwise).mean))],
    ],
  },
  table: {
    of: '783dd254',
    equal: () => ({
      table: [
        rounded([
          ...momentsOf(2, GOOD, vimcoOf).mean,
          ...momentsOf(2, GOOD, vimcoOf).variance,
          ...momentsOf(2, GOOD, pathwise).variance,
        ]),
        [0.266187, 0.217099, 1.153333, 0.878716, 0.960965, 0.790415],
      ],
    }),
  },
})
