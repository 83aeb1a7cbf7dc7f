/** The lines of "exact by enumeration" for small models of two bits and three pixels. */
import { uniform } from '../../math/random.ts'
import { rounded, sigmoid } from '../testing/bit.ts'
import { checkLines } from '../testing/check.ts'
import { dot, gradient, minus, plus, sum, times } from '../testing/numbers.ts'
import { enumerationDerivation } from './steps.ts'

type Row = readonly number[]
interface BitModel {
  /** Logits of the two bits, the decoder's weights and biases, and an image. */
  readonly gamma: Row
  readonly W: readonly Row[]
  readonly c: Row
  readonly x: Row
}

const KNOWN: BitModel = {
  gamma: [0.5, -1],
  W: [
    [1, -2, 0.5],
    [-1, 1.5, 2],
  ],
  c: [0.2, -0.3, 0],
  x: [1, 0, 1],
}
const models: BitModel[] = [1, 2, 3].map((step) => {
  const draw = (count: number, stream: number): number[] =>
    Array.from(uniform(count, -2, 2, { seed: 36, stream, step }))
  return {
    gamma: draw(2, 970),
    W: [draw(3, 971), draw(3, 972)],
    c: draw(3, 973),
    x: draw(3, 974).map((value) => (value > 0 ? 1 : 0)),
  }
})

const STATES = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
] as const
const q = (gamma: Row, s: Row): number =>
  s.reduce((p, bit, j) => p * (bit ? sigmoid(gamma[j]!) : sigmoid(-gamma[j]!)), 1)
const logitsOf = ({ W, c }: BitModel, s: Row): number[] =>
  plus(c, plus(times(W[0]!, s[0]!), times(W[1]!, s[1]!)))
/** log p(x|s), pixel by pixel. */
const logLikelihood = (m: BitModel, s: Row, x: Row = m.x): number =>
  sum(logitsOf(m, s).map((o, j) => Math.log(x[j]! ? sigmoid(o) : sigmoid(-o))))

const over = (gamma: Row, h: (s: Row) => number): number => sum(STATES.map((s) => q(gamma, s) * h(s)))
const recon = (m: BitModel, gamma: Row = m.gamma): number => over(gamma, (s) => logLikelihood(m, s))
const kl = ({ gamma }: BitModel): number => over(gamma, (s) => Math.log(q(gamma, s) / (1 / 4)))
const evidence = (m: BitModel, x: Row = m.x): number =>
  sum(STATES.map((s) => (1 / 4) * Math.exp(logLikelihood(m, s, x))))
const posterior = (m: BitModel, s: Row): number => ((1 / 4) * Math.exp(logLikelihood(m, s))) / evidence(m)
const gap = (m: BitModel): number => over(m.gamma, (s) => Math.log(q(m.gamma, s) / posterior(m, s)))

const IMAGES: readonly Row[] = [0, 1].flatMap((a) => [0, 1].flatMap((b) => [0, 1].map((c) => [a, b, c])))
/** Two images, and what an encoder returns for each. */
const batchOf = (m: BitModel) => ({
  X: [m.x, [0, 1, 1]] as const,
  gammas: [m.gamma, times(m.gamma, -0.6)] as const,
})
const softplus = (o: number): number => Math.log(1 + Math.exp(o))

checkLines(enumerationDerivation, models, {
  sum: {
    of: '5a4e7809',
    equal: ({ gamma }) => ({
      mass: [over(gamma, () => 1), 1],
      // The first bit's share.
      marginal: [over(gamma, (s) => s[0]!), sigmoid(gamma[0]!)],
    }),
  },
  gradient: {
    of: 'e7627f27',
    equal: (m) => {
      const mean = recon(m)
      const terms = STATES.map((s) =>
        times(minus(s, m.gamma.map(sigmoid)), q(m.gamma, s) * (logLikelihood(m, s) - mean)),
      )
      return {
        gradient: [gradient((gamma) => recon(m, gamma), m.gamma), terms.reduce(plus)],
        score: [
          STATES.flatMap((s) => gradient((gamma) => Math.log(q(gamma, s)), m.gamma)),
          STATES.flatMap((s) => minus(s, m.gamma.map(sigmoid))),
        ],
      }
    },
  },
  evidence: {
    of: '61ee7f23',
    equal: (m) => {
      const terms = STATES.map((s) => Math.log(1 / 4) + logLikelihood(m, s))
      const top = Math.max(...terms)
      return {
        logEvidence: [Math.log(evidence(m)), top + Math.log(sum(terms.map((term) => Math.exp(term - top))))],
        images: [sum(IMAGES.map((x) => evidence(m, x))), 1],
      }
    },
  },
  posterior: {
    of: '5d1869cc',
    equal: (m) => ({
      posteriorMass: [sum(STATES.map((s) => posterior(m, s))), 1],
      gap: [Math.log(evidence(m)) - (recon(m) - kl(m)), gap(m)],
    }),
  },
  example: {
    of: 'a455db09',
    equal: () => ({
      example: [
        rounded([Math.log(evidence(KNOWN)), recon(KNOWN) - kl(KNOWN), recon(KNOWN), kl(KNOWN), gap(KNOWN)]),
        [-1.379805, -1.485501, -1.344257, 0.141244, 0.105696],
      ],
    }),
  },
  shared: {
    of: 'b95472a5',
    equal: (m) => {
      const { X } = batchOf(m)
      const O = STATES.map((s) => logitsOf(m, s))
      return {
        shared: [
          X.flatMap((x) => STATES.map((s) => logLikelihood(m, s, x))),
          X.flatMap((x) => O.map((o) => dot(x, o) - sum(o.map(softplus)))),
        ],
      }
    },
  },
  decoder: {
    of: '68599a91',
    equal: (m) => {
      const { X, gammas } = batchOf(m)
      const O = STATES.map((s) => logitsOf(m, s))
      // The whole batch's sum as a function of one state's logits.
      const total = (at: number) => (logits: Row) =>
        sum(
          X.flatMap((x, i) =>
            O.map((o, s) => {
              const used = s === at ? logits : o
              return q(gammas[i]!, STATES[s]!) * (dot(x, used) - sum(used.map(softplus)))
            }),
          ),
        )
      return {
        decoder: [
          O.flatMap((o, s) => gradient(total(s), o)),
          O.flatMap((o, s) => {
            const shares = gammas.map((gamma) => q(gamma, STATES[s]!))
            const images = X.map((x, i) => times(x, shares[i]!)).reduce(plus)
            return minus(images, times(o.map(sigmoid), sum(shares)))
          }),
        ],
      }
    },
  },
  count: {
    of: 'c3996fcf',
    equal: () => ({
      eight: [2 ** 8, 4 ** 4, 256, 2 * 128],
      twelve: [2 ** 12, 4 ** 6, 4096, 32 * 128],
      twenty: [2 ** 20, 1_048_576, 8192 * 128],
    }),
  },
})
