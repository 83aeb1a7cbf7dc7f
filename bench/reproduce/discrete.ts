/**
 * Discrete codes, estimator after estimator from the same seeds:
 * `npm run reproduce -- bits`: 8 bits in the lab's own model, with every estimator and baseline that can be used;
 * `npm run reproduce -- discrete`: the MNIST set-up of the ReinMax paper (published.ts), 4 latents of 8 classes.
 */
import { estimatorsFor, metaOf } from '../../src/protocol/estimators.ts'
import { DEFAULT_SETTINGS, type Settings } from '../../src/protocol/settings.ts'
import {
  BITS_REPORT,
  DISCRETE_REPORT,
  reportTable,
  type Choice,
  type Report,
  type Runs,
} from './discrete-report.ts'
import { runOnce, withEnginePage, type EnginePage } from './engine-page.ts'
import { keptOr, type KeptPart } from './kept.ts'
import type { Outcome, RunPart } from './page/main.ts'

interface SetUp {
  /** What is trained, in words. */
  readonly title: string
  readonly settings: Partial<Settings>
  /** On MNIST's 60,000 images. */
  readonly stepsPerEpoch: number
  readonly choices: readonly Choice[]
  readonly report: Report
}

const BITS: Partial<Settings> = { dataset: 'mnist', family: 'bernoulli', latent: 8 }

/** Each estimator once, or once with each of its baselines. */
function everyChoice(model: Partial<Settings>): Choice[] {
  return estimatorsFor({ ...DEFAULT_SETTINGS, ...model }).flatMap((estimator) => {
    const { baselines, leastSamples } = metaOf(estimator)
    return (baselines.length > 0 ? baselines : (['none'] as const)).map((baseline) => ({
      estimator,
      baseline,
      samples: Math.max(leastSamples, baseline === 'leave-one-out' ? 2 : 1),
      temperature: 1,
    }))
  })
}

const REINMAX: Partial<Settings> = {
  dataset: 'mnist',
  family: 'categorical',
  latent: 4,
  classes: 8,
  hidden: [512, 256],
  activation: 'relu',
  likelihood: 'bernoulli',
  targets: 'grey',
  optimizer: 'adam',
  lr: 5e-4,
  batch: 100,
}

const plain = { baseline: 'none', samples: 1, temperature: 1 } as const

export const SET_UPS: Readonly<Record<'bits' | 'discrete', SetUp>> = {
  bits: {
    title: '8 Bernoulli latents, 784-400-8-400-784, batch 128, Adam 1e-3, grey targets',
    settings: BITS,
    stepsPerEpoch: Math.ceil(60_000 / 128),
    choices: everyChoice(BITS),
    report: BITS_REPORT,
  },
  discrete: {
    title: '4 latents of 8 classes, 784-512-256-(z)-256-512-784, ReLU, batch 100, Adam 5e-4, grey targets',
    settings: REINMAX,
    stepsPerEpoch: 600,
    choices: [
      { ...plain, estimator: 'straight-through' },
      { ...plain, estimator: 'st-gumbel-softmax' },
      { ...plain, estimator: 'reinmax', temperature: 1.3 },
      { ...plain, estimator: 'score-function', baseline: 'leave-one-out', samples: 4 },
      { ...plain, estimator: 'enumeration' },
    ],
    report: DISCRETE_REPORT,
  },
}

/** Each once. */
export const estimatorsIn = (name: keyof typeof SET_UPS): readonly string[] => [
  ...new Set(SET_UPS[name].choices.map(({ estimator }) => estimator)),
]

export interface DiscreteOptions {
  readonly steps: number
  readonly seeds: readonly number[]
  readonly backend: string
  /** Of the probe and of the bias; null for as many as suit the number of samples. */
  readonly draws: number | null
  /** Of those that use one; as in the set-up if null. */
  readonly temperature: number | null
  /** These estimators alone; all if empty. */
  readonly estimators: readonly string[]
  /** Whether runs that an earlier command has finished are taken from it. */
  readonly goOn: boolean
}

/** Of one run, among those of its set-up. */
function nameOf(choice: Choice, seed: number, { steps, draws, backend }: DiscreteOptions): string {
  const { estimator, baseline, samples, temperature } = choice
  return [steps, draws ?? 'auto', backend, estimator, baseline, samples, temperature, seed].join('-')
}

async function runSeeds(
  page: EnginePage,
  name: keyof typeof SET_UPS,
  choice: Choice,
  options: DiscreteOptions,
): Promise<Runs> {
  const { steps, seeds, backend, draws, goOn } = options
  const { settings } = SET_UPS[name]
  const outcomes: Outcome[] = []
  for (const seed of seeds) {
    const changes = { ...settings, ...choice, seed, backend: backend as Settings['backend'] }
    const run = (part: KeptPart<RunPart>) => runOnce(page, changes, steps, { draws, bias: true }, part)
    outcomes.push(await keptOr(name, nameOf(choice, seed, options), goOn, run))
  }
  const { batch } = { ...DEFAULT_SETTINGS, ...settings }
  return { choice, steps, batch, outcomes }
}

/** Trains every choice from every seed; resolves with the table, and prints a line for each choice meanwhile. */
export async function compareDiscrete(name: keyof typeof SET_UPS, options: DiscreteOptions): Promise<string> {
  const { title, choices, report } = SET_UPS[name]
  const { steps, seeds, backend, estimators, temperature } = options
  const wanted = choices.filter(({ estimator }) => estimators.length === 0 || estimators.includes(estimator))
  const rows: Runs[] = []
  await withEnginePage(async (page) => {
    for (const choice of wanted) {
      const own = temperature === null ? choice : { ...choice, temperature }
      rows.push(await runSeeds(page, name, own, options))
      console.error(report.row(rows.at(-1)!).join('  '))
    }
  })
  const seedText = seeds.length > 1 ? `seeds ${seeds.join(', ')}` : `seed ${seeds[0]!}`
  return `${title}; ${steps.toLocaleString('en')} steps, ${seedText}, ${backend}.\n\n${reportTable(report, rows)}`
}
