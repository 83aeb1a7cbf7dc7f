/**
 * Everything the page says, in English. Another language is another file with the same shape (`Catalog`).
 */
import type { DataOrigin, EngineTask } from '../../protocol/engine.ts'
import type { Settings, SettingKey } from '../../protocol/settings.ts'
import { varianceText } from './en-variance.ts'
import { derivationsText } from './en/derivations.ts'
import { latentAnnouncements, latentFaults, latentText } from './en/latent.ts'
import { createFormat } from './format.ts'

const f = createFormat('en')

/** What happened, what was kept, what to do. */
export interface Told {
  readonly what: string
  readonly kept?: string
  readonly todo?: string
}
export type Params = Readonly<Record<string, string | number>>
type Teller = (params: Params) => Told

const text = {
  title: 'ELBO Lab',
  toolbar: 'Training',
  train: 'Train',
  pause: 'Pause',
  step: 'Step',
  reset: 'Reset',
  resetHint:
    'A fresh model with the settings as they stand. The present run stays in the chart as a faint line.',
  stepUnit: 'step',
  epochUnit: 'epoch',
  rateUnit: 'steps/s',
  imagesUnit: 'images/s',
  epochProgress: 'Progress of the epoch',
  share: 'Share',
  shared: 'Link copied',
  export: 'Export',
  theme: ({ theme }: { theme: 'system' | 'light' | 'dark' }) =>
    ({ system: 'Theme: as the system', light: 'Theme: light', dark: 'Theme: dark' })[theme],
  backendNone: 'no backend yet',
  backendMeasured: 'Measured on this machine, steps per second:',
  backendAsked: 'Asked for by name, so nothing was measured.',
  backendOnly: 'The only real candidate on this machine, so nothing was measured.',
  backendBadge: ({ name, detail }: { name: string; detail: string }) =>
    `Computes on ${name}${detail && `, ${detail}`}`,
  dataNone: 'no data yet',
  dataBadge: ({ name, origin }: { name: string; origin: string }) => `Trains on ${name}, ${origin}`,
  dataCounts: ({ train, test }: { train: number; test: number }) =>
    `${f.integer(train)} images to train on, ${f.integer(test)} held out.`,
  parameters: ({ count }: { count: number }) => `The model has ${f.integer(count)} parameters.`,

  panels: 'Panels',
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
  klForProbe: 'Only the pathwise gradient can: the probe’s score function takes Monte Carlo.',
  freezeHint: ({ half }: { half: 'none' | 'encoder' | 'decoder' }) =>
    ({
      none: '',
      encoder: 'Only the decoder learns: an M step',
      decoder: 'Only the encoder learns: an E step',
    })[half],
  probeHint: ({ percent }: { percent: number }) =>
    percent === 0 ? 'Off: nothing is measured unless you ask' : `per cent of the training time, at most`,
  openFiles: 'Open files…',
  openFilesHint: 'IDX images to train on, or a config.json. Dropping them on the page does the same.',
  dropTitle: 'Drop to open',
  dropHint:
    'IDX files start a fresh model on those images (the present run stays in the chart). A config.json brings its settings.',

  elbo: 'ELBO',
  terms: 'terms',
  heldOutTab: 'held-out',
  elboViews: 'What the chart shows',
  heldOutUnit: 'nats per image, held-out',
  trainUnit: 'nats per image, training (smoothed)',
  noUnit: 'nats per image',
  atStep: ({ step }: { step: number }) => `at step ${f.integer(step)}`,
  evaluate: 'Evaluate now',
  evaluating: ({ done, total }: { done: number; total: number }) =>
    total > 0 ? `${f.integer(done)} of ${f.integer(total)} images` : 'evaluating…',
  evaluation: 'Evaluation',
  cancel: 'Cancel',
  legendHeldOut: 'held-out',
  legendTrain: 'ELBO in training',
  scale: 'Scale',
  linear: 'linear',
  log: 'log',
  smoothing: 'Smoothing',
  csv: 'CSV',
  png: 'PNG',
  csvHint: 'Download what the chart shows as CSV',
  pngHint: 'Download the chart as PNG',
  notShown: ({ count }: { count: number }) =>
    count === 1
      ? '1 value is not positive and has no place on a log axis'
      : `${f.integer(count)} values are not positive and have no place on a log axis`,
  axisStep: 'step',
  axisNats: 'nats per image',
  axisNatsLog: 'nats per image (−ELBO, −recon., KL)',
  chartLabel: 'The bound and its terms over the steps',
  chartKeys: 'Point at the chart, or use the arrow keys, for exact values',
  noChart: 'The chart could not be loaded. The values are in metrics.csv (Export).',
  emptyTitle: 'Nothing is trained yet',
  emptyText:
    'Train starts it. The bound and its two terms appear here as they are learned, and every epoch the same for images the model has never seen.',
  runs: 'Runs',
  runNow: 'this run',
  runName: ({ number }: { number: number }) => `run ${f.integer(number)}`,
  runSteps: ({ steps }: { steps: number }) => `${f.integer(steps)} steps`,
  runDefault: 'standard settings',
  atStepMark: ({ mark, step }: { mark: string; step: number }) => `${mark} at step ${f.integer(step)}`,
  runMark: ({ mark, step }: { mark: string; step: number }) => `${mark} from step ${f.integer(step)}`,
  runUse: 'Use its settings',
  runUseNamed: ({ number }: { number: number }) => `Use the settings of run ${f.integer(number)}`,

  samples: 'Samples',
  sampleViews: 'Which samples',
  prior: 'prior',
  reconstructions: 'reconstructions',
  priorCaption: 'Decoded from the same 96 draws of z ~ N(0, I) since step 0',
  reconstructionsCaption: 'Rows in pairs: held-out images, and below each what the model makes of it',
  priorAlt: ({ count, step }: { count: number; step: number }) =>
    `${f.integer(count)} images decoded from fixed draws of the prior, near step ${f.integer(step)}`,
  reconstructionsAlt: ({ count, step }: { count: number; step: number }) =>
    `${f.integer(count)} held-out images, each above its reconstruction, near step ${f.integer(step)}`,
  samplesAlt: 'No samples yet',
  samplesEmpty: 'Samples appear as soon as the model is there.',

  ...varianceText,
  ...latentText,
  ...derivationsText,

  messages: 'Messages',
  dismiss: 'Dismiss',
  loading: 'Loading',
  cancelHint: 'Cancel trains on procedural digits instead, drawn by this page.',
}

