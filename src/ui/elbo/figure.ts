/** The bound and its terms large: every value as it was measured, of the present run and of those that are shown. */
import type { ElboView } from '../../charts/elbo.ts'
import type { History, RecordedRun } from '../../store/history.ts'
import type { PlotFigure } from '../explore/figure.ts'
import { figureOf } from '../explore/of-chart.ts'
import { t } from '../messages/index.ts'
import type { Palette } from '../palette.ts'
import { allMarksOf, elboChartOf, frameOf, type Company } from './view.ts'

interface Shown extends Omit<Company, 'seeds'> {
  readonly seeds: readonly RecordedRun[]
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
  const { aligned, range } = elboChartOf(history, view, seeds)
  const numbers = { aligned, range: scale === 'log' ? null : range, marks: allMarksOf(current, colour) }
  const told = { title: t('chartLabel'), step: current.rows.at(-1)?.step ?? null }
  const figure = figureOf(frameOf(view, colour, { lanes, runs, seeds: seeds.length }), numbers, told)
  return { ...figure, y: { ...figure.y, isLog: scale === 'log' } }
}
