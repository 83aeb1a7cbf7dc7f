/** The words of the toolbar, in English. */
import { counted } from './format.ts'
import { format as f } from './format.ts'

export const toolbarText = {
  title: 'ELBO Lab',
  description:
    'Train a variational autoencoder in the browser and see, measured, what its gradient estimators do.',
  question:
    'The score-function gradient is said to have too much variance to train a VAE. If its variance were made small enough, could one train with it directly?',
  dock: 'Estimator and samples',
  trainAndSee: 'Train and see',
  glossary: 'Glossary',
  toolbar: 'Training',
  train: 'Train',
  pause: 'Pause',
  step: 'Step',
  reset: 'Reset',
  resetHint:
    'Builds a new model with the current settings. The present run stays in the chart as a faint line.',
  stepUnit: 'step',
  epochUnit: 'epoch',
  rateUnit: 'steps/s',
  imagesUnit: 'images/s',
  savedUnit: 'saved',
  savedHint: 'The last step saved in this browser’s storage.',
  savedLate: 'The browser’s storage is slow: the saved state is more than 5 s of training behind.',
  savedFails: 'The run is not being saved at the moment; this is the last step that was.',
  readouts: 'Step and rate',
  badges: 'Backend and data',
  trainingRateUnit: 'training only',
  trainingRateHint: ({ training, clock }: { training: number; clock: number }) =>
    `Training alone: ${f.fixed(training, 1)} steps/s; including measurements and pictures: ${f.fixed(clock, 1)}`,
  epochProgress: 'Progress of the epoch',
  share: 'Share',
  shared: 'Link copied',
  export: 'Export',
  theme: ({ theme }: { theme: 'system' | 'light' | 'dark' }) =>
    ({ system: 'Theme: system', light: 'Theme: light', dark: 'Theme: dark' })[theme],
  /** In both, for whoever cannot read the one in force. */
  languageSwitch: 'In Chinese (中文)',
  backendRetry: 'Loads the missing parts again; the run continues.',
  backendNone: 'no backend yet',
  backendMeasured: 'Measured on this machine, steps per second:',
  backendAsked: 'Chosen explicitly, so nothing was measured.',
  backendAssumed: 'Probably the fastest. It is compared with the others when the page is idle.',
  backendOnly: 'The only usable backend on this machine, so nothing was measured.',
  /** The engine's words on the backend. */
  backendDetail: ({ detail }: { detail: string }) => detail,
  backendBadge: ({ name, detail }: { name: string; detail: string }) =>
    `Runs on ${name}${detail && `, ${detail}`}`,
  dataNone: 'no data yet',
  dataBadge: ({ name, origin }: { name: string; origin: string }) => `Trains on ${name}, ${origin}`,
  dataCounts: ({ train, test, classes }: { train: number; test: number; classes: number }) =>
    `${counted(train, 'training image')}, ${counted(test, 'held-out image')}, ${classes === 0 ? 'no classes' : counted(classes, 'class', 'classes')}.`,
  dataDrawn: ({ images }: { images: number }) =>
    `${counted(images, 'digit')}, each generated when first needed`,
  dataInstead: ({ name, images }: { name: string; images: number }) =>
    `Use ${name} instead (${counted(images, 'image')})`,
  dataTurned: 'exchange rows and columns',
  parameters: ({ count }: { count: number }) => `The model has ${counted(count, 'parameter')}.`,
}
