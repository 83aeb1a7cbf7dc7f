/** The lines of "doubly reparameterized gradients" in the smallest model, by quadrature over two draws. */
import { rounded } from '../testing/bit.ts'
import { checkLines } from '../testing/check.ts'
import { slope } from '../testing/numbers.ts'
import {
  alongPath,
  drawOf,
  exactOf,
  GOOD,
  momentsOf,
  NARROW,
  normalised,
  overDraws,
  pathwise,
  WEIGHTED,
  type Draw,
  type Weighted,
} from '../testing/weights.ts'
import { dregDerivation } from './steps.ts'

const EPS = [-1.3, 0.2, 0.9]
const squared = (share: number): number => share ** 2
const whole = (share: number): number => share

/** log w at the draw of this noise, by gamma = (mu, log sigma). */
const totalOf = (m: Weighted, eps: number): number[] => [
  slope((mu) => drawOf({ ...m, mu }, eps).logW, m.mu),
  slope((logSigma) => drawOf({ ...m, sigma: Math.exp(logSigma) }, eps).logW, Math.log(m.sigma)),
]

checkLines(dregDerivation, WEIGHTED, {
  'two-ways-in': {
    of: '941e4c3f',
    equal: (m) => ({
      total: [
        EPS.flatMap((eps) => totalOf(m, eps)),
        EPS.flatMap((eps) => {
          const { byZ, path, score } = drawOf(m, eps)
          return path.map((value, i) => byZ * value - score[i]!)
        }),
      ],
    }),
  },
  'score-along-path': {
    of: '31c4d26e',
    // h = z^3 / (1 + z^2).
    equal: (m) => {
      const h = (z: number) => z ** 3 / (1 + z * z)
      const at = (eps: number) => m.mu + m.sigma * eps
      return {
        sameMean: [
          overDraws(1, m, ([draw], [eps]) => draw!.score.map((s) => h(at(eps!)) * s)),
          overDraws(1, m, ([draw], [eps]) => {
            const z = at(eps!)
            return draw!.path.map((value) => ((3 * z * z + z ** 4) / (1 + z * z) ** 2) * value)
          }),
        ],
      }
    },
  },
  'share-slope': {
    of: '5b9c79b5',
    equal: (m) => {
      const share = (eps: number) => normalised([drawOf(m, eps), drawOf(m, 0.6)])[0]!
      return {
        shareSlope: [
          // With respect to z: that with respect to the noise, over sigma.
          EPS.map((eps) => slope(share, eps) / m.sigma),
          EPS.map((eps) => share(eps) * (1 - share(eps)) * drawOf(m, eps).byZ),
        ],
      }
    },
  },
  dreg: {
    of: '034fdf21',
    equal: (m) => ({
      gradient: [
        momentsOf(2, m, pathwise).mean.map((value) => Number(value.toFixed(8))),
        momentsOf(2, m, (draws) => alongPath(draws, squared)).mean.map((value) => Number(value.toFixed(8))),
      ],
      one: [
        momentsOf(1, m, pathwise).mean,
        momentsOf(1, m, (draws) => alongPath(draws, squared)).mean,
        momentsOf(1, m, (draws) => alongPath(draws, whole)).mean,
      ],
      landed: [momentsOf(2, exactOf(m.x), (draws) => alongPath(draws, squared)).variance, [0, 0]],
    }),
  },
  'weighted-kl': {
    of: '595aa632',
    equal: (model) => {
      const factor = (beta: number) => (share: number) => (1 - beta) * share + beta * share ** 2
      const means = (beta: number, K: number) => {
        const m = { ...model, beta }
        return [pathwise, (draws: readonly Draw[]) => alongPath(draws, factor(beta))].map((estimate) =>
          momentsOf(K, m, estimate).mean.map((value) => Number(value.toFixed(8))),
        )
      }
      return {
        twoDraws: means(0.25, 2),
        oneDraw: means(4, 1),
        square: [factor(1)(0.3), squared(0.3)],
      }
    },
  },
  'only-dropped': {
    of: 'b8a43597',
    equal: () => ({
      biased: [
        rounded([
          momentsOf(2, GOOD, (draws) => alongPath(draws, whole)).mean[0]!,
          momentsOf(2, GOOD, pathwise).mean[0]!,
        ]),
        [0.452039, 0.266187],
      ],
    }),
    atMost: (m) => {
      const [right, dropped] = [
        momentsOf(2, m, pathwise).mean[0]!,
        momentsOf(2, m, (draws) => alongPath(draws, whole)).mean[0]!,
      ]
      return [[1e-3, Math.abs(right - dropped)]]
    },
  },
  table: {
    of: 'd4b3cdb6',
    equal: () => {
      const row = (m: Weighted) => {
        const [path, along] = [
          momentsOf(2, m, pathwise).variance,
          momentsOf(2, m, (draws) => alongPath(draws, squared)).variance,
        ]
        return [path[0]!, along[0]!, path[1]!, along[1]!]
      }
      return {
        table: [
          rounded([...row(GOOD), ...row(NARROW)]),
          [0.960965, 0.063211, 0.790415, 0.113833, 0.549803, 1.540623, 0.283866, 1.062649],
        ],
        fifteenth: [Math.round(0.960965 / 0.063211), 15],
        seventh: [Math.round(0.790415 / 0.113833), 7],
      }
    },
  },
})
