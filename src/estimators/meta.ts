/** Properties that an estimator declares. The permitted combinations follow from them, not from names. No TF.js. */
import type { InLanguages } from '../derivations/derivation.ts'
import type { Capability, KlMode } from '../families/options.ts'
import type { BoundCapability } from '../objectives/options.ts'
import type { Baseline } from './options.ts'

export interface EstimatorWords {
  /** Its name on a control: "Score function". */
  readonly label: string
  /** Its name within a sentence: "score function". */
  readonly name: string
  /** What its temperature does, if it uses one. */
  readonly temperature?: string
}

export interface EstimatorMeta {
  /** Stable name, used in the URL and in metrics.csv. */
  readonly id: string
  /** What it requires of the latent family. */
  readonly requires: readonly Capability[]
  /** What it requires of the objective. */
  readonly requiresOfBound: readonly BoundCapability[]
  /** The least number of draws that the objective takes together, K. */
  readonly leastK: number
  /** Whether the mean of its estimates is the gradient of the objective. */
  readonly isUnbiased: boolean
  /** Whether it has no noise: its estimate is its mean. */
  readonly isExact: boolean
  /** The least number of samples per image that it accepts. */
  readonly leastSamples: number
  readonly mostSamples: number
  /**
   * What one draw of its gradient costs: forward passes of the decoder for each sample of each image, or one for each
   * state of the code for the whole batch. Draws beside the samples are decoded once each.
   */
  readonly decodes: number | 'states'
  /**
   * By the number of samples L: draws of each image beside the L that all estimators share, from noise that no other
   * estimator sees. None if absent.
   */
  readonly drawsBeside?: (samples: number) => number
  /**
   * Whether it is built to teach, not to use: the page offers it apart from the others, and measures it only where it
   * trains. Never the reference of a measurement.
   */
  readonly intervention?: true
  /** Whether it uses a temperature. */
  readonly usesTemperature: boolean
  /** Whether it uses the noise dial. */
  readonly usesDial?: true
  /** Whether it trains on codes between the draws: its training curve is no bound on log p(x), but a relaxed objective. */
  readonly isRelaxed: boolean
  /** Whether the page shows it, with the reason, for families with which it cannot be used. */
  readonly isShownRefused: boolean
  /**
   * The exponent of K with which signal over noise of its encoder gradient goes, for the importance-weighted bound, beta = 1 and
   * many draws; absent where no theorem gives one.
   */
  readonly signalByK?: number
  /** The ways in which it can compute the KL's gradient. */
  readonly klModes: readonly KlMode[]
  /** The baselines it can subtract; empty if it uses none and ignores the setting. */
  readonly baselines: readonly Baseline[]
  /** Id of the derivation that explains it. */
  readonly derivation: string
  /** Its column in metrics.csv, `grad_var_<column>`, if other than its id with underscores. */
  readonly column?: string
  /** The formula of one gradient sample, as HTML. */
  readonly formula: string
  readonly words: InLanguages<EstimatorWords>
}
