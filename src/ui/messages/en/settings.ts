/** What settings and their choices are called, in English. */
import type { DataOrigin } from '../../../protocol/engine.ts'
import { estimatorWords, type EstimatorWords } from '../../../protocol/estimators.ts'
import { objectiveLabels } from '../../../protocol/objectives.ts'
import { familyWords, type FamilyWords } from '../../../protocol/families.ts'
import type { Settings, SettingKey } from '../../../protocol/settings.ts'

export const settings: Record<SettingKey, string> = {
  estimator: 'Gradient estimator',
  samples: 'Samples L',
  baseline: 'Baseline',
  kl: 'KL term',
  family: 'Posterior',
  objective: 'Objective',
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
  kernels: 'Kernels',
  steps: 'Pause at step',
  autostart: 'Start by itself',
}

/** By their ids; the words stand in the estimators' folders. */
export const estimators: Readonly<Record<string, EstimatorWords>> = estimatorWords('en')
export const families: Readonly<Record<string, FamilyWords>> = familyWords('en')

export const datasets = {
  mnist: 'MNIST',
  'fashion-mnist': 'Fashion-MNIST',
  procedural: 'Procedural digits',
  custom: 'Your files',
}

/** What a choice is called; estimators and data sets have their own tables. */
export const choices = {
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
  family: Object.fromEntries(Object.entries(families).map(([id, { label }]) => [id, label])),
  objective: objectiveLabels('en'),
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
  kernels: { own: 'own, where there are', composed: 'none, TF.js alone' } satisfies Record<
    Settings['kernels'],
    string
  >,
}

export const origins: Record<DataOrigin, string> = {
  'same-origin': 'from this site',
  mirror: 'from a public mirror',
  cache: 'from this browser’s cache',
  generated: 'drawn by this page',
  files: 'dropped or opened here',
}

export const datasetName = (name: unknown): string => datasets[name as keyof typeof datasets] ?? String(name)
export const backendName = (name: unknown): string =>
  choices.backend[name as keyof typeof choices.backend] ?? String(name)
export const estimatorLabel = (id: unknown): string => estimators[String(id)]?.label ?? String(id)
export const estimatorName = (id: unknown): string => estimators[String(id)]?.name ?? String(id)
export const familyName = (id: unknown): string => families[String(id)]?.name ?? String(id)

/** What a choice of this setting is called; a choice that is not known, by itself. */
export const choiceName = (setting: 'baseline' | 'kl' | 'objective', choice: unknown): string =>
  choices[setting][choice as keyof (typeof choices)[typeof setting]] ?? String(choice)
