/** The variance of every estimator over the steps, whichever of them trains. Columns: see `OVER_TIME`. */
import { ESTIMATOR_IDS, type EstimatorId } from '../../protocol/estimators.ts'
import type { ProbeReport } from '../../protocol/variance.ts'
import type { Points } from '../bound.ts'
import { asOnAxis, varianceChart, onLog, withEnds, type MeasuredPoint, type VarianceChart } from './series.ts'

/** The columns, the ones drawn first first. */
export const OVER_TIME: readonly string[] = [
  'minibatch',
  ...ESTIMATOR_IDS.flatMap((id) => [id, `${id}-lo`, `${id}-hi`]),
]

/** The probe follows the clock, and two of its reports may be of one step: the newer one counts. */
const oneForEachStep = (probes: readonly ProbeReport[]): readonly ProbeReport[] =>
  probes.filter(({ step }, i) => probes[i + 1]?.step !== step)

/** Only the reports in which it was measured. */
const pointsOf = (probes: readonly ProbeReport[], id: EstimatorId): readonly MeasuredPoint[] =>
  probes.flatMap(({ step, estimators }) => {
    const own = estimators[id]
    return own ? [{ x: step, interval: own.total }] : []
  })

/** The variance of the estimator that trains a lane, or that trained another run. */
export interface OwnProbes {
  readonly probes: readonly ProbeReport[]
  readonly variance: (report: ProbeReport) => number
}

const ownPoints = ({ probes, variance }: OwnProbes): Points => {
  const own = oneForEachStep(probes)
  return { xs: own.map(({ step }) => step), ys: own.map((report) => onLog(variance(report))) }
}

/** `others`: lanes and runs beside it; a column each, after all others. */
export function overTimeChart(all: readonly ProbeReport[], others: readonly OwnProbes[] = []): VarianceChart {
  const probes = oneForEachStep(all)
  const minibatch: Points = {
    xs: probes.map(({ step }) => step),
    ys: probes.map((report) => onLog(report.minibatch)),
  }
  const own = ESTIMATOR_IDS.map((id) => pointsOf(probes, id))
  const ofOthers = others.map(ownPoints)
  const withOwn = (ends: readonly Points[]) => [minibatch, ...ends, ...ofOthers]
  return varianceChart(
    withOwn(own.flatMap(withEnds)),
    withOwn(own.flatMap((points) => withEnds(asOnAxis(points)))),
  )
}
