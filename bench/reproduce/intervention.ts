/**
 * `npm run reproduce -- intervention`: whether the variance of the encoder's gradient alone says what a run reaches. Trains the
 * small model of the guided experiments with real estimators, and with the noise dial, from the same seeds; beside each
 * the variance of its gradient at common weights.
 */
import { createHash } from 'node:crypto'
import { SMALL } from '../../src/experiments/index.ts'
import { elboOf } from '../../src/protocol/metrics.ts'
import type { Settings } from '../../src/protocol/settings.ts'
import { measureAtCommonWeights, runOnce, withEnginePage, type EnginePage } from './engine-page.ts'
import { CHOICES, REFERENCE, rowOf, type Point } from './intervention-report.ts'
import { keptOr } from './kept.ts'

/** Where the reference run is stopped for the variances, as shares of its steps. */
const MARKS = [0.1, 0.5, 1] as const
const PROBE_DRAWS = 32
const NO_PROBE = { draws: 0, bias: false } as const

export interface InterventionOptions {
  readonly steps: number
  readonly seeds: readonly number[]
  readonly backend: string
  /** Whether seeds that an earlier run has finished are taken from it. */
  readonly goOn: boolean
}

/** Of one seed, by choice. */
interface OfSeed {
  /** log10 of the geometric mean over the marks. */
  readonly logVariance: number
  /** Null if the run diverged. */
  readonly elbo: number | null
}

async function measureSeed(
  page: EnginePage,
  seed: number,
  { steps, backend }: InterventionOptions,
): Promise<OfSeed[]> {
  const settings = { ...SMALL, seed, backend: backend as Settings['backend'] }
  const marks = MARKS.map((share) => Math.max(1, Math.round(share * steps)))
  const choices = CHOICES.map(({ live }) => live)
  const common = await measureAtCommonWeights(page, { settings, marks, choices, draws: PROBE_DRAWS })
  const found: OfSeed[] = []
  for (const [i, choice] of CHOICES.entries()) {
    const { evaluation } =
      i === REFERENCE ? common : await runOnce(page, { ...settings, ...choice.live }, steps, NO_PROBE)
    const logs = common.variances[i]!.map(Math.log10)
    const logVariance = logs.reduce((sum, value) => sum + value, 0) / logs.length
    found.push({ logVariance, elbo: evaluation && elboOf(evaluation)! })
    console.error(rowOf(choice, [logVariance], [found.at(-1)!.elbo]).join('  '))
  }
  return found
}

const pointsOf = (bySeed: readonly (readonly OfSeed[])[]): readonly Point[] =>
  CHOICES.map((choice, i) => ({
    choice,
    logVariances: bySeed.map((found) => found[i]!.logVariance),
    elbos: bySeed.map((found) => found[i]!.elbo),
  }))

/** Names what is compared: what is kept of other choices is not taken for these. */
const SET = createHash('sha256').update(JSON.stringify(CHOICES)).digest('hex').slice(0, 8)

const nameOf = ({ steps, backend }: InterventionOptions, seed: number): string =>
  [steps, backend, SET, seed].join('-')

/** Each seed is kept when it is done: a run that is ended early goes on from there if it is told to. */
export async function measureIntervention(options: InterventionOptions): Promise<readonly Point[]> {
  const bySeed: OfSeed[][] = []
  await withEnginePage(async (page) => {
    for (const seed of options.seeds) {
      console.error(`seed ${seed}`)
      const measure = () => measureSeed(page, seed, options)
      bySeed.push(await keptOr('intervention', nameOf(options, seed), options.goOn, measure))
    }
  })
  return pointsOf(bySeed)
}
