/** The variance of both estimators over the steps, whichever of them trains. Columns: see `OVER_TIME`. */
import type { ProbeReport } from '../../protocol/variance.ts'
import type { Points } from '../bound.ts'
import { chartOf, onLog, withEnds, type EstimatorName, type VarianceChart } from './series.ts'

/** The columns, the ones drawn first first. */
export const OVER_TIME = [
  'minibatch',
  'reparameterized',
  'reparameterized-lo',
  'reparameterized-hi',
  'score-function',
  'score-function-lo',
  'score-function-hi',
] as const

/** The probe follows the clock, and two of its reports may be of one step: the newer one counts. */
const oneForEachStep = (probes: readonly ProbeReport[]): readonly ProbeReport[] =>
  probes.filter(({ step }, i) => probes[i + 1]?.step !== step)

export function overTimeChart(all: readonly ProbeReport[]): VarianceChart {
  const probes = oneForEachStep(all)
  const minibatch: Points = {
    xs: probes.map(({ step }) => step),
    ys: probes.map((report) => onLog(report.minibatch)),
  }
  const curves = (id: EstimatorName) =>
    withEnds(probes.map(({ step, estimators }) => ({ x: step, interval: estimators[id].total })))
  return chartOf([minibatch, ...curves('reparameterized'), ...curves('score-function')])
}
