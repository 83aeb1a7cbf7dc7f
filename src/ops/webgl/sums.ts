/** Sums of rows, and those of a step: three programs instead of twenty on a few thousand numbers. */
import { reshape, sum, type Rank, type Scalar, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core'
import { tidyAll } from '../tidy-all.ts'
import type { Formulas, StepSums, StepValues } from '../types.ts'
import type { RunProgram } from './program.ts'

/** [n, m] -> [n], of `each` block of two rows and two columns. */
export function rowSums(run: RunProgram, rows: Tensor2D, each = 'block'): Tensor1D {
  const [count, width] = rows.shape
  return run({
    shape: [count],
    inputs: { rows },
    value: `vec4 total = vec4(0.0);
      for (int column = 0; column < ${width}; column += 2) {
        vec4 block = getRows(place, column);
        if (column + 1 >= ${width}) block.yw = vec2(0.0);
        total += ${each};
      }
      return total.xz + total.yw;`,
  })
}

/** A function of no argument: the sum of a vector, read by `getName`. */
const sumOf = (name: string, { size }: Tensor1D): string => `float sum${name}() {
  float total = 0.0;
  for (int place = 0; place < ${size}; place += 2) {
    vec4 pair = get${name}(place);
    total += pair.x;
    if (place + 1 < ${size}) total += pair.y;
  }
  return total;
}
`

/** One thread adds up a vector; more than this would be the slowest part of the step. */
const MOST_SUMMED = 1024

const inFew = (values: Tensor1D): Tensor1D =>
  values.size > MOST_SUMMED ? reshape<Rank.R1>(sum(values), [1]) : values

export const sumsWith = (run: RunProgram): Formulas => ({
  sumStep({ gradGamma, movingAverage, kept, ...values }: StepValues): StepSums {
    const [draws, images] = [values.logLikelihood.size, values.kl.size]
    return tidyAll(() => {
      const [logLikelihood, signal] = [inFew(values.logLikelihood), inFew(values.signal)]
      const [kl, squares] = [inFew(values.kl), inFew(rowSums(run, gradGamma, 'block * block'))]
      return {
        sums: run<Tensor1D>({
          shape: [3],
          inputs: { logLikelihood, kl, squares },
          numbers: { perSample: images / draws },
          helpers: sumOf('LogLikelihood', logLikelihood) + sumOf('Kl', kl) + sumOf('Squares', squares),
          value: `if (place == 0) return vec2(perSample * sumLogLikelihood(), sumKl());
            return vec2(sumSquares(), 0.0);`,
        }),
        movingAverage: run<Scalar>({
          shape: [],
          inputs: { signal, before: movingAverage },
          numbers: { kept, fresh: (1 - kept) / draws },
          helpers: sumOf('Signal', signal),
          value: 'return kept * getBefore().x + fresh * sumSignal();',
        }),
      }
    })
  },
})
