/** All draws of one image's gradient, as points of a plane: the ends of the arrows. */
import { arrowsOf, drawnIn } from '../../charts/variance/coordinates.ts'
import { colourOf } from '../../protocol/estimators.ts'
import type { CoordinateReport } from '../../protocol/variance.ts'
import type { PlotFigure } from '../explore/figure.ts'
import { tPart as t } from '../messages/of-parts.ts'
import type { Palette } from '../palette.ts'
import { estimatorInSentence, type PlaneAxes } from './names.ts'

export const arrowsFigure = (report: CoordinateReport, [x, y]: PlaneAxes, colour: Palette): PlotFigure => ({
  title: t('arrowsEmptyTitle'),
  step: report.step,
  x: { title: t('arrowAxis', { name: x }), isLog: false },
  y: { title: t('arrowAxis', { name: y }), isLog: false },
  series: drawnIn(report).map((id) => {
    const { draws } = arrowsOf(report, id, report.draws)
    return {
      kind: 'cloud',
      name: estimatorInSentence(id),
      colour: colour(colourOf(id)),
      xs: draws.map(([x]) => x),
      ys: draws.map(([, y]) => y),
      zs: [],
    }
  }),
  marks: [],
  isSquare: true,
})
