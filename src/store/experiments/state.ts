/** What a person predicted in the guided experiments, and what came out. Plain values. */
export interface Result {
  /** In the order of the experiment's figures; null where nothing was measured. */
  readonly values: readonly (number | null)[]
  /** The name of the data that the model was trained on: figures are promised for MNIST. Null: no model was trained. */
  readonly dataset: string | null
  readonly seed: number
}

export interface ExperimentsState {
  /** By experiment: the place of the choice. */
  readonly predictions: Readonly<Record<string, number>>
  readonly results: Readonly<Record<string, Result>>
  /** The experiment that trains now, or is measured after training. */
  readonly running: string | null
}

export const NO_EXPERIMENTS: ExperimentsState = { predictions: {}, results: {}, running: null }