const runColumns = { run: 'Run', settings: 'Differs in', steps: 'Steps', elbo: 'Held-out' }

/** A curve's name. */
const quantities = { elbo: 'ELBO', recon: 'reconstruction', kl: 'KL' }
const splits = { train: 'train', test: 'held-out' }
const curveHeader = ({ name, split, smoothing, log }: CurveName) =>
  `${log && name !== quantities.kl ? '−' : ''}${name} ${split}${smoothing > 0 ? `, smoothed ${smoothing}` : ''} (nats per image)`
const earlier = (age: number) => (age === 1 ? 'the run before' : `${f.integer(age)} runs before`)
interface CurveName {
  readonly name: string
  readonly split: string
  readonly smoothing: number
  readonly log: boolean
}

const settings: Record<SettingKey, string> = {
  estimator: 'Gradient estimator',
  samples: 'Samples L',
  baseline: 'Baseline',
  kl: 'KL term',
  beta: 'Beta β',
  lr: 'Learning rate',
  freeze: 'Freeze',
  probe: 'Variance probe',
  dataset: 'Data',
  latent: 'Latents',
  hidden: 'Hidden',
  activation: 'Activation',
  likelihood: 'Likelihood',
  sigma: 'Sigma σ',
  targets: 'Targets',
  optimizer: 'Optimizer',
  batch: 'Batch size',
  seed: 'Seed',
  backend: 'Backend',
  steps: 'Pause at step',
  autostart: 'Start by itself',
}

const estimators: Readonly<Record<string, { readonly label: string; readonly formula: string }>> = {
  reparameterized: { label: 'Reparameterized', formula: '∇<sub>φ</sub> <i>f</i>(μ + σ ⊙ ε)' },
  'score-function': {
    label: 'Score function',
    formula: '(<i>f</i>(<i>z</i>) − <i>b</i>) ∇<sub>φ</sub> log <i>q</i><sub>φ</sub>(<i>z</i>|<i>x</i>)',
  },
}

const datasets = {
  mnist: 'MNIST',
  'fashion-mnist': 'Fashion-MNIST',
  procedural: 'Procedural digits',
  custom: 'Your files',
}

