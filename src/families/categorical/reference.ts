/** The categorical family in plain numbers: the oracle for family.ts. No TF.js. */
import { gumbel, oppositeGumbel } from '../../math/discrete-noise.ts'
import { allChoices } from '../../math/choices.ts'
import { logSumExp } from '../../math/exact/log-sum.ts'
import type { LatentShape } from '../meta.ts'
import type { PlainFamily, PlainSimplex } from '../reference.ts'

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)

/** log softmax of one latent's logits. */
const logSoftmax = (logits: readonly number[]): number[] => {
  const all = logSumExp(logits)
  return logits.map((logit) => logit - all)
}

const softmax = (logits: readonly number[]): number[] => logSoftmax(logits).map(Math.exp)

/** One hot at the largest, the first of equal ones. */
const oneHot = (values: readonly number[]): number[] => {
  const most = values.indexOf(Math.max(...values))
  return values.map((_, c) => (c === most ? 1 : 0))
}

/** J(p) dz of one latent: p dz - p <p, dz>. */
const jacobian = (p: readonly number[], dz: readonly number[]): number[] => {
  const inner = sum(p.map((one, c) => one * dz[c]!))
  return p.map((one, c) => one * (dz[c]! - inner))
}

export function categoricalReference({ latents, classes }: LatentShape): PlainFamily {
  const width = latents * classes
  const split = (row: readonly number[]): number[][] =>
    Array.from({ length: latents }, (_, j) => row.slice(j * classes, (j + 1) * classes))
  /** Applies `each` to every latent's logits, or to what several rows have for it. */
  const map = (each: (...parts: number[][]) => number[], ...rows: (readonly number[])[]): number[] => {
    const parts = rows.map(split)
    return Array.from({ length: latents }, (_, j) => each(...parts.map((row) => row[j]!))).flat()
  }
  const plus = (a: readonly number[], b: readonly number[]) => a.map((value, i) => value + b[i]!)
  const logProbabilities = (gamma: readonly number[]) => map((logits) => logSoftmax(logits), gamma)
  const klOf = (logits: readonly number[]) =>
    sum(logSoftmax(logits).map((log) => Math.exp(log) * (log + Math.log(classes))))
  const mean = (gamma: readonly number[]) => map((logits) => softmax(logits), gamma)

  const simplex: PlainSimplex = {
    probabilities: (gamma, temperature) => mean(gamma.map((logit) => logit / temperature)),
    relax: ({ gamma, noise }, temperature) => mean(plus(gamma, noise).map((logit) => logit / temperature)),
    jacobian: (probabilities, dz) => map((p, slope) => jacobian(p!, slope!), probabilities, dz),
  }
  return {
    noise: (rows, key) => gumbel(rows * width, key),
    antithetic: oppositeGumbel,
    prior: (rows, key) =>
      Float32Array.from(
        Array.from(gumbel(rows * width, key))
          .reduce<number[][]>((all, value, i) => {
            if (i % classes === 0) all.push([])
            all.at(-1)!.push(value)
            return all
          }, [])
          .flatMap(oneHot),
      ),
    draw: (gamma, noise) => map((logits) => oneHot(logits), plus(gamma, noise)),
    kl: (gamma) => sum(split(gamma).map(klOf)),
    klGradient: (gamma, weight) =>
      map((logits) => jacobian(softmax(logits), logits).map((slope) => weight * slope), gamma),
    logRatioToPrior: ({ gamma, z }) =>
      sum(logProbabilities(gamma).map((log, i) => z[i]! * (log + Math.log(classes)))),
    score: ({ gamma, z }) => mean(gamma).map((p, i) => z[i]! - p),
    path: null,
    simplex,
    states: () =>
      allChoices(latents, classes).map((choices) =>
        choices.flatMap((chosen) => Array.from({ length: classes }, (_, c) => (c === chosen ? 1 : 0))),
      ),
    pair: null,
    widened: (gamma, factor) => gamma.map((logit) => logit / factor),
    summary(gamma) {
      const byLatent = split(mean(Array.from(gamma)))
      const means = byLatent.map((p) => sum(p.map((one, c) => one * c)))
      return {
        mean: means,
        spread: byLatent.map((p, j) => Math.sqrt(sum(p.map((one, c) => one * (c - means[j]!) ** 2)))),
        mode: byLatent.map((p) => p.indexOf(Math.max(...p))),
        kl: split(Array.from(gamma)).map(klOf),
      }
    },
  }
}
