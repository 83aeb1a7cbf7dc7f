/** What the page says while something goes on, and of what went wrong, in English. The faults: faults.ts. */
import type { EngineTask } from '../../../protocol/engine.ts'
import { format as f } from './format.ts'
import type { Params, Sentence } from '../told.ts'
import { checkpointAnnouncements } from './checkpoints.ts'
import { guideAnnouncements } from './guide.ts'
import { laneAnnouncements } from './lanes.ts'
import { latentAnnouncements } from './latent.ts'
import { choiceName, datasetName, estimatorLabel, estimatorName, families } from './settings.ts'

export const feedbackText = {
  messages: 'Messages',
  partFailed: 'This part of the page could not be loaded: the server does not respond.',
  partBroke: ({ part, detail }: { part: string; detail: string | number }) =>
    `“${part}” stopped with an error: ${detail}`,
  failureKept: 'The rest of the page keeps working; nothing is lost.',
  tryAgain: 'Try again',
  report: 'Report',
  copyReport: 'Copy report',
  reportCopied: 'Copied',
  dismiss: 'Dismiss',
  dismissAll: 'Dismiss all',
  messageCount: ({ count }: { count: number }) =>
    count === 1 ? '1 message' : `${f.integer(count)} messages`,
  loading: 'Loading',
  version: ({ release, commit }: { release: string; commit: string }) =>
    commit ? `Version ${release} (${commit})` : `Version ${release}`,
  renewal: ({ news }: { news: 'version' | 'threads' }) =>
    ({
      version: 'A new version of the lab is ready.',
      threads: 'After a reload the lab can use several cores.',
    })[news],
  reload: 'Reload',
  reloadHint: 'The run is saved first and offered again after the reload.',
  loadingLong:
    'The browser has not responded yet. You can wait, cancel, or choose another backend under “On reset”.',
  cancelHint: 'Cancel uses procedural digits instead, which this page generates.',
}

export const tasks: Record<EngineTask, (p: { done: number; total: number }) => string> = {
  backend: () => 'Starting the backend and looking for the images…',
  download: ({ done, total }) =>
    total > 0
      ? `Downloading the images, ${f.megabytes(done)} of ${f.megabytes(total)} MB`
      : `Downloading the images, ${f.megabytes(done)} MB`,
  parse: () => 'Reading the images…',
  model: () => 'Building the model…',
  evaluate: ({ done, total }) => `Evaluating, ${f.integer(done)} of ${f.integer(total)} images`,
  posterior: ({ done, total }) =>
    `Integrating over z: ${f.integer(done)} of about ${f.integer(total)} points`,
  likelihood: ({ done, total }) => `Weighting draws: ${f.integer(done)} of ${f.integer(total)}`,
  ways: ({ done, total }) =>
    `Three ways to the posterior: ${f.integer(done)} of about ${f.integer(total)} points`,
  variance: ({ done, total }) => `Measuring, ${f.integer(done)} of ${f.integer(total)} draws`,
}

/** The marks in the chart. */
export const marks = {
  estimator: ({ value }: Params) => estimatorName(value),
  samples: ({ value }: Params) => `L = ${value}`,
  baseline: ({ value }: Params) =>
    value === 'none' ? 'no baseline' : `baseline: ${choiceName('baseline', value)}`,
  kl: ({ value }: Params) => `KL: ${choiceName('kl', value)}`,
  objective: ({ value }: Params) => choiceName('objective', value),
  k: ({ value }: Params) => `K = ${value}`,
  noise: ({ value }: Params) => `${choiceName('noise', value)} noise`,
  family: ({ value }: Params) => families[String(value)]?.model ?? String(value),
  freeze: ({ value }: Params) => (value === 'none' ? 'nothing frozen' : `${value} frozen`),
  beta: ({ value }: Params) => `β = ${f.short(Number(value))}`,
  sigma: ({ value }: Params) => `σ = ${f.short(Number(value))}`,
  temperature: ({ value }: Params) => `τ = ${f.short(Number(value))}`,
  anneal: ({ value }: Params) =>
    Number(value) === 0 ? 'τ constant' : `τ annealed at r = ${f.short(Number(value))}`,
  coldest: ({ value }: Params) => `lowest τ = ${f.short(Number(value))}`,
  dial: ({ value }: Params) => `noise dial ${f.short(Number(value))}`,
  lr: ({ value }: Params) => `lr = ${f.short(Number(value))}`,
  diverged: () => 'diverged',
}

/** Told to screen readers when they happen. */
export const announcements: Readonly<Record<string, Sentence>> = {
  ...latentAnnouncements,
  ...checkpointAnnouncements,
  ...laneAnnouncements,
  ...guideAnnouncements,
  ready: ({ dataset, backend }) => `Ready: ${datasetName(dataset)} on ${backend}`,
  started: () => 'Training',
  paused: ({ step }) => `Paused at step ${f.integer(Number(step))}`,
  stepped: ({ step }) => `Step ${f.integer(Number(step))}`,
  evaluated: ({ elbo, step }) =>
    `Held-out ELBO ${f.fixed(Number(elbo), 1)} nats per image at step ${f.integer(Number(step))}`,
  reconstructed: ({ recon, step }) =>
    `Held-out reconstruction ${f.fixed(Number(recon), 1)} nats per image at step ${f.integer(Number(step))}`,
  measured: () => 'Measured',
  switched: ({ estimator, step }) =>
    `${estimatorLabel(estimator)} estimator from step ${f.integer(Number(step) + 1)} on`,
  'switched-on-reset': ({ estimator }) => `${estimatorLabel(estimator)} estimator after Reset`,
  shared: () => 'Link copied',
  language: () => 'The page is in English',
  copied: () => 'Settings applied',
}
