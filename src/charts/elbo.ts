/**
 * The bound and its terms as curves: pure, from what runs have reported. How they are drawn is ui/chart.
 *
 * Sign and unit: nats per image, ELBO = recon - KL. On a log axis -ELBO and -recon are shown, and KL as it is; what is
 * not positive then (a Gaussian's log density may be) cannot be shown and is counted in `notShown`. Where the posterior
 * was a point there is no KL and no ELBO, and their curves have a gap; `bound` has one where the ELBO was trained. What an
 * estimator trained on codes between the draws is no ELBO: it has a curve of its own, `relaxed`, and the two have gaps
 * where the other is. The test set always has draws.
 */
import { isRelaxed } from '../protocol/estimators.ts'
import { elboOf, type Evaluation, type TrainRow } from '../protocol/metrics.ts'
import { align, type Aligned } from './align.ts'
import { bound, boundIndices, type Points } from './bound.ts'
import { yRange, type Range } from './axis.ts'
import { seedBand } from './seeds.ts'
import { createSmoothing, rememberedBy, smooth } from './smooth.ts'

export type Quantity = 'elbo' | 'relaxed' | 'bound' | 'recon' | 'kl'
export type CurveSplit = 'train' | 'test'
export const QUANTITIES = ['elbo', 'relaxed', 'bound', 'recon', 'kl'] as const satisfies readonly Quantity[]

export interface RunMetrics {
  readonly rows: readonly TrainRow[]
  readonly evaluations: readonly Evaluation[]
}

export interface ElboView {
  readonly tab: 'terms' | 'held-out'
  readonly scale: 'linear' | 'log'
  /** 0 (none) to just under 1. */
  readonly smoothing: number
  /** Every point, not only as many as can be seen. */
  readonly isWhole?: boolean
}

export interface Curve extends Points {
  readonly quantity: Quantity
  readonly split: CurveSplit
  /** Its run's place among those that are drawn: 0 = the present one. */
  readonly age: number
  readonly style: 'line' | 'dots' | 'dashes' | 'line-and-dots'
  /** A lane beside the first; of the others only what they train is drawn. */
  readonly lane?: number
  /** Values that the log axis cannot show. */
  readonly notShown: number
}

/** A lane's measurements from step 0 on, of which those from the fork on are drawn. */
export interface LaneMetrics extends RunMetrics {
  readonly lane: number
  readonly step: number
}

type What = Pick<Curve, 'quantity' | 'split' | 'age' | 'style'>

export interface ElboChart {
  /** Always as many for a view and so many runs and lanes, in the same order, the ones drawn first first. */
  readonly curves: readonly Curve[]
  /** The curves, and then, of several seeds, the mean and the two ends of its interval. */
  readonly aligned: Aligned
  readonly range: Range | null
  /** Values that the log axis cannot show. */
  readonly notShown: number
}

/** Points across the chart for the present run, and for an earlier one, of which the course matters. */
const BUCKETS = 1000
const EARLIER_BUCKETS = 300

const NOTHING: RunMetrics = { rows: [], evaluations: [] }

type Terms = Pick<Evaluation, 'recon' | 'kl' | 'bound'> & Partial<Pick<TrainRow, 'estimator'>>

/** NaN where there is none. */
function valueOf(quantity: Quantity, terms: Terms): number {
  if (quantity === 'elbo' || quantity === 'relaxed')
    return isRelaxed(terms.estimator) === (quantity === 'relaxed') ? (elboOf(terms) ?? NaN) : NaN
  if (quantity === 'bound') return terms.bound?.value ?? NaN
  return terms[quantity] ?? NaN
}

/** Values as the axis shows them; NaN where it cannot. */
function onAxis(values: readonly number[], quantity: Quantity, scale: ElboView['scale']): readonly number[] {
  if (scale === 'linear') return values
  const sign = quantity === 'kl' ? 1 : -1
  return values.map((value) => (sign * value > 0 ? sign * value : NaN))
}

const pointsOf = (run: RunMetrics, split: CurveSplit) => (split === 'train' ? run.rows : run.evaluations)

const stepsKnown = new WeakMap<readonly { readonly step: number }[], readonly number[]>()

