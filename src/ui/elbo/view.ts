/** From the lab's history to what the chart draws: names and colours come in here. */
import {
  elboChart,
  hasBand,
  seedQuantity,
  trainedOf,
  type Curve,
  type ElboChart,
  type ElboView,
  type Quantity,
} from '../../charts/elbo.ts'
import { colourOf, isEstimatorId, type EstimatorId } from '../../protocol/estimators.ts'
import type { History, Mark, RecordedRun } from '../../store/history.ts'
import { lanesOf } from '../../store/lanes/curves.ts'
import type { Ends, Frame, MarkLine, Trace } from '../chart/spec.ts'
import { dashOf, laneMetrics } from '../duel/lanes.ts'
import { format, messages, t } from '../messages/index.ts'
import { frameColours, translucent } from '../colours.ts'
import type { Palette } from '../palette.ts'
import { runName } from '../runs/names.ts'
import { drawnRuns, type RunLabel } from '../runs/drawn.ts'

/** `seeds`: runs that differ in nothing else. */
export const elboChartOf = (
  history: History,
  view: ElboView,
  seeds: readonly RecordedRun[] = [],
): ElboChart => elboChart(drawnRuns(history), view, laneMetrics(history.current), seeds)

/** A lane as its curves are drawn; `estimator`: the one that trains it. */
export interface DrawnLane {
  readonly lane: number
  readonly estimator: EstimatorId
}

export const laneTrace = ({ lane, estimator }: DrawnLane, colour: Palette) => ({
  label: t('laneCurve', { lane, name: messages.estimators[estimator]?.name ?? estimator }),
  colour: colour(colourOf(estimator)),
  width: 1.75,
  isFaint: false,
  ...(dashOf(lane) && { dash: dashOf(lane)! }),
})

const curveName = ({ quantity, split }: Pick<Curve, 'quantity' | 'split'>) =>
  messages.curveName({ name: messages.quantities[quantity], split: messages.splits[split] })

const isTrained = (quantity: Quantity): boolean => trainedOf({ tab: 'terms' }).includes(quantity)

function presentTrace({ quantity, split, style }: Curve, colour: Palette): Trace {
  return {
    label: curveName({ quantity, split }),
    colour: colour(isTrained(quantity) ? 'elbo' : quantity),
    style,
    width: isTrained(quantity) && style !== 'dashes' ? 1.75 : 1.25,
    isFaint: false,
    ...(quantity !== 'bound' && quantity !== 'relaxed' && { place: `curve:${quantity}` as const }),
  }
}

export const runTrace = (run: RunLabel, colour: Palette, curve?: string) => ({
  label: curve ? t('runCurve', { name: runName(run), curve }) : runName(run),
  colour: colour(`run-${run.colour}`),
  width: 1,
  isFaint: false,
})

const styleOf = ({ tab }: Pick<ElboView, 'tab'>): Trace['style'] =>
  tab === 'terms' ? 'line' : 'line-and-dots'

export interface Company {
  readonly lanes: readonly DrawnLane[]
  /** Beside the present one, in the order of `drawnRuns`. */
  readonly runs: readonly RunLabel[]
  /** How many runs differ in nothing but the seed; of several there is a band. */
  readonly seeds?: number
  /** What the band is of; the ELBO if absent. */
  readonly seedsOf?: Quantity
}

/** The runs that differ in nothing but the seed, as company. */
export const seedCompany = (seeds: readonly RecordedRun[], view: Pick<ElboView, 'tab'>) => ({
  seeds: seeds.length,
  seedsOf: seedQuantity(seeds, view),
})

export const ALONE: Company = { lanes: [], runs: [] }

