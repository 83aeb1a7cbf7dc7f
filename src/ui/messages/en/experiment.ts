/** The words of the Experiment region, in English. What the settings and their choices are called: settings.ts. */
import { isRandom, type Settings } from '../../../protocol/settings.ts'
import { format as f } from './format.ts'

export const experimentText = {
  experiment: 'Experiment',
  estimator: 'Gradient estimator',
  live: 'Live',
  onReset: 'On reset',
  takesEffectOnReset: 'takes effect on reset',
  pendingCount: ({ count }: { count: number }) =>
    count === 1 ? '1 change waits for Reset' : `${f.integer(count)} changes wait for Reset`,
  slider: ({ label }: { label: string }) => `${label}, slider`,
  legal: ({ legal }: { legal: string }) => `Legal here: ${legal}`,
  samplesHint: ({ samples }: { samples: number }) =>
    `${f.integer(samples)} decoder passes an image: about ${f.short((samples + 1) / 2)} × the work of L = 1`,
  baselineForProbe: 'used by the variance probe only',
  baselineHint: ({ baseline }: { baseline: Settings['baseline'] }) =>
    ({
      none: 'nothing is subtracted from f',
      'moving-average': 'f’s running mean, before its update',
      batch: 'the mean f of the other images',
      'leave-one-out': 'the mean f of an image’s other samples',
    })[baseline],
  baselineNeedsSamples: ({ name }: { name: string }) => `${name} (L ≥ 2)`,
  familyHint: ({ family }: { family: Settings['family'] }) =>
    isRandom({ family }) ? 'a point makes a plain autoencoder' : 'no noise, no KL: a plain autoencoder',
  pointNoKl: 'not used: no KL',
  pointNoDraws: 'not used: no noise',
  klForProbe: ({ names }: { names: string }) =>
    `Not for every estimator: the probe measures Monte Carlo for ${names}`,
  freezeHint: ({ half }: { half: 'none' | 'encoder' | 'decoder' }) =>
    ({
      none: '',
      encoder: 'Only the decoder learns: an M step',
      decoder: 'Only the encoder learns: an E step',
    })[half],
  probeHint: ({ percent }: { percent: number }) =>
    percent === 0 ? 'Off: nothing is measured unless you ask' : `per cent of the training time, at most`,
  openFiles: 'Open files…',
  openFilesHint:
    'IDX images to train on, a config.json, or a checkpoint. Dropping them on the page does the same.',
  dropTitle: 'Drop to open',
  dropHint:
    'IDX files start a fresh model on those images (the present run stays in the chart). A config.json brings its settings; model.safetensors and everything.zip bring a whole run.',
}
