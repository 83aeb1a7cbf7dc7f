/** The tables of discrete.ts: what several seeds of one estimator came to. Pure. */
import { tQuantile975 } from '../../src/math/jackknife.ts'
import { momentsOf } from '../../src/math/moments.ts'
import { metaOf, usesBaselines } from '../../src/protocol/estimators.ts'
import { elboOf } from '../../src/protocol/metrics.ts'
import type { Settings } from '../../src/protocol/settings.ts'
import { table } from '../table.ts'
import type { Bias } from './bias.ts'
import type { Outcome } from './page/main.ts'
import { REINMAX_TRAINING_LOSS } from './published.ts'

export type Choice = Pick<Settings, 'estimator' | 'samples' | 'baseline' | 'temperature'>

/** One choice, from each seed. */
export interface Runs {
  readonly choice: Choice
  readonly steps: number
  readonly batch: number
  readonly outcomes: readonly Outcome[]
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

/** The mean over seeds with the half-width of its 95 % interval (Student's t), the two values of two seeds, or one value. */
export function overSeeds(values: readonly number[], digits: number): string {
  if (values.length < 3) return values.map((value) => value.toFixed(digits)).join(', ')
  const { mean: centre, meanError } = momentsOf(values)
  const margin = tQuantile975(values.length - 1) * meanError
  return `${centre.toFixed(digits)} ± ${margin.toFixed(digits)}`
}

const percent = (share: number) => `${(100 * share).toFixed(share < 0.0995 ? 1 : 0)} %`

/** |bias| as a share of the exact gradient's length, over the seeds; where it is not told apart from 0, what it is below; a dash if there is no gradient. */
export function biasText(biases: readonly Bias[]): string {
  if (biases.length === 0 || biases.some(({ square: { value } }) => !Number.isFinite(value))) return '–'
  const square = mean(biases.map(({ square: { value } }) => value))
  const margins = biases.map(({ square: { hi, value } }) => hi - value)
  const margin = Math.hypot(...margins) / biases.length
  return square - margin > 0
    ? percent(Math.sqrt(square))
    : `< ${percent(Math.sqrt(Math.max(square + margin, 0)))}`
}

/** Forward passes of the decoder for each image of the batch, over the whole run. */
export function decodesOf({ choice, steps, batch }: Omit<Runs, 'outcomes'>, states: number): number {
  const { decodes } = metaOf(choice.estimator)
  return steps * (decodes === 'states' ? states / batch : decodes * choice.samples)
}

function nameOf({ estimator, baseline, temperature }: Choice): string[] {
  const { usesTemperature } = metaOf(estimator)
  return [estimator, usesBaselines(estimator) ? baseline : '', usesTemperature ? String(temperature) : '']
}

/** Saturated codes may have no noise left at all. */
const logText = (value: number) => (value === -Infinity ? '−∞' : value.toFixed(2))

/** What the rows of both tables have in common; null if a run diverged. */
function figuresOf({ choice, outcomes }: Runs) {
  const found = outcomes.flatMap(({ evaluation, probe, trained, bias, seconds }) =>
    evaluation && probe && trained ? [{ evaluation, probe, trained, bias, seconds }] : [],
  )
  if (found.length < outcomes.length) return null
  const variances = found.map(({ probe }) => probe.estimators[choice.estimator]!.total.value)
  const isExact = metaOf(choice.estimator).decodes === 'states'
  return {
    heldOut: found.map(({ evaluation }) => elboOf(evaluation)!),
    recon: found.map(({ evaluation }) => evaluation.recon),
    kl: found.map(({ evaluation }) => evaluation.kl!),
    trainingLoss: found.map(({ trained }) => trained.kl - trained.recon),
    logVariance: isExact ? 'exact' : logText(mean(variances.map(Math.log10))),
    bias: isExact ? 'exact' : biasText(found.flatMap(({ bias }) => bias ?? [])),
    seconds: mean(found.map(({ seconds }) => seconds)).toFixed(0),
  }
}

const BITS_HEAD = [
  'estimator',
  'baseline',
  'τ',
  'L',
  'test ELBO',
  'recon',
  'KL',
  'log10 V',
  'bias',
  'decodes',
  's',
]
const BIT_STATES = 2 ** 8

function bitsRow(runs: Runs): string[] {
  const name = [...nameOf(runs.choice), String(runs.choice.samples)]
  const figures = figuresOf(runs)
  if (!figures) return [...name, 'diverged', ...Array<string>(BITS_HEAD.length - 5).fill('')]
  const { heldOut, recon, kl, logVariance, bias, seconds } = figures
  const decodes = decodesOf(runs, BIT_STATES).toLocaleString('en')
  return [
    ...name,
    overSeeds(heldOut, 1),
    mean(recon).toFixed(1),
    mean(kl).toFixed(1),
    logVariance,
    bias,
    decodes,
    seconds,
  ]
}

const DISCRETE_HEAD = [
  'estimator',
  'baseline',
  'τ',
  'L',
  'training -ELBO',
  'published',
  'test -ELBO',
  'log10 V',
  'bias',
  's',
]

function discreteRow(runs: Runs): string[] {
  const { choice } = runs
  const name = [...nameOf(choice), String(choice.samples)]
  const figures = figuresOf(runs)
  const published = REINMAX_TRAINING_LOSS.get(choice.estimator)?.toFixed(1) ?? ''
  if (!figures) return [...name, 'diverged', published, '', '', '', '']
  const { heldOut, trainingLoss, logVariance, bias, seconds } = figures
  const loss = heldOut.map((elbo) => -elbo)
  return [...name, overSeeds(trainingLoss, 1), published, overSeeds(loss, 1), logVariance, bias, seconds]
}

/** One table: its head, and the row of a choice. */
export interface Report {
  readonly head: readonly string[]
  readonly row: (runs: Runs) => string[]
}
export const BITS_REPORT: Report = { head: BITS_HEAD, row: bitsRow }
export const DISCRETE_REPORT: Report = { head: DISCRETE_HEAD, row: discreteRow }

export const reportTable = ({ head, row }: Report, runs: readonly Runs[]): string =>
  table(head, runs.map(row), ['baseline', 'bias'])
