/** The words of the toolbar, in English. */
import { counted } from './count.ts'
import { format as f } from './format.ts'

export const toolbarText = {
  title: 'ELBO Lab',
  description:
    'Train a variational autoencoder in the browser and see, measured, what its gradient estimators do.',
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
  savedUnit: 'saved',
  savedHint: 'The newest step that is safely in this browser’s storage.',
  savedLate: 'The browser’s storage is slow: what is saved is more than 5 s of training behind.',
  savedFails: 'The run is not being saved just now; this is the newest step that was.',
  readouts: 'Step and rate',
  badges: 'Backend and data',
  trainingRateUnit: 'in training alone',
  trainingRateHint: ({ training, clock }: { training: number; clock: number }) =>
    `Training ${f.fixed(training, 1)} steps/s, with measuring and pictures ${f.fixed(clock, 1)}`,
  epochProgress: 'Progress of the epoch',
  share: 'Share',
  shared: 'Link copied',
  export: 'Export',
  theme: ({ theme }: { theme: 'system' | 'light' | 'dark' }) =>
    ({ system: 'Theme: as the system', light: 'Theme: light', dark: 'Theme: dark' })[theme],
  /** In both, for whoever cannot read the one in force. */
  languageSwitch: 'In Chinese (中文)',
  backendRetry: 'Loads what could not be loaded; the run goes on.',
  backendNone: 'no backend yet',
  backendMeasured: 'Measured on this machine, steps per second:',
  backendAsked: 'Asked for by name, so nothing was measured.',
  backendAssumed: 'The most likely to be the fastest. It is compared with the others at a calm moment.',
  backendOnly: 'The only real candidate on this machine, so nothing was measured.',
  /** The engine's words on the backend. */
  backendDetail: ({ detail }: { detail: string }) => detail,
  backendBadge: ({ name, detail }: { name: string; detail: string }) =>
    `Computes on ${name}${detail && `, ${detail}`}`,
  dataNone: 'no data yet',
  dataBadge: ({ name, origin }: { name: string; origin: string }) => `Trains on ${name}, ${origin}`,
  dataCounts: ({ train, test, classes }: { train: number; test: number; classes: number }) =>
    `${counted(train, 'image')} to train on, ${f.integer(test)} held out, ${classes === 0 ? 'without classes' : `of ${counted(classes, 'class', 'classes')}`}.`,
  dataDrawn: ({ images }: { images: number }) =>
    `${counted(images, 'digit')}, each drawn when it is first needed`,
  dataInstead: ({ name, images }: { name: string; images: number }) =>
    `Trains on ${name} instead, ${counted(images, 'image')}`,
  dataTurned: 'exchange rows and columns',
  parameters: ({ count }: { count: number }) => `The model has ${counted(count, 'parameter')}.`,
}
