/**
 * The lines of "how the lab measures variance": by counting all samples of three draws out of four gradients, and
 * against the functions that the lab measures with.
 */
import {
  leaveOneOutLogVariances,
  tQuantile975,
  varianceInterval,
  varianceRatioInterval,
} from '../../math/jackknife.ts'
import { uniform } from '../../math/random.ts'
import { checkLines } from '../testing/check.ts'
import { dot, mean, minus, sum, times } from '../testing/numbers.ts'
import { measuringVariance } from './steps.ts'

type Vector = readonly number[]

interface Case {
  /** Gradients that are drawn with equal probability. */
  readonly gradients: readonly Vector[]
  /** Draws of two estimators, and of a dense layer's inputs and output gradients. */
  readonly drawn: readonly Vector[]
  readonly other: readonly Vector[]
  readonly X: readonly Vector[]
  readonly Delta: readonly Vector[]
  /** A quadratic loss: its second derivatives. */
  readonly H: readonly Vector[]
}

const cases: Case[] = [1, 2, 3].map((step) => {
  const rows = (count: number, width: number, stream: number): Vector[] => {
    const flat = uniform(count * width, -1.5, 1.5, { seed: 14, stream, step })
    return Array.from({ length: count }, (_, i) => Array.from(flat.subarray(i * width, (i + 1) * width)))
  }
  const root = rows(2, 2, 995)
  return {
    gradients: rows(4, 2, 990),
    drawn: rows(7, 2, 991),
    other: rows(7, 2, 992),
    X: rows(4, 3, 993),
    Delta: rows(4, 2, 994),
    H: root.map((_, i) => root.map((_, k) => root[0]![i]! * root[0]![k]! + root[1]![i]! * root[1]![k]!)),
  }
})

const R = 3
const average = (vectors: readonly Vector[]): number[] =>
  vectors[0]!.map((_, k) => mean(vectors.map((v) => v[k]!)))
const squared = (v: Vector): number => dot(v, v)
/** |g_r - mean g|^2 of each. */
const squares = (vectors: readonly Vector[]): number[] =>
  vectors.map((v) => squared(minus(v, average(vectors))))
const S = (vectors: readonly Vector[]): number => sum(squares(vectors)) / (vectors.length - 1)
/** V, when all are equally likely. */
const V = (vectors: readonly Vector[]): number => mean(squares(vectors))

const samples = (vectors: readonly Vector[]): Vector[][] =>
  vectors.flatMap((a) => vectors.flatMap((b) => vectors.map((c) => [a, b, c])))

const withoutOne = <T>(values: readonly T[], r: number): T[] => values.filter((_, k) => k !== r)

/** The jackknife's standard error of log S, from the definition. */
function standardError(vectors: readonly Vector[]): number {
  const logs = vectors.map((_, r) => Math.log(S(withoutOne(vectors, r))))
  return Math.sqrt(((logs.length - 1) / logs.length) * sum(logs.map((value) => (value - mean(logs)) ** 2)))
}

const apply = (H: readonly Vector[], v: Vector): number[] => H.map((row) => dot(row, v))

