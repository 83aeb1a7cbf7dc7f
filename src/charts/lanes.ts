/**
 * What can be said of lanes that left one point: only what was measured, and only of values of the same steps in all of
 * them. Pure.
 */
import { isEstimatorId, isRelaxed } from '../protocol/estimators.ts'
import { elboOf, type Evaluation, type TrainRow } from '../protocol/metrics.ts'
import type { ProbeReport } from '../protocol/variance.ts'

/** A lane's measurements after the fork. */
export interface MeasuredLane {
  readonly lane: number
  readonly rows: readonly TrainRow[]
  readonly evaluations: readonly Evaluation[]
  readonly probes: readonly ProbeReport[]
  /** The estimator that trained it with the weights of this step. */
  readonly estimatorAt: (step: number) => string
}

/** A value of each lane. */
type OfLanes = readonly (readonly [lane: number, value: number])[]

export interface Compared {
  /** The last step that all have. */
  readonly step: number
  /** All rows of all lanes are the same, to the last digit. */
  readonly areEqual: boolean
  /** The mean training ELBO over the last rows, by lane; null if one of them has no bound. */
  readonly elbos: OfLanes | null
  /** The lanes that had a relaxed objective within the last rows: it is no bound, and cannot be compared with one. */
  readonly relaxed: readonly number[]
  /** Over how many rows. */
  readonly rows: number
}

/** V of a lane's own estimator over V of the first lane's own, at the same step. */
export interface ComparedNoise {
  readonly lane: number
  readonly ratio: number
  readonly step: number
}

/** One step says little of a score function, and a hundred are no longer "now". */
const MOST_ROWS = 20

/** The rows of each lane at the steps that all have. */
function sharedRows(lanes: readonly MeasuredLane[]): TrainRow[][] {
  const [first, ...others] = lanes.map(({ rows }) => new Map(rows.map((row) => [row.step, row])))
  const steps = [...(first?.keys() ?? [])].filter((step) => others.every((own) => own.has(step)))
  return [first, ...others].map((own) => steps.map((step) => own!.get(step)!))
}

const isSame = (a: TrainRow, b: TrainRow) => a.recon === b.recon && a.kl === b.kl

const isOfRelaxed = ({ estimator }: TrainRow): boolean => isRelaxed(estimator)

function meanElbo(rows: readonly TrainRow[]): number {
  const value = (row: TrainRow) => (isOfRelaxed(row) ? NaN : (elboOf(row) ?? NaN))
  return rows.reduce((sum, row) => sum + value(row), 0) / rows.length
}

/** The first lane first; null before all have a row of one step. */
export function compareLanes(lanes: readonly MeasuredLane[]): Compared | null {
  const all = sharedRows(lanes)
  const [first = []] = all
  const last = first.at(-1)
  if (!last) return null
  const areEqual = all.every((own) => own.every((row, i) => isSame(row, first[i]!)))
  const newest = all.map((own, i) => [lanes[i]!.lane, own.slice(-MOST_ROWS)] as const)
  const elbos = newest.map(([lane, own]) => [lane, meanElbo(own)] as const)
  return {
    step: last.step,
    areEqual,
    elbos: elbos.every(([, elbo]) => Number.isFinite(elbo)) ? elbos : null,
    relaxed: newest.flatMap(([lane, own]) => (own.some(isOfRelaxed) ? [lane] : [])),
    rows: Math.min(MOST_ROWS, first.length),
  }
}

/** The newest held-out ELBO, of the same step and as many images in every lane; null before there is one. */
export function compareHeldOut(lanes: readonly MeasuredLane[]): { step: number; elbos: OfLanes } | null {
  const [first, ...others] = lanes
  const matching = ({ step, images }: Evaluation) =>
    others.map(({ evaluations }) => evaluations.find((one) => one.step === step && one.images === images))
  for (const own of first?.evaluations.toReversed() ?? []) {
    const values = [own, ...matching(own)].map((one) => one && elboOf(one))
    if (values.every((value) => typeof value === 'number'))
      return { step: own.step, elbos: values.map((value, i) => [lanes[i]!.lane, value] as const) }
  }
  return null
}

/** V of the estimator that trains; NaN if it was not measured. */
export function ownVariance({ estimatorAt }: MeasuredLane, { step, estimators }: ProbeReport): number {
  const id = estimatorAt(step)
  return (isEstimatorId(id) ? estimators[id]?.total.value : undefined) ?? NaN
}

/** Of each lane beside the first, at the newest step at which both were measured. */
export function compareNoise([first, ...others]: readonly MeasuredLane[]): ComparedNoise[] {
  if (!first) return []
  return others.flatMap((other) => {
    const pairs = other.probes.flatMap((report) => {
      const own = first.probes.findLast(({ step }) => step === report.step)
      return own ? [[report, own] as const] : []
    })
    const newest = pairs.at(-1)
    if (!newest) return []
    const ratio = ownVariance(other, newest[0]) / ownVariance(first, newest[1])
    return Number.isFinite(ratio) && ratio > 0 ? [{ lane: other.lane, ratio, step: newest[0].step }] : []
  })
}
