/** The bound and its terms large: every value as it was measured, of the present run and of those that are shown. */
import type { Curve, ElboView } from '../../charts/elbo.ts'
import type { History, RecordedRun } from '../../store/history.ts'
import type { PlotFigure } from '../explore/figure.ts'
import { figureOf } from '../explore/of-chart.ts'
import { t } from '../messages/index.ts'
import type { Palette } from '../palette.ts'
import { allMarksOf, elboChartOf, frameOf, seedCompany, type Company } from './view.ts'

interface Shown extends Omit<Company, 'seeds' | 'seedsOf'> {
  readonly seeds: readonly RecordedRun[]
}

/** Of the present run; the test set may have been evaluated after the last row was logged. */
function lastStepOf(curves: readonly Curve[]): number | null {
  const steps = curves.flatMap(({ age, xs }) => (age === 0 ? xs.slice(-1) : []))
  return steps.length > 0 ? Math.max(...steps) : null
}

/** As measured, neither smoothed nor turned over for a log axis; with `scale` at first. */
export function elboFigure(
  history: History,
  { tab, scale }: Omit<ElboView, 'smoothing'>,
  { lanes, runs, seeds }: Shown,
  colour: Palette,
): PlotFigure {
  const { current } = history
  const view = { tab, scale: 'linear', smoothing: 0, isWhole: true } as const
  const { aligned, range, curves } = elboChartOf(history, view, seeds)
  const numbers = { aligned, range: scale === 'log' ? null : range, marks: allMarksOf(current, colour) }
  const told = { title: t('chartLabel'), step: lastStepOf(curves) }
  const figure = figureOf(frameOf(view, colour, { lanes, runs, ...seedCompany(seeds, view) }), numbers, told)
  return { ...figure, y: { ...figure.y, isLog: scale === 'log' } }
}
