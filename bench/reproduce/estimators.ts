/**
 * `npm run reproduce -- estimators`: from one seed, what each estimator reaches on MNIST in the same number of steps,
 * and how noisy its gradient is there.
 */
import { usesBaselines } from '../../src/protocol/estimators.ts'
import { elboOf } from '../../src/protocol/metrics.ts'
import type { Settings } from '../../src/protocol/settings.ts'
import type { EstimatorVariance } from '../../src/protocol/variance.ts'
import { runOnce, withEnginePage } from './engine-page.ts'
import type { Outcome } from './page/main.ts'

type Choice = Pick<Settings, 'estimator' | 'samples' | 'baseline'>

const score = (baseline: Settings['baseline'], samples: number): Choice => ({
  estimator: 'score-function',
  baseline,
  samples,
})

const reparameterized = (samples: number): Choice => ({
  estimator: 'reparameterized',
  baseline: 'none',
  samples,
})

const CHOICES: readonly Choice[] = [
  reparameterized(1),
  reparameterized(8),
  score('none', 1),
  score('moving-average', 1),
  score('batch', 1),
  score('leave-one-out', 2),
  score('leave-one-out', 8),
  score('leave-one-out', 32),
]

export interface EstimatorsOptions {
  readonly steps: number
  readonly latents: readonly number[]
  readonly seed: number
  /** These lines of the table alone, by their place from 1; all if empty. */
  readonly only: readonly number[]
}

const HEADER = [
  'estimator',
  'baseline',
  'L',
  'test ELBO',
  'recon',
  'KL',
  'log10 V',
  'noise/signal',
  'decodes',
  's',
]
const RULE = HEADER.map((_, i) => (i < 2 ? '---' : '---:'))
const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`

/** Two significant digits, and no power of ten. */
const twoDigits = (value: number): string =>
  value < 99.5 ? value.toPrecision(2) : Number(value.toPrecision(2)).toLocaleString('en')

/** With its interval; a dash where the draws do not tell the signal apart from 0. */
function noiseToSignal({ noiseToSignal: found }: EstimatorVariance): string {
  return found ? `${twoDigits(found.value)} (${twoDigits(found.lo)} to ${twoDigits(found.hi)})` : '–'
}

/** One line of the table; the estimator's own variance at its own weights. */
function cellsOf(
  { estimator, baseline, samples }: Choice,
  { evaluation, probe, seconds }: Outcome,
  steps: number,
) {
  const name = [estimator, usesBaselines(estimator) ? baseline : '', String(samples)]
  if (!evaluation || !probe) return [...name, 'diverged', ...Array<string>(6).fill('')]
  const own = probe.estimators[estimator]!
  return [
    ...name,
    elboOf(evaluation)!.toFixed(1), // no choice has a point for a posterior
    evaluation.recon.toFixed(1),
    evaluation.kl!.toFixed(1),
    Math.log10(own.total.value).toFixed(2),
    noiseToSignal(own),
    `${(samples * steps) / 1000}k`,
    seconds.toFixed(0),
  ]
}

export async function compareEstimators({ steps, latents, seed, only }: EstimatorsOptions): Promise<void> {
  await withEnginePage(async (page) => {
    for (const latent of latents) {
      console.log(`\n${latent} latents, ${steps} steps, seed ${seed}\n\n${line(HEADER)}\n${line(RULE)}`)
      for (const [i, choice] of CHOICES.entries()) {
        if (only.length > 0 && !only.includes(i + 1)) continue
        const outcome = await runOnce(page, { ...choice, latent, seed }, steps)
        console.log(line(cellsOf(choice, outcome, steps)))
      }
    }
  })
}
