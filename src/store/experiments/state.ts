/** What a person predicted in the guided experiments, and what came out. Plain values. */
export interface Result {
  /** In the order of the experiment's figures; null where nothing was measured. */
  readonly values: readonly (number | null)[]
  readonly seed: number
  /** The name of the data (figures are promised for MNIST) and the id of the run; null if nothing was trained. */
  readonly trained: { readonly dataset: string; readonly run: number } | null
}

export interface ExperimentsState {
  /** By experiment: the place of the choice. */
  readonly predictions: Readonly<Record<string, number>>
  readonly results: Readonly<Record<string, Result>>
  /** The experiment that trains now, or is measured after training. */
  readonly running: string | null
}

export const NO_EXPERIMENTS: ExperimentsState = { predictions: {}, results: {}, running: null }
