/** Guided experiments, in the order in which they are offered; their words: words.ts. Plain data. */
import type { Settings } from '../protocol/settings.ts'
import { autoencoderExperiment } from './autoencoder/setup.ts'
import { biasedExperiment } from './biased/setup.ts'
import { collapseExperiment } from './collapse/setup.ts'
import { constantExperiment } from './constant/setup.ts'
import { crossingExperiment } from './crossing/setup.ts'
import { eachHalfExperiment } from './each-half/setup.ts'
import { landingExperiment } from './landing/setup.ts'
import { moreDrawsExperiment } from './more-draws/setup.ts'
import { noiseDialExperiment } from './noise-dial/setup.ts'
import { oneSampleExperiment } from './one-sample/setup.ts'
import { sameMeanExperiment } from './same-mean/setup.ts'
import { signalExperiment } from './signal/setup.ts'
import { sigmaExperiment } from './sigma/setup.ts'
import { stillExperiment } from './still/setup.ts'
import { switchExperiment } from './switch/setup.ts'
import { temperatureExperiment } from './temperature/setup.ts'
import type { GuidedExperiment } from './experiment.ts'

export const EXPERIMENTS: readonly GuidedExperiment[] = [
  landingExperiment,
  noiseDialExperiment,
  sameMeanExperiment,
  constantExperiment,
  oneSampleExperiment,
  crossingExperiment,
  switchExperiment,
  stillExperiment,
  eachHalfExperiment,
  autoencoderExperiment,
  collapseExperiment,
  sigmaExperiment,
  biasedExperiment,
  temperatureExperiment,
  moreDrawsExperiment,
  signalExperiment,
]

export const EXPERIMENT_IDS: readonly string[] = EXPERIMENTS.map(({ id }) => id)

/** The model of all experiments: small enough that each takes seconds without a GPU. */
export const SMALL: Partial<Settings> = { dataset: 'mnist', hidden: [128], latent: 10, batch: 64 }