/** What a choice is called; estimators and data sets have their own tables. */
const choices = {
  baseline: {
    none: 'none',
    'moving-average': 'moving average',
    batch: 'batch mean',
    'leave-one-out': 'leave-one-out',
  } satisfies Record<Settings['baseline'], string>,
  kl: {
    'closed-form': 'closed form',
    'monte-carlo': 'Monte Carlo',
    'sticking-the-landing': 'sticking the landing',
  } satisfies Record<Settings['kl'], string>,
  freeze: { none: 'none', encoder: 'encoder', decoder: 'decoder' } satisfies Record<
    Settings['freeze'],
    string
  >,
  activation: { relu: 'ReLU', tanh: 'tanh' } satisfies Record<Settings['activation'], string>,
  likelihood: { bernoulli: 'Bernoulli', gaussian: 'Gaussian' } satisfies Record<
    Settings['likelihood'],
    string
  >,
  targets: { grey: 'grey', binarized: 'binarized' } satisfies Record<Settings['targets'], string>,
  optimizer: {
    adam: 'Adam',
    rmsprop: 'RMSProp',
    adagrad: 'Adagrad',
    sgd: 'SGD',
  } satisfies Record<Settings['optimizer'], string>,
  backend: {
    auto: 'fastest here',
    webgpu: 'WebGPU',
    webgl: 'WebGL',
    wasm: 'WASM',
    cpu: 'plain CPU',
  } satisfies Record<Settings['backend'], string>,
}

const origins: Record<DataOrigin, string> = {
  'same-origin': 'from this site',
  mirror: 'from a public mirror',
  cache: 'from this browser’s cache',
  generated: 'drawn by this page',
  files: 'dropped or opened here',
}

const tasks: Record<EngineTask, (p: { done: number; total: number }) => string> = {
  backend: () => 'Starting the compute backend, looking for the images…',
  download: ({ done, total }) =>
    total > 0
      ? `Downloading the images, ${f.megabytes(done)} of ${f.megabytes(total)} MB`
      : `Downloading the images, ${f.megabytes(done)} MB`,
  generate: ({ done, total }) => `Drawing digits, ${f.integer(done)} of ${f.integer(total)}`,
  parse: () => 'Reading the images…',
  model: () => 'Building the model…',
  evaluate: ({ done, total }) => `Evaluating, ${f.integer(done)} of ${f.integer(total)} images`,
  posterior: ({ done, total }) =>
    `Integrating over z, ${f.integer(done)} of about ${f.integer(total)} points`,
  variance: ({ done, total }) => `Measuring, ${f.integer(done)} of ${f.integer(total)} draws`,
}

const choiceName = (names: Readonly<Record<string, string>>, value: unknown): string =>
  names[String(value)] ?? String(value)

/** The marks in the chart. */
const marks = {
  estimator: ({ value }: Params) => estimators[String(value)]?.label.toLowerCase() ?? String(value),
  samples: ({ value }: Params) => `L = ${value}`,
  baseline: ({ value }: Params) =>
    value === 'none' ? 'no baseline' : `baseline: ${choiceName(choices.baseline, value)}`,
  kl: ({ value }: Params) => `KL: ${choiceName(choices.kl, value)}`,
  freeze: ({ value }: Params) => (value === 'none' ? 'nothing frozen' : `${value} frozen`),
  beta: ({ value }: Params) => `β = ${f.short(Number(value))}`,
  lr: ({ value }: Params) => `lr = ${f.short(Number(value))}`,
  diverged: () => 'diverged',
}

/** Told to screen readers when they happen. */
const announcements: Readonly<Record<string, (params: Params) => string>> = {
  ...latentAnnouncements,
  ready: ({ dataset, backend }) => `Ready: ${datasetName(dataset)} on ${backend}`,
  started: () => 'Training',
  paused: ({ step }) => `Paused at step ${f.integer(Number(step))}`,
  stepped: ({ step }) => `Step ${f.integer(Number(step))}`,
  evaluated: ({ elbo, step }) =>
    `Held-out ELBO ${f.fixed(Number(elbo), 1)} nats per image at step ${f.integer(Number(step))}`,
  measured: () => 'Measured',
  switched: ({ estimator, step }) =>
    `${estimators[String(estimator)]?.label ?? String(estimator)} estimator from step ${f.integer(Number(step) + 1)} on`,
  shared: () => 'Link copied',
  copied: () => 'Settings taken over',
}

const datasetName = (name: unknown): string => datasets[name as keyof typeof datasets] ?? String(name)
const backendName = (name: unknown): string =>
  choices.backend[name as keyof typeof choices.backend] ?? String(name)

const NOTHING_CHANGED = 'Nothing has changed.'
const IDX_HELP =
  'The lab reads IDX files as MNIST has them: train-images-idx3-ubyte and its three companions, packed with gzip or not.'
