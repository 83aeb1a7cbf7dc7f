/**
 * The curves of the bound as text: a row a step, the values as they were measured and, where training curves are
 * smoothed, the smoothed ones beside them under a name that says so.
 */
import { align } from '../../charts/align.ts'
import { elboChart, measuredPoints, type Curve, type ElboView, type RunMetrics } from '../../charts/elbo.ts'
import { smooth } from '../../charts/smooth.ts'
import { csvText, places, usedColumns } from '../../formats/csv.ts'
import type { History } from '../../store/history.ts'
import { messages, t } from '../messages/index.ts'

function header({ quantity, split, age }: Curve, smoothing: number): string {
  const name = messages.curveHeader({
    name: messages.quantities[quantity],
    split: messages.splits[split],
    smoothing,
  })
  return age > 0 ? `${name}${t('comma')}${messages.earlier(age)}` : name
}

const NOTHING: RunMetrics = { rows: [], evaluations: [] }

/** Of the view's curves, in its order; a run that there is not has no columns. */
export function boundCsv({ current, earlier }: History, view: ElboView): string {
  const runs = [current, ...earlier]
  const listed = elboChart([], view).curves.flatMap((curve) => {
    const { xs, ys } = measuredPoints(runs[curve.age] ?? NOTHING, curve)
    const own = { header: header(curve, 0), points: { xs, ys } }
    if (curve.split === 'test' || view.smoothing === 0) return [own]
    return [own, { header: header(curve, view.smoothing), points: { xs, ys: smooth(ys, view.smoothing) } }]
  })
  const { xs, columns } = align(listed.map(({ points }) => points))
  const rows = places(xs.length)
  const ofCurves = listed.map(({ header }, i) => [header, (row: number) => columns[i]?.[row]] as const)
  return csvText([[t('axisStep'), (row) => xs[row]], ...usedColumns(ofCurves, rows)], rows)
}
