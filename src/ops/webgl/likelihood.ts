/** The Bernoulli log-likelihood and its gradient in three programs instead of fourteen. */
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'
import { COMPOSED } from '../composed/index.ts'
import { areFloats } from '../floats.ts'
import { repeatRows, samplesOf } from '../rows.ts'
import { tidyAll } from '../tidy-all.ts'
import type { Ops } from '../types.ts'
import type { RunProgram } from './program.ts'
import { rowSums } from './sums.ts'

/** Blocks of two columns whose sums are taken beside each other: a row alone would keep few of a GPU's threads busy. */
const PARTS = 16

/** x l - softplus(l), of every 16th block of two columns from one on. */
function partialSums(run: RunProgram, logits: Tensor2D, x: Tensor2D): Tensor2D {
  const [rows, pixels] = logits.shape
  return run({
    shape: [rows, 2 * PARTS],
    inputs: { logits, x },
    value: `vec4 total = vec4(0.0);
      for (int at = column; at < ${pixels}; at += ${2 * PARTS}) {
        vec4 l = getLogits(row, at);
        vec4 one = getX(row, at) * l - (max(l, 0.0) + log(1.0 + exp(-abs(l))));
        if (at + 1 >= ${pixels}) one.yw = vec2(0.0);
        total += one;
      }
      return total;`,
  })
}

const gradientOf = (run: RunProgram, logits: Tensor2D, x: Tensor2D, weight: number): Tensor2D =>
  run({
    shape: logits.shape,
    inputs: { logits, x },
    numbers: { weight },
    value: 'return weight * (getX(row, column) - 1.0 / (1.0 + exp(-getLogits(row, column))));',
  })

export const bernoulliLogLikelihood =
  (run: RunProgram): Ops['bernoulliLogLikelihood'] =>
  (logits, targets, weight) => {
    if (!areFloats(logits, targets)) return COMPOSED.bernoulliLogLikelihood(logits, targets, weight)
    return tidyAll(() => {
      const x = repeatRows(targets, samplesOf(targets, logits))
      return {
        logLikelihood: rowSums(run, partialSums(run, logits, x)) satisfies Tensor1D,
        gradient: gradientOf(run, logits, x, weight),
      }
    })
  }