/** The mean over the seeds, and the ends of its interval, as they are behind the other traces. */
function seedTraces({ tab }: ElboView, { seeds = 0, seedsOf }: Company, colour: Palette): readonly Trace[] {
  if (!hasBand(seeds)) return []
  const curve = curveName({ quantity: seedsOf ?? 'elbo', split: tab === 'terms' ? 'train' : 'test' })
  const label = t('seedsMean', { seeds, curve })
  const own = { colour: colour('elbo'), width: 1.5, dash: [6, 3], isFaint: false }
  return [
    { ...own, label, style: styleOf({ tab }) },
    { ...own, label: t('lower', { name: label }), style: 'edge' },
    { ...own, label: t('upper', { name: label }), style: 'edge' },
  ]
}

const seedEnds = (of: number, colour: Palette): Ends => ({
  of,
  lo: of + 1,
  hi: of + 2,
  draw: 'band',
  fill: translucent(colour('elbo'), 0.16),
})

/** A lane's curves in their order; a relaxed objective is named, since it cannot be compared with the others. */
function laneTraces(lane: DrawnLane, view: ElboView, colour: Palette): readonly Trace[] {
  const own = { ...laneTrace(lane, colour), style: styleOf(view) }
  return trainedOf(view).map((quantity) =>
    quantity === 'elbo'
      ? own
      : { ...own, label: t('runCurve', { name: own.label, curve: messages.quantities[quantity] }) },
  )
}

/** The frame needs the chart's curves, of which there are always the same for a view, the runs and the lanes. */
export function frameOf(view: ElboView, colour: Palette, company: Company = ALONE): Frame {
  const { lanes, runs, seeds = 0 } = company
  const nothing = { rows: [], evaluations: [] }
  const { curves } = elboChart([nothing, ...runs.map(() => nothing)], view)
  const isLog = view.scale === 'log'
  const own = [
    ...curves.map((curve) =>
      curve.age === 0
        ? presentTrace(curve, colour)
        : { ...runTrace(runs[curve.age - 1]!, colour, curveName(curve)), style: curve.style },
    ),
    ...lanes.flatMap((lane) => laneTraces(lane, view, colour)),
  ]
  return {
    traces: [...own, ...seedTraces(view, company, colour)],
    ...(hasBand(seeds) && { ends: [seedEnds(own.length, colour)] }),
    isLog,
    xLabel: t('axisStep'),
    yLabel: t(isLog ? 'axisNatsLog' : 'axisNats'),
    ...frameColours(colour),
    formatX: format.integer,
    formatTick: format.short,
    formatValue: (value) => format.fixed(value, 2),
  }
}

/** A switch has the colour of the estimator that trains from there on. */
const markColour = ({ kind, value }: Mark): string => {
  if (kind === 'estimator') return isEstimatorId(value) ? `${colourOf(value)}-text` : 'soft'
  return kind === 'diverged' ? 'error' : 'soft'
}

export const marksOf = (marks: readonly Mark[], colour: Palette): MarkLine[] =>
  marks.map((mark) => ({
    x: mark.step,
    label: messages.marks[mark.kind]({ value: mark.value }),
    colour: colour(markColour(mark)),
  }))

/** Of the run and its lanes: what was changed at a fork is told by the lane's name. */
export function allMarksOf(
  run: RecordedRun,
  colour: Palette,
  isTold: (mark: Mark) => boolean = () => true,
): MarkLine[] {
  const lanes = lanesOf(run)
  const forks = [...new Set(lanes.map(({ step }) => step))].map((step) => {
    const left = lanes.filter((one) => one.step === step).map(({ lane }) => lane)
    return { x: step, label: t('forkMark', { lanes: left.join(t('comma')) }), colour: colour('soft') }
  })
  const ofLanes = lanes.flatMap(({ lane, step, marks }) => {
    const later = marks.filter((mark) => mark.step > step && isTold(mark))
    const named = (line: MarkLine) => ({ ...line, label: t('laneMark', { lane, mark: line.label }) })
    return marksOf(later, colour).map(named)
  })
  return [...marksOf(run.marks.filter(isTold), colour), ...forks, ...ofLanes].sort((a, b) => a.x - b.x)
}
