/** The problems of the view of one dimension, as a person or a guided experiment has set them. Plain values. */
import type { CubicValues } from '../math/one-bit.ts'
import type { Problem } from '../math/one-dimension.ts'
import type { WeightProblem } from '../math/one-weight.ts'

/** What is subtracted from f under the score function: nothing, E f, or the constant of least variance. */
export type BaselineChoice = 'zero' | 'mean' | 'best'

export interface GaussianChoices extends Omit<Problem, 'baseline'> {
  readonly baseline: BaselineChoice
}

export interface BitChoices {
  /** f at 0, 1/3, 2/3 and 1; a cubic between. */
  readonly values: CubicValues
  readonly theta: number
  readonly temperature: number
  readonly baseline: BaselineChoice
}

/** Of each example. */
export interface Examples {
  readonly gaussian: GaussianChoices
  readonly bit: BitChoices
  readonly weights: WeightProblem
}