/** One list for all curves of these points. */
function stepsOf(points: readonly { readonly step: number }[]): readonly number[] {
  const steps = stepsKnown.get(points) ?? points.map(({ step }) => step)
  stepsKnown.set(points, steps)
  return steps
}

/** A curve's values as they were measured: all of them, neither smoothed nor turned for a log axis; NaN where there is none. */
export function measuredPoints(
  run: RunMetrics,
  { quantity, split }: Pick<What, 'quantity' | 'split'>,
): Points {
  const points = pointsOf(run, split)
  return { xs: stepsOf(points), ys: points.map((point) => valueOf(quantity, point)) }
}

/** Whether there is a value to be drawn; most estimators leave most of the quantities out. */
const isMeasured = (run: RunMetrics, { quantity, split }: Pick<What, 'quantity' | 'split'>): boolean =>
  pointsOf(run, split).some((point) => Number.isFinite(valueOf(quantity, point)))

function curve(run: RunMetrics, view: ElboView, what: What): Curve {
  if (!isMeasured(run, what)) return { ...what, notShown: 0, xs: [], ys: [] }
  const measured = measuredPoints(run, what)
  const { xs } = measured
  const values = what.split === 'train' ? smooth(measured, view.smoothing) : measured.ys
  const ys = onAxis(values, what.quantity, view.scale)
  const notShown = values.reduce(
    (count, value, i) => count + (Number.isFinite(value) && Number.isNaN(ys[i]) ? 1 : 0),
    0,
  )
  const buckets = view.isWhole ? Infinity : what.age > 0 ? EARLIER_BUCKETS : BUCKETS
  return { ...what, notShown, ...bound({ xs, ys }, buckets) }
}

const splitOf = ({ tab }: Pick<ElboView, 'tab'>): CurveSplit => (tab === 'terms' ? 'train' : 'test')

/** What an estimator trains, drawn first first. */
const TRAINED = ['relaxed', 'elbo'] as const satisfies readonly Quantity[]

/** The curves of a run or a lane of which only what it trains is drawn. */
export const trainedOf = ({ tab }: Pick<ElboView, 'tab'>): readonly Quantity[] =>
  tab === 'terms' ? TRAINED : ['elbo']

/** What a view is made of, the present run last so that it lies on top; of `others` only what they train. */
function plan(tab: ElboView['tab'], others: number): readonly What[] {
  const earlier = Array.from({ length: others }, (_, i) =>
    trainedOf({ tab }).map((quantity) => ({
      quantity,
      split: splitOf({ tab }),
      age: others - i,
      style: tab === 'terms' ? ('line' as const) : ('line-and-dots' as const),
    })),
  ).flat()
  const terms = ['kl', 'recon', 'bound', 'elbo'] as const
  const train = (style: Curve['style']) => ({ split: 'train' as const, age: 0, style })
  const test = (style: Curve['style']) => ({ split: 'test' as const, age: 0, style })
  const present =
    tab === 'terms'
      ? [
          ...(['kl', 'recon', 'bound', ...TRAINED] as const).map((quantity) => ({
            quantity,
            ...train('line'),
          })),
          ...terms.map((quantity) => ({ quantity, ...test('dots') })),
        ]
      : [
          ...TRAINED.map((quantity) => ({ quantity, ...train('dashes') })),
          ...terms.map((quantity) => ({ quantity, ...test('line-and-dots') })),
        ]
  return [...earlier, ...present]
}

/** The curves of a lane begin at the point that it leaves: smoothed, they go on as the curves that it left. */
const laneCurves = ({ lane, step, ...run }: LaneMetrics, view: ElboView): readonly Curve[] =>
  trainedOf(view).map((quantity) => {
    const style = view.tab === 'terms' ? 'line' : 'line-and-dots'
    const whole = curve(run, view, { quantity, age: 0, split: splitOf(view), style })
    const from = Math.max(
      0,
      whole.xs.findLastIndex((x) => x <= step),
    )
    return { ...whole, lane, xs: whole.xs.slice(from), ys: whole.ys.slice(from) }
  })

/** Fewer are no band. */
export const hasBand = (seeds: number): boolean => seeds > 1

