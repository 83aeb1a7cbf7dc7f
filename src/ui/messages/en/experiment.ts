/** The words of the Experiment region, in English. What the settings and their choices are called: settings.ts. */
import { isRandom, type Settings } from '../../../protocol/settings.ts'
import { format as f } from './format.ts'

export const experimentText = {
  experiment: 'Experiment',
  estimator: 'Gradient estimator',
  live: 'Live',
  onReset: 'On reset',
  takesEffectOnReset: 'takes effect after Reset',
  pendingCount: ({ count }: { count: number }) =>
    count === 1 ? '1 change takes effect after Reset' : `${f.integer(count)} changes take effect after Reset`,
  slider: ({ label }: { label: string }) => `${label}, slider`,
  legal: ({ legal }: { legal: string }) => `Allowed: ${legal}`,
  samplesHint: ({ samples }: { samples: number }) =>
    `${f.integer(samples)} decoder passes per image: about ${f.short((samples + 1) / 2)} × the work of L = 1`,
  baselineForProbe: 'used by the variance probe only',
  baselineHint: ({ baseline }: { baseline: Settings['baseline'] }) =>
    ({
      none: 'nothing is subtracted from f',
      'moving-average': 'the running mean of f, before its update',
      batch: 'the mean of f over the other images',
      'leave-one-out': 'the mean of f over the other samples of the image',
    })[baseline],
  baselineNeedsSamples: ({ name }: { name: string }) => `${name} (L ≥ 2)`,
  familyHint: ({ family }: { family: Settings['family'] }) =>
    isRandom({ family })
      ? 'a point posterior gives a plain autoencoder'
      : 'no noise and no KL: a plain autoencoder',
  pointNoKl: 'not used: there is no KL',
  pointNoDraws: 'not used: there is no noise',
  klForProbe: ({ names }: { names: string }) =>
    `Not available for every estimator: the probe uses Monte Carlo for ${names}`,
  freezeHint: ({ half }: { half: 'none' | 'encoder' | 'decoder' }) =>
    ({
      none: '',
      encoder: 'Only the decoder is trained: an M step',
      decoder: 'Only the encoder is trained: an E step',
    })[half],
  probeHint: ({ percent }: { percent: number }) =>
    percent === 0
      ? 'Off: variances are measured only on request'
      : `at most this percentage of the training time`,
  openFiles: 'Open files…',
  openFilesHint:
    'IDX images to train on, a config.json, or a checkpoint. Dropping them on the page does the same.',
  dropTitle: 'Drop to open',
  dropHint:
    'IDX files start a new model on those images (the present run stays in the chart). A config.json restores its settings; model.safetensors and everything.zip restore a whole run.',
}