const OTHER_BACKEND = 'Choose another backend under “On reset”.'

const settingTold =
  (why: string): Teller =>
  ({ key, given, legal }) => ({
    what: `The setting ${key}=${given} ${why}.`,
    kept: 'Its default stands in its place.',
    todo: `Legal: ${legal}.`,
  })

/** What went wrong with data, without what follows from it: that differs between a file and a fallback. */
const dataReasons: Readonly<Record<string, (params: Params) => string>> = {
  'idx-magic': ({ file, expected, found }) =>
    `${file} is not the IDX file it should be: it begins with ${found}, expected was ${expected}`,
  'idx-truncated': ({ file, expected, found }) =>
    `${file} is cut short: ${f.integer(Number(found))} of ${f.integer(Number(expected))} bytes are there`,
  'idx-trailing': ({ file, expected, found }) =>
    `${file} is too long: ${f.integer(Number(found))} bytes, its head promises ${f.integer(Number(expected))}`,
  'idx-size': ({ file, rows, columns }) =>
    `${file} has images of ${rows} × ${columns} pixels; the lab takes 28 × 28`,
  'idx-empty': ({ file }) => `${file} holds no images`,
  'idx-label': ({ file, label, index }) =>
    `${file} has the label ${label} at place ${f.integer(Number(index))}; labels go from 0 to 9`,
  'idx-counts': ({ file, images, labels }) =>
    `${file} does not match its images: ${f.integer(Number(labels))} labels for ${f.integer(Number(images))} images`,
  'gzip-corrupt': ({ file }) => `${file} is a damaged gzip file`,
  'gzip-unsupported': ({ file }) => `${file} is packed with gzip, which this browser cannot unpack`,
  'data-too-large': ({ file, limit }) => `${file} is larger than ${f.megabytes(Number(limit))} MB`,
  'fetch-missing': () => 'this browser cannot fetch files here',
  'data-unreachable': ({ file }) =>
    `${file} could not be reached: no network, or the server refuses this page`,
  'data-http': ({ file, status }) => `the server answered ${status} for ${file}`,
  'data-stalled': ({ file, seconds }) => `the download of ${file} stood still for ${seconds} seconds`,
  'data-checksum': ({ file }) => `the checksum of ${file} is wrong: these are not the original bytes`,
  'data-incomplete': ({ file }) => `the download of ${file} ended early`,
  'data-no-mirror': () => 'no public mirror of it is known',
  'data-cancelled': () => 'loading was cancelled',
  'files-none': () => 'No files were given',
  'files-unrecognised': ({ file }) => `${file} is no IDX file`,
  'files-unreadable': ({ file }) => `${file} could not be read`,
  'files-too-many': ({ images, labels }) =>
    `${images} image files and ${labels} label files are more than one training and one test set`,
  'files-no-images': () => 'There are labels, but no images, among these files',
  'files-same-split': ({ first, second }) => `${first} and ${second} are both for the same part of the data`,
  'files-labels-unmatched': ({ file, labels }) =>
    `${file}, with ${f.integer(Number(labels))} labels, matches none of the images`,
  'files-too-few': ({ count }) => `${f.integer(Number(count))} images are too few to train and to test on`,
}

const capital = (sentence: string) => sentence.charAt(0).toUpperCase() + sentence.slice(1)

const reasonText = (params: Params): string =>
  dataReasons[String(params.reason)]?.(params) ?? String(params.detail ?? params.reason)

const aboutData = Object.fromEntries(
  Object.entries(dataReasons).map(([code, why]): [string, Teller] => [
    code,
    (params) => ({
      what: `${capital(why(params))}.`,
      kept: NOTHING_CHANGED,
      todo:
        code.startsWith('data-') || code === 'fetch-missing' ? 'Try again, or choose other data.' : IDX_HELP,
    }),
  ]),
)

const unavailable: Readonly<Record<string, string>> = {
  'no-webgpu': 'this browser does not offer it',
  'no-adapter': 'the browser found no graphics adapter for it',
  'no-webgl': 'this browser does not offer it',
  'no-wasm': 'this browser does not offer it',
}

