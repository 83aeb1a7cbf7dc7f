/**
 * The curves of the bound as text: a row a step, the values as they were measured and, where training curves are
 * smoothed, the smoothed ones beside them under a name that says so.
 */
import { align } from '../../charts/align.ts'
import {
  elboChart,
  measuredPoints,
  seedCurves,
  seedQuantity,
  type Curve,
  type ElboView,
} from '../../charts/elbo.ts'
import { smooth } from '../../charts/smooth.ts'
import { csvText, places, usedColumns } from '../../formats/csv.ts'
import type { History, RecordedRun } from '../../store/history.ts'
import { messages, t } from '../messages/index.ts'
import { drawnRuns } from '../runs/drawn.ts'
import { runName } from '../runs/names.ts'

function header({ quantity, split, age }: Curve, run: RecordedRun, smoothing: number): string {
  const name = messages.curveHeader({
    name: messages.quantities[quantity],
    split: messages.splits[split],
    smoothing,
  })
  return age > 0 ? `${name}${t('comma')}${runName(run)}` : name
}

/** The mean over the seeds and the ends of its interval, as measured. */
function seedColumns(seeds: readonly RecordedRun[], { tab }: ElboView) {
  const split = tab === 'terms' ? 'train' : 'test'
  const curve = messages.curveHeader({
    name: messages.quantities[seedQuantity(seeds, { tab })],
    split: messages.splits[split],
    smoothing: 0,
  })
  const name = t('seedsMean', { seeds: seeds.length, curve })
  const headers = [name, t('lower', { name }), t('upper', { name })]
  return seedCurves(seeds, { tab, scale: 'linear', smoothing: 0 }).map((points, i) => ({
    header: headers[i]!,
    points,
  }))
}

/** Of the view's curves, in its order: what is drawn. `seeds`: runs that differ in nothing else. */
export function boundCsv(history: History, view: ElboView, seeds: readonly RecordedRun[] = []): string {
  const runs = drawnRuns(history)
  const listed = elboChart(runs, view).curves.flatMap((curve) => {
    const run = runs[curve.age]!
    const { xs, ys } = measuredPoints(run, curve)
    const own = { header: header(curve, run, 0), points: { xs, ys } }
    if (curve.split === 'test' || view.smoothing === 0) return [own]
    return [
      own,
      { header: header(curve, run, view.smoothing), points: { xs, ys: smooth({ xs, ys }, view.smoothing) } },
    ]
  })
  const all = [...listed, ...seedColumns(seeds, view)]
  const { xs, columns } = align(all.map(({ points }) => points))
  const rows = places(xs.length)
  const ofCurves = all.map(({ header }, i) => [header, (row: number) => columns[i]?.[row]] as const)
  return csvText([[t('axisStep'), (row) => xs[row]], ...usedColumns(ofCurves, rows)], rows)
}
