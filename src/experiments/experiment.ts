/**
 * The shape of a guided experiment: one claim, as data. What is run and what is measured stand here; the words stand
 * beside it in each language. A figure is promised only if it was measured (`npm run experiments`). Plain data.
 */
import type { InLanguages } from '../derivations/derivation.ts'
import type { Problem } from '../math/one-dimension.ts'
import type { EstimatorId } from '../protocol/estimators.ts'
import type { LiveSettings, Settings } from '../protocol/settings.ts'

/** What is read off the run when it has ended. ELBO, reconstruction and KL: means over the last 20 rows of training. */
export type MeasuredQuantity =
  /** Of a lane, less the first lane's: nats per image. */
  | { readonly kind: 'elbo-gap' | 'recon-gap'; readonly lane: number }
  | { readonly kind: 'kl'; readonly lane: number }
  /** The KL of a lane over that of the first lane. */
  | { readonly kind: 'kl-ratio'; readonly lane: number }
  /** By quadrature (two latents), averaged over the same test images: at step `to`, less that at step `from`. */
  | {
      readonly kind: 'exact-change'
      readonly of: 'logEvidence' | 'elbo' | 'gap'
      readonly from: number
      readonly to: number
    }
  /** Variance of a lane's own gradient over that of the first lane's, both by their own samples, at the last step. */
  | { readonly kind: 'noise-ratio'; readonly lane: number }
  /** The ELBO at the end, less that of the 20 rows up to this step. */
  | { readonly kind: 'elbo-change'; readonly from: number }
  /** Variance of the score function without a baseline over that with leave-one-out, at the same weights and this L. */
  | { readonly kind: 'baseline-ratio'; readonly samples: number }
  /** Variance of the score function over the reparameterized one, in mean over the coordinates of the batch's gradient. */
  | { readonly kind: 'spread-ratio' }
  /** Distance of the two estimators' means in standard errors, root mean square over the same coordinates; 1 by chance. */
  | { readonly kind: 'mean-distance' }
  /** The bound of k draws on held-out images: of a lane, less the first lane's; the most draws estimate log p(x). */
  | { readonly kind: 'bound-gap'; readonly lane: number; readonly k: number }
  /** Signal over noise of the encoder's gradient of the bound of `of` draws, over that of `to` draws, at the same weights. */
  | {
      readonly kind: 'signal-ratio'
      readonly estimator: EstimatorId
      readonly of: number
      readonly to: number
    }
  /** Length of the bias over that of the gradient, at the last measurement or at a temperature of the sweep. */
  | { readonly kind: 'relative-bias'; readonly estimator: EstimatorId; readonly temperature?: number }
  /** Of two estimators at the last measurement. */
  | { readonly kind: 'variance-ratio'; readonly of: EstimatorId; readonly to: EstimatorId }
  /** Variance of one estimator at one temperature of the sweep over that at another. */
  | {
      readonly kind: 'warmth-ratio'
      readonly estimator: EstimatorId
      readonly of: number
      readonly to: number
    }

/** Variance of one draw in the one-dimensional example at this k, over many draws: score function over reparameterized. */
interface DrawnQuantity {
  readonly kind: 'example-ratio'
  readonly k: number
}

export interface ExpectedFigure<Q = MeasuredQuantity | DrawnQuantity> {
  readonly quantity: Q
  readonly expected: number
  /** What is promised for any seed: the measured value lies between the two. */
  readonly least: number
  readonly most: number
}

/** What is measured beside what the run itself measures. */
export type ExtraMeasurement =
  | 'now'
  | 'against-samples'
  | 'against-temperature'
  | 'against-k'
  | 'coordinates'
  | 'likelihood'
  /** log p(x), ELBO and gap by quadrature, averaged over test images, and the exact posterior of one image. */
  | 'gap'

/** Trains a model, in place of the present run. */
export interface TrainingExperiment {
  readonly id: string
  /** Here and not with the other words, which are loaded later: it is in the list from the first. */
  readonly title: InLanguages<string>
  /** What differs from the small model of all experiments (SMALL in index.ts). */
  readonly settings: Partial<Settings>
  readonly steps: number
  /** What each further lane has otherwise, from the first step on. */
  readonly forks: readonly Partial<Omit<LiveSettings, 'probe'>>[]
  readonly switches: readonly { readonly step: number; readonly change: Partial<LiveSettings> }[]
  /** As in a link: "variance.against-l". */
  readonly views: readonly string[]
  /** While training stands still at a switch, at the weights of exactly that step; then training goes on. */
  readonly atSwitches?: ExtraMeasurement
  /** When the run has ended. */
  readonly afterwards?: ExtraMeasurement
  readonly figures: readonly ExpectedFigure<MeasuredQuantity>[]
  /** The place of the right one among the choices. */
  readonly answer: number
  /** Why it is so. */
  readonly derivation: string
  readonly example?: undefined
}

/** Trains nothing, and leaves the run alone: it draws in the one-dimensional example of a Gaussian. */
export interface ExampleExperiment extends Pick<
  TrainingExperiment,
  'id' | 'title' | 'views' | 'answer' | 'derivation'
> {
  /** What is shown then; without a baseline. */
  readonly example: Omit<Problem, 'baseline'>
  readonly figures: readonly ExpectedFigure<DrawnQuantity>[]
}

export type GuidedExperiment = TrainingExperiment | ExampleExperiment

export interface ExperimentWords {
  readonly question: string
  readonly choices: readonly string[]
  /** What each figure is, in the order of the figures. */
  readonly figures: readonly string[]
  /** One sentence. */
  readonly because: string
}

export type WordsOfExperiment = InLanguages<ExperimentWords>
