/** The tables of bounds.ts: held-out log p(x) of runs that differ in the draws of their bound. Pure. */
import type { BoundAtK, LikelihoodReport } from '../../src/protocol/likelihood.ts'
import { table } from '../table.ts'
import type { BoundOutcome, BoundRequest } from './page/bounds.ts'
import { IWAE_NLL } from './published.ts'

/** The draws in the bound of each run, from the loosest. */
export const SIZES: readonly number[] = [...IWAE_NLL.keys()]

export interface BoundRun {
  readonly k: number
  readonly seed: number
  readonly outcome: BoundOutcome
}

const boundAt = ({ bounds }: LikelihoodReport, k: number): BoundAtK | undefined =>
  bounds.find((one) => one.k === k)
const nll = ({ outcome }: BoundRun): number => -outcome.likelihood.bounds.at(-1)!.value

const HEAD = [
  'trained with',
  'seed',
  'NLL',
  'published',
  '-L_1',
  '-L_5',
  '-L_50',
  'ESS, median',
  'ESS < 10',
  's',
]

export function boundsRow(run: BoundRun): string[] {
  const { likelihood, seconds } = run.outcome
  const { error, noise } = likelihood.bounds.at(-1)!
  const lossAt = (k: number) => boundAt(likelihood, k)?.value.toFixed(2).replace('-', '') ?? '–'
  return [
    `k = ${run.k}`,
    String(run.seed),
    `${nll(run).toFixed(2)} ± ${error.toFixed(2)} (${noise.toFixed(2)})`,
    IWAE_NLL.get(run.k)!.toFixed(2),
    ...SIZES.map(lossAt),
    likelihood.effective.median.toFixed(0),
    `${likelihood.effective.few} of ${likelihood.images}`,
    seconds.training.toFixed(0),
  ]
}

export const boundsTable = (runs: readonly BoundRun[]): string => table(HEAD, runs.map(boundsRow))

/** What a run gains over that with the next smaller k from the same seed, on the same images. */
export interface Gain {
  readonly seed: number
  readonly from: number
  readonly to: number
  /** Nats less, with the standard error of the draws. */
  readonly nats: number
  readonly noise: number
  readonly published: number
}

export function gainsOf(runs: readonly BoundRun[]): readonly Gain[] {
  const noiseOf = ({ outcome }: BoundRun) => outcome.likelihood.bounds.at(-1)!.noise
  return runs.flatMap((run) => {
    const before = runs.findLast(({ seed, k }) => seed === run.seed && k < run.k)
    if (!before) return []
    return {
      seed: run.seed,
      from: before.k,
      to: run.k,
      nats: nll(before) - nll(run),
      noise: Math.hypot(noiseOf(before), noiseOf(run)),
      published: IWAE_NLL.get(before.k)! - IWAE_NLL.get(run.k)!,
    }
  })
}

export function gainsTable(runs: readonly BoundRun[]): string {
  const rows = gainsOf(runs).map(({ seed, from, to, nats, noise, published }) => [
    `k = ${from} to ${to}`,
    String(seed),
    `${nats.toFixed(2)} ± ${noise.toFixed(2)}`,
    published.toFixed(2),
  ])
  return table(['gain', 'seed', 'nats', 'published'], rows)
}

/** So many of its errors a gain must be away from 0 to be told from it. */
const TOLD = 2

/** Whether the NLL falls with k in every seed, as published, by more than the draws alone could make it. */
export const isOrdered = (runs: readonly BoundRun[]): boolean =>
  gainsOf(runs).every(({ nats, noise }) => nats > TOLD * noise)

const isReversed = (runs: readonly BoundRun[]): boolean =>
  gainsOf(runs).some(({ nats, noise }) => nats < -TOLD * noise)

/** Hours that the same runs take with more epochs and seeds: `ran` is the epochs of these. */
export function hoursOf(
  runs: readonly BoundRun[],
  ran: number,
  { epochs, seeds }: { readonly epochs: number; readonly seeds: number },
): number {
  const seconds = runs.map(({ outcome: { seconds: own } }) => (own.training * epochs) / ran + own.likelihood)
  const ofOneSeed = seconds.reduce((sum, own) => sum + own, 0) / new Set(runs.map(({ seed }) => seed)).size
  return (ofOneSeed * seeds) / 3600
}

/** The verdict; nothing is said about an order of models where no seed has two of them. */
function orderText(runs: readonly BoundRun[]): string {
  if (gainsOf(runs).length === 0)
    return 'No seed was trained with two sizes of k, so nothing is said about their order.'
  const verdict = isOrdered(runs)
    ? 'yes'
    : isReversed(runs)
      ? 'NO'
      : 'not to be told, a gain is within its error'
  return `More draws give the better model, as published: ${verdict}.`
}

/** Which sizes the hours are of, where some were left out. */
const sizesText = (runs: readonly BoundRun[]): string => {
  const sizes = SIZES.filter((size) => runs.some(({ k }) => k === size))
  return sizes.length < SIZES.length ? ` for k = ${sizes.join(', ')}` : ''
}

/** What the published ordering is held against. */
const FULL = { epochs: 20, seeds: 5 } as const

/** All that is said of the runs: what was trained, both tables, the verdict, and how long the full run takes. */
export function boundsText(
  runs: readonly BoundRun[],
  { epochs, images, draws }: Pick<BoundRequest, 'epochs' | 'images' | 'draws'>,
): string {
  const number = (value: number) => value.toLocaleString('en')
  const seeds = [...new Set(runs.map(({ seed }) => seed))]
  const hours = hoursOf(runs, epochs, FULL)
  return [
    '50 latents, 784-200-200-(z)-200-200-784, tanh, batch 20, binarised anew in each epoch; ' +
      `${epochs} epochs (${number(runs[0]!.outcome.steps)} steps), seeds: ${seeds.join(', ')}. ` +
      `NLL of ${number(images)} test images by ${number(draws)} samples.`,
    boundsTable(runs),
    ...(gainsOf(runs).length > 0 ? [gainsTable(runs)] : []),
    `${orderText(runs)} At this rate ${FULL.epochs} epochs with ${FULL.seeds} seeds take ${hours.toFixed(0)} hours${sizesText(runs)}.`,
  ].join('\n\n')
}
