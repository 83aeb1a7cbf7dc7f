/** The words of the ELBO region and of its curves, in English. */
import type { CurveName } from '../told.ts'
import { counted } from './format.ts'
import { format as f } from './format.ts'

export const elboText = {
  elbo: 'ELBO',
  terms: 'terms',
  heldOutTab: 'held-out',
  againstKTab: 'vs K',
  elboViews: 'ELBO view',
  heldOutUnit: 'nats per image, held-out',
  trainUnit: ({ smoothing }: { smoothing: number }) =>
    `nats per image, training${smoothing > 0 ? ' (smoothed)' : ''}`,
  relaxedUnit: ({ smoothing }: { smoothing: number }) =>
    `nats per image, relaxed objective${smoothing > 0 ? ' (smoothed)' : ''}, no bound`,
  boundTrained: ({ k }: { k: number }) => `importance-weighted bound, K = ${f.integer(k)}`,
  noUnit: 'nats per image',
  reconHeldOut: 'held-out reconstruction (no bound)',
  reconTrain: 'training reconstruction (no bound)',
  evaluate: 'Evaluate now',
  evaluating: ({ done, total }: { done: number; total: number }) =>
    total > 0 ? `${f.integer(done)} of ${counted(total, 'image')}` : 'evaluating…',
  evaluation: 'Evaluation',
  cancel: 'Cancel',
  legendHeldOut: 'held-out',
  legendTrain: 'training ELBO',
  scale: 'Scale',
  linear: 'linear',
  log: 'log',
  smoothing: 'Smoothing',
  csv: 'CSV',
  png: 'PNG',
  csvHint: 'Download the values as CSV',
  pngHint: 'Download the chart as PNG',
  notShown: ({ count }: { count: number }) =>
    count === 1
      ? '1 value is not positive and cannot be shown on a log axis'
      : `${counted(count, 'value')} are not positive and cannot be shown on a log axis`,
  axisStep: 'step',
  axisNats: 'nats per image',
  axisNatsLog: 'nats per image (−ELBO, −recon., KL)',
  chartLabel: 'The ELBO and its terms over the training steps',
  chartKeys: 'Point at the chart, or use the arrow keys, for exact values',
  noChart: 'The chart could not be loaded. The values are in metrics.csv (Export).',
  emptyTitle: 'Not trained yet',
  emptyText:
    'A sketch of what you will see: the reconstruction, the KL, and the ELBO, which is their difference.',
  emptyTextPoint: 'A sketch of what you will see: the reconstruction. An autoencoder has no KL and no ELBO.',
  runs: 'Runs',
  runsCompare: 'Compare runs',
  runsCompared: 'Runs and what differs between them',
  runName: ({ number }: { number: number }) => `run ${f.integer(number)}`,
  runChip: ({ name, isCurrent, isHidden }: { name: string; isCurrent: boolean; isHidden: boolean }) =>
    isCurrent ? `${name}, this run` : isHidden ? `${name}, not drawn` : name,
  runNameField: 'Name',
  runShown: 'Draw its curves',
  runPinned: 'Keep it beside newer runs',
  runRemove: 'Remove',
  seedsRun: ({ first, last }: { first: number; last: number }) => `Repeat with seeds ${first} to ${last}`,
  seedsHint: ({ steps }: { steps: number }) =>
    `Trains one run per seed with the present settings for ${counted(steps, 'step')}, and evaluates each on the whole test set.`,
  seedsFirst: 'Train first: each repetition takes as many steps as this run.',
  seedsNow: ({ seed, last }: { seed: number; last: number }) => `Training seed ${seed} of ${last}`,
  seedsStop: 'Stop',
  seedsQuote: ({ isBound, mean, margin, seeds, wanted, steps, images }: Quoted) =>
    `${seeds < wanted ? `${f.integer(seeds)} of ${counted(wanted, 'seed')}: held-out` : 'Held-out'} ${isBound ? 'ELBO' : 'reconstruction'} ${f.fixed(mean, 1)}${margin === null ? '' : ` ± ${f.fixed(margin, 1)}`} nats per image (mean of ${counted(seeds, 'seed')}${margin === null ? '' : ', 95% t-interval'}; step ${f.integer(steps)}; ${counted(images, 'test image')})`,
  seedsBand: ({ seeds }: { seeds: number }) => `mean of ${counted(seeds, 'seed')}, 95% interval`,
  seedsMean: ({ seeds, curve }: { seeds: number; curve: string }) =>
    `${curve}, mean of ${counted(seeds, 'seed')}`,
  runCurve: ({ name, curve }: { name: string; curve: string }) => `${name}, ${curve}`,
  runAtStep: ({ step }: { step: number }) => `at step ${f.integer(step)}`,
  runDefault: 'default settings',
  atStepMark: ({ mark, step }: { mark: string; step: number }) => `${mark} at step ${f.integer(step)}`,
  runMark: ({ mark, step }: { mark: string; step: number }) => `${mark} from step ${f.integer(step)}`,
  runRecon: ({ recon }: { recon: number }) => `${f.fixed(recon, 1)} (recon.)`,
  runUse: 'Use its settings',
  runUseNamed: ({ name }: { name: string }) => `Use the settings of ${name}`,
}

/** What a repetition came to. */
export interface Quoted {
  readonly isBound: boolean
  readonly mean: number
  readonly margin: number | null
  readonly seeds: number
  readonly wanted: number
  readonly steps: number
  readonly images: number
}

export const runColumns = { run: 'Run', settings: 'Differs in', steps: 'Steps', elbo: 'Held-out' }

/** A curve's name. */
export const quantities = {
  elbo: 'ELBO',
  relaxed: 'relaxed objective',
  bound: 'importance-weighted bound',
  recon: 'reconstruction',
  kl: 'KL',
}
export const splits = { train: 'train', test: 'held-out' }
export const curveName = ({ name, split }: Pick<CurveName, 'name' | 'split'>) => `${name} ${split}`
export const curveHeader = ({ name, split, smoothing }: CurveName) =>
  `${name} ${split}${smoothing > 0 ? `, smoothed ${smoothing}` : ''} (nats per image)`
