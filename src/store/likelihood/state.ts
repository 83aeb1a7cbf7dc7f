import type { LaneLikelihood } from '../../protocol/engine.ts'
import { FIRST_LANE } from '../../protocol/lanes.ts'
import type { LikelihoodReport } from '../../protocol/likelihood.ts'

export interface LikelihoodState {
  /** Of the present model; null before the first. */
  readonly report: LikelihoodReport | null
  /** Of the lanes beside the first at the same step, where they are measured with it. */
  readonly lanes: readonly LaneLikelihood[]
  /** Which of the lanes that are being measured is the run by now: the first, unless another one has become it meanwhile. */
  readonly run: number
  /** Draws weighted and wanted; null while nothing is measured. A total of 0 is unknown. */
  readonly weighing: { readonly done: number; readonly total: number } | null
}

export const NO_LIKELIHOOD: LikelihoodState = { report: null, lanes: [], run: FIRST_LANE, weighing: null }