checkLines(measuringVariance, cases, {
  quantity: {
    of: '688bc366',
    equal: ({ gradients }) => {
      const centre = average(gradients)
      const variances = centre.map((value, k) => mean(gradients.map((g) => (g[k]! - value) ** 2)))
      return { V: [sum(variances), V(gradients)] }
    },
  },
  'sample-variance': {
    of: 'f5dafb79',
    equal: ({ drawn }) => ({
      S: [S(drawn), varianceInterval(squares(drawn)).value],
    }),
  },
  unbiased: {
    of: 'b5b73ad7',
    equal: ({ gradients }) => {
      const g = average(gradients)
      const all = samples(gradients)
      const around = mean(all.map((one) => sum(one.map((v) => squared(minus(v, g))))))
      const ofMean = mean(all.map((one) => squared(minus(average(one), g))))
      return {
        V: [mean(all.map(S))],
        sumOfSquares: [
          mean(all.map((one) => sum(squares(one)))),
          around - R * ofMean,
          (R - 1) * V(gradients),
        ],
        around: [around, R * V(gradients)],
        ofMean: [ofMean, V(gradients) / R],
      }
    },
  },
  'ghost-norm': {
    of: 'eb97ecb7',
    equal: ({ X, Delta }) => {
      const gradient = X[0]!.map((_, a) =>
        Delta[0]!.map((_, b) => sum(X.map((row, i) => row[a]! * Delta[i]![b]!))),
      )
      const pairs = X.flatMap((x, i) => X.map((other, k) => dot(x, other) * dot(Delta[i]!, Delta[k]!)))
      // tr(Delta^T (X X^T) Delta)
      const trace = sum(
        Delta[0]!.map((_, b) =>
          sum(X.map((x, i) => Delta[i]![b]! * sum(X.map((other, k) => dot(x, other) * Delta[k]![b]!)))),
        ),
      )
      const bias = Delta[0]!.map((_, b) => sum(Delta.map((row) => row[b]!)))
      const withOne = X.flatMap((x, i) =>
        X.map((other, k) => (dot(x, other) + 1) * dot(Delta[i]!, Delta[k]!)),
      )
      return {
        ghost: [sum(gradient.flat().map((value) => value ** 2)), trace, sum(pairs)],
        withBias: [sum(gradient.flat().map((value) => value ** 2)) + squared(bias), sum(withOne)],
      }
    },
  },
  'delete-one': {
    of: '027eb9b6',
    equal: ({ drawn }) => {
      const n = drawn.length
      return {
        deleteOne: [
          drawn.map((_, r) => S(withoutOne(drawn, r))),
          squares(drawn).map((square) => ((n - 1) * S(drawn) - (n / (n - 1)) * square) / (n - 2)),
          leaveOneOutLogVariances(squares(drawn)).map(Math.exp),
        ],
      }
    },
  },
  jackknife: {
    of: '45ce4e63',
    equal: ({ drawn }) => {
      const { lo, hi } = varianceInterval(squares(drawn))
      return {
        standardError: [standardError(drawn), Math.log(hi / lo) / (2 * tQuantile975(drawn.length - 1))],
      }
    },
  },
  interval: {
    of: 'c341d5d4',
    equal: ({ drawn }) => {
      const margin = tQuantile975(drawn.length - 1) * standardError(drawn)
      const { lo, hi } = varianceInterval(squares(drawn))
      return {
        interval: [
          [S(drawn) * Math.exp(-margin), S(drawn) * Math.exp(margin)],
          [lo, hi],
        ],
      }
    },
  },
  ratio: {
    of: 'fcfe9de3',
    equal: ({ drawn, other }) => ({
      logRatio: [
        Math.log(S(drawn)) - Math.log(S(other)),
        Math.log(varianceRatioInterval(squares(drawn), squares(other)).value),
      ],
    }),
  },
  signal: {
    of: '3b9ddd9a',
    equal: ({ gradients }) => {
      const all = samples(gradients)
      return {
        lengthOfAverage: [
          mean(all.map((one) => squared(average(one)))),
          squared(average(gradients)) + V(gradients) / R,
        ],
        signal: [mean(all.map((one) => squared(average(one)) - S(one) / R)), squared(average(gradients))],
      }
    },
  },
  'which-images': {
    of: '31b579d2',
    // Two batches of images, each with its own equally likely gradients.
    equal: ({ gradients, drawn }) => {
      const batches = [gradients, drawn.slice(0, gradients.length)]
      return {
        whichImages: [V(batches.flat()), mean(batches.map(V)) + V(batches.map(average))],
      }
    },
  },
  'one-step': {
    of: '53366c74',
    equal: ({ gradients, H }) => {
      const [eta, g] = [0.3, average(gradients)]
      // J(phi + d) = J + g d + d H d / 2, for which Taylor's formula is exact.
      const change = (d: Vector) => dot(g, d) + 0.5 * dot(d, apply(H, d))
      const covariance = g.map((_, i) =>
        g.map((_, k) => mean(gradients.map((v) => (v[i]! - g[i]!) * (v[k]! - g[k]!)))),
      )
      const cost = sum(H.map((row, i) => sum(row.map((value, k) => value * covariance[k]![i]!))))
      return {
        oneStep: [
          mean(gradients.map((v) => change(times(v, -eta)))),
          -eta * squared(g) + (eta ** 2 / 2) * (dot(g, apply(H, g)) + cost),
        ],
      }
    },
  },
})