const faults: Readonly<Record<string, Teller>> = {
  ...aboutData,
  ...latentFaults,
  unexpected: ({ detail }) => ({
    what: `Something went wrong that should not have: ${detail}`,
    kept: 'What was trained and measured so far is still here.',
    todo: 'Export it if you need it, then press Reset. The browser’s console has the details for a bug report.',
  }),
  'worker-crashed': ({ detail }) => ({
    what: `The computation stopped unexpectedly${detail ? ` (${detail})` : ''}.`,
    kept: 'The curves and samples so far are still here and can be exported; the weights are gone.',
    todo: 'Train starts a fresh model. If it happens again, choose a smaller model or another backend.',
  }),
  diverged: ({ step, restoredStep }) => ({
    what: `Training diverged: at step ${f.integer(Number(step))} the loss or a gradient was not finite.`,
    kept: `It is paused, and the weights of step ${f.integer(Number(restoredStep))} are back.`,
    todo: 'Lower the learning rate and press Train. If it happens again, Reset with another optimizer or, for a Gaussian, a larger sigma.',
  }),
  'no-backend': ({ detail }) => ({
    what: `No compute backend could be started: ${detail}`,
    kept: NOTHING_CHANGED,
    todo: 'Reload the page; if that does not help, try another browser.',
  }),
  'backend-failed': ({ backend, reason }) => ({
    what: `The backend ${backendName(backend)} could not be used: ${reason}`,
    kept: 'The lab uses the fastest of the others.',
    todo: OTHER_BACKEND,
  }),
  'backend-gradient-check-failed': ({ backend, error }) => ({
    what: `The backend ${backendName(backend)} computes wrong gradients here (relative error ${error}), so it is not used.`,
    kept: 'The lab uses the fastest of the others.',
    todo: 'A newer graphics driver or browser may help.',
  }),
  'backend-unavailable': ({ backend, reason }) => ({
    what: `The backend ${backendName(backend)} is not available: ${unavailable[String(reason)] ?? reason}.`,
    kept: 'The lab uses the fastest of the others.',
    todo: OTHER_BACKEND,
  }),
  'backend-software': ({ backend }) => ({
    what: `${backendName(backend)} is emulated in software on this machine, and slow.`,
    kept: 'It is used since it was asked for.',
    todo: 'Choose “fastest here” for speed.',
  }),
  'not-open': () => ({
    what: 'There is no model yet.',
    kept: NOTHING_CHANGED,
    todo: 'Press Reset to load one.',
  }),
  'step-while-training': () => ({
    what: 'A single step is taken only while training is paused.',
    kept: NOTHING_CHANGED,
    todo: 'Press Pause first.',
  }),
  'opening-cancelled': () => ({
    what: 'Loading was cancelled.',
    kept: NOTHING_CHANGED,
    todo: 'Reset loads again. Procedural digits need no download.',
  }),
  'data-fell-back': (params) => ({
    what: `${datasetName(params.wanted)} could not be had: ${reasonText(params)}.`,
    kept: 'The lab trains on procedural digits, drawn by this page, instead.',
    todo: 'Drop the IDX files on the page, or reload it to try again.',
  }),
  'data-served-unusable': (params) => ({
    what: `This site’s copy of ${datasetName(params.wanted)} could not be used: ${reasonText(params)}.`,
    kept: 'The next source was taken.',
  }),
  'not-a-config': ({ file }) => ({
    what: `${file} is no config.json of this lab.`,
    kept: NOTHING_CHANGED,
    todo: 'Export writes such a file.',
  }),
  'link-not-copied': () => ({
    what: 'The browser does not let the page copy the link.',
    todo: 'Copy it from the address bar: it holds all settings.',
  }),
  'leave-one-out-needs-two-samples': () => ({
    what: 'The leave-one-out baseline is the mean over the other samples of an image; with L = 1 there are none.',
    todo: 'Set Samples L to 2 or more first, or choose another baseline.',
  }),
  'sticking-the-landing-needs-reparameterized': () => ({
    what: 'Sticking the landing differentiates through z, which the score function does not do.',
    todo: 'Choose another KL term first: closed form or Monte Carlo.',
  }),
  'setting-unknown': ({ key, given }) => ({
    what: `There is no setting ${key} (given was ${key}=${given}).`,
    kept: 'The others were taken.',
  }),
  'setting-not-a-choice': settingTold('is not one of its choices'),
  'setting-not-a-number': settingTold('is not a number'),
  'setting-not-an-integer': settingTold('is not a whole number'),
  'setting-out-of-range': settingTold('is out of range'),
  'setting-bad-widths': settingTold('is no list of widths'),
}

export const en = {
  locale: 'en',
  format: f,
  text,
  runColumns,
  quantities,
  splits,
  curveHeader,
  earlier,
  settings,
  estimators,
  datasets,
  choices,
  origins,
  tasks,
  marks,
  announcements,
  faults,
}