/** What the band of runs that differ in the seed is of: they train the same. */
export const seedQuantity = (seeds: readonly RunMetrics[], { tab }: Pick<ElboView, 'tab'>): Quantity =>
  tab === 'terms' && isRelaxed(seeds[0]?.rows.at(-1)?.estimator) ? 'relaxed' : 'elbo'

/** Of runs that differ in the seed: the mean and the ends of its interval, in nats; nothing of fewer than two. */
export function seedCurves(seeds: readonly RunMetrics[], { tab, smoothing }: ElboView): readonly Points[] {
  if (!hasBand(seeds.length)) return []
  const view = { tab, smoothing, scale: 'linear', isWhole: true } as const
  const quantity = seedQuantity(seeds, view)
  const { mean, lo, hi } = seedBand(
    seeds.map((run) => curve(run, view, { quantity, split: splitOf(view), age: 0, style: 'line' })),
  )
  return [mean, lo, hi]
}

/** As the axis shows it, with as many points as can be seen: those of the mean. */
function drawnBand(seeds: readonly RunMetrics[], view: ElboView): readonly Points[] {
  const curves = seedCurves(seeds, view)
  const kept = curves[0] && boundIndices(curves[0], view.isWhole ? Infinity : EARLIER_BUCKETS)
  return curves.map(({ xs, ys }) => ({
    xs: kept!.map((i) => xs[i]!),
    ys: onAxis(
      kept!.map((i) => ys[i]!),
      'elbo',
      view.scale,
    ),
  }))
}

/** `runs`: the present one first, then those beside it. `lanes`: beside the first. `seeds`: runs that differ in nothing else. */
export function elboChart(
  runs: readonly RunMetrics[],
  view: ElboView,
  lanes: readonly LaneMetrics[] = [],
  seeds: readonly RunMetrics[] = [],
): ElboChart {
  const own = plan(view.tab, Math.max(0, runs.length - 1)).map((what) =>
    curve(runs[what.age] ?? NOTHING, view, what),
  )
  const curves = [...own, ...lanes.flatMap((lane) => laneCurves(lane, view))]
  const band = drawnBand(seeds, view)
  // On the held-out view the training curve is company: it does not decide what is shown, unless it is alone.
  const isAlone = !runs[0]?.evaluations.length
  const deciding = view.tab === 'terms' || isAlone ? curves : curves.filter(({ split }) => split === 'test')
  return {
    curves,
    aligned: align([...curves, ...band]),
    range: yRange([...deciding, ...band], view.scale),
    notShown: curves.reduce((sum, { age, notShown }) => sum + (age === 0 ? notShown : 0), 0),
  }
}

const known = (value: number | undefined) => (Number.isNaN(value) ? undefined : value)

/**
 * The newest smoothed training values, and the newest evaluation. `isBound`: whether what trains now has an ELBO; an
 * evaluation from before a switch says nothing about what trains now, and is left out. `isRelaxed`: whether the newest
 * training values are of codes between the draws, and so no bound; an evaluation always has draws.
 */
export function latest({ rows, evaluations }: RunMetrics, smoothing: number) {
  const isBound = (rows.at(-1) ?? evaluations.at(-1))?.kl !== null
  const newest = evaluations.findLast(({ kl }) => (kl !== null) === isBound)
  const remembered = rows.slice(-rememberedBy(smoothing, rows))
  const train = (quantity: Quantity) => {
    const next = createSmoothing(smoothing)
    return remembered.reduce<number | undefined>(
      (_, row) => next(row.step, valueOf(quantity, row)),
      undefined,
    )
  }
  const test = (quantity: Quantity) => newest && valueOf(quantity, newest)
  const all = (of: (quantity: Quantity) => number | undefined) => ({
    elbo: known(of('elbo')),
    relaxed: known(of('relaxed')),
    bound: known(of('bound')),
    recon: known(of('recon')),
    kl: known(of('kl')),
  })
  return {
    train: all(train),
    trainStep: rows.at(-1)?.step,
    test: all(test),
    testStep: newest?.step,
    isBound,
    /** Draws that the bound takes together, where it is not the ELBO that is trained. */
    k: rows.at(-1)?.bound?.k,
    isRelaxed: isRelaxed(rows.at(-1)?.estimator),
  }
}
