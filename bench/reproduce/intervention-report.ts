/** What is compared in intervention.ts, and its table. Pure. */
import { isIntervention, metaOf, usesBaselines } from '../../src/protocol/estimators.ts'
import type { LiveSettings } from '../../src/protocol/settings.ts'
import { table } from '../table.ts'
import { overSeeds } from './discrete-report.ts'

export interface Choice {
  readonly live: Partial<LiveSettings> & Pick<LiveSettings, 'estimator' | 'samples' | 'baseline'>
  /** In the figure. */
  readonly label: string
}

const reparameterized = (samples: number): Choice => ({
  live: { estimator: 'reparameterized', samples, baseline: 'none' },
  label: `rp, L = ${samples}`,
})
const score = (baseline: LiveSettings['baseline'], samples: number, label: string): Choice => ({
  live: { estimator: 'score-function', samples, baseline },
  label,
})

/** Of the noise of a score function with one sample and no baseline: all that the dial can be set to, by about the same factor each. */
const DIALS = [0, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 2] as const

export const CHOICES: readonly Choice[] = [
  reparameterized(1),
  reparameterized(2),
  reparameterized(8),
  score('none', 1, 'sf'),
  score('none', 8, 'sf, L = 8'),
  score('moving-average', 1, 'sf, moving average'),
  score('moving-average', 8, 'sf, moving average, L = 8'),
  score('batch', 1, 'sf, batch mean'),
  score('batch', 8, 'sf, batch mean, L = 8'),
  score('leave-one-out', 2, 'sf, leave-one-out, L = 2'),
  score('leave-one-out', 4, 'sf, leave-one-out, L = 4'),
  score('leave-one-out', 8, 'sf, leave-one-out, L = 8'),
  { live: { estimator: 'noise-transplant', samples: 1, baseline: 'none' }, label: 'transplant' },
  ...DIALS.map((dial): Choice => ({
    live: { estimator: 'noise-dial', samples: 1, baseline: 'none', dial },
    label: String(dial),
  })),
]

/** The place of the run at whose weights the variances are measured. */
export const REFERENCE = 0

/** A choice over the seeds. */
export interface Point {
  readonly choice: Choice
  /** log10 of the variance at common weights. */
  readonly logVariances: readonly number[]
  /** Held out, in nats per image; null of a run that diverged. */
  readonly elbos: readonly (number | null)[]
}

/** Of runs that may be lost altogether the mean says little: one of them moves it by hundreds of nats. */
export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2
}

/** Null if a run diverged. */
export const reachedBy = ({ elbos }: Pick<Point, 'elbos'>): number[] | null =>
  elbos.every((elbo) => elbo !== null) ? (elbos as number[]) : null

const HEAD = ['estimator', 'baseline', 'dial', 'L', 'log10 V, common weights', 'test ELBO', 'median', 'worst']

export function rowOf(
  { live: { estimator, baseline, dial, samples } }: Choice,
  logVariances: readonly number[],
  elbos: readonly (number | null)[],
): string[] {
  const reached = reachedBy({ elbos })
  const diverged = elbos.filter((elbo) => elbo === null).length
  return [
    isIntervention(estimator) ? `${estimator} *` : estimator,
    usesBaselines(estimator) ? baseline : '',
    metaOf(estimator).usesDial ? String(dial) : '',
    String(samples),
    overSeeds(logVariances, 2),
    ...(reached
      ? [overSeeds(reached, 1), medianOf(reached).toFixed(1), Math.min(...reached).toFixed(1)]
      : [`${diverged} of ${elbos.length} diverged`, '', '']),
  ]
}

export const interventionTable = (points: readonly Point[]): string =>
  table(
    HEAD,
    points.map(({ choice, logVariances, elbos }) => rowOf(choice, logVariances, elbos)),
    ['baseline'],
  )

/** What the curve through the dial's points says at that variance, linear between them; NaN beyond its ends. */
export function onCurve(points: readonly Point[], logVariance: number): number {
  const curve = dialPoints(points)
  const right = curve.findIndex(({ x }) => x >= logVariance)
  if (right < 1) return NaN
  const [a, b] = [curve[right - 1]!, curve[right]!]
  return a.y + ((logVariance - a.x) / (b.x - a.x)) * (b.y - a.y)
}

export const isDial = ({ choice }: Point): boolean => choice.live.estimator === 'noise-dial'

/** The medians of the dial's points that did not diverge, from the left. */
export const dialPoints = (points: readonly Point[]): readonly { readonly x: number; readonly y: number }[] =>
  points
    .filter(isDial)
    .flatMap((point) => {
      const reached = reachedBy(point)
      return reached ? [{ x: medianOf(point.logVariances), y: medianOf(reached) }] : []
    })
    .sort((a, b) => a.x - b.x)

/** How far each other point is from the curve, in nats, by their medians: above it is positive. */
export function distanceTable(points: readonly Point[]): string {
  const rows = points
    .filter((point) => !isDial(point))
    .map((point) => {
      const [reached, expected] = [reachedBy(point), onCurve(points, medianOf(point.logVariances))]
      const distance = reached ? medianOf(reached) - expected : NaN
      const text = (value: number) => (Number.isFinite(value) ? value.toFixed(1) : '–')
      return [point.choice.label, text(expected), text(distance)]
    })
  return table(['point', 'the dial at its variance', 'distance'], rows)
}
