/** What happened in the course of a run: told to screen readers, and as marks in the charts. In English. */
import type { Params, Sentence } from '../told.ts'
import { format as f } from './format.ts'
import { checkpointAnnouncements } from './checkpoints.ts'
import { latentAnnouncements } from './latent.ts'
import { choiceName, families, datasetName, estimatorLabel, estimatorName } from './settings.ts'

/** The marks in the chart. */
export const marks = {
  estimator: ({ value }: Params) => estimatorName(value),
  samples: ({ value }: Params) => `L = ${value}`,
  baseline: ({ value }: Params) =>
    value === 'none' ? 'no baseline' : `baseline: ${choiceName('baseline', value)}`,
  kl: ({ value }: Params) => `KL: ${choiceName('kl', value)}`,
  objective: ({ value }: Params) => choiceName('objective', value),
  family: ({ value }: Params) => families[String(value)]?.model ?? String(value),
  freeze: ({ value }: Params) => (value === 'none' ? 'nothing frozen' : `${value} frozen`),
  beta: ({ value }: Params) => `β = ${f.short(Number(value))}`,
  lr: ({ value }: Params) => `lr = ${f.short(Number(value))}`,
  diverged: () => 'diverged',
}

/** Told to screen readers when they happen. */
export const announcements: Readonly<Record<string, Sentence>> = {
  ...latentAnnouncements,
  ...checkpointAnnouncements,
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
  shared: () => 'Link copied',
  language: () => 'The page is in English',
  copied: () => 'Settings applied',
}
