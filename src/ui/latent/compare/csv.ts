/** Where both models put the images, as text: a row an image and side. */
import { csvText, places, type CsvColumn } from '../../../formats/csv.ts'
import type { MapPoints } from '../../../charts/latent/map.ts'
import type { Portrait } from '../../../store/compare/state.ts'
import { tPart as t } from '../../messages/of-parts.ts'
import { pointsOf } from './sides.ts'

interface Row {
  readonly side: Portrait
  readonly points: MapPoints
  readonly image: number
}

type Column = Parameters<typeof t<'compareColumn'>>[1]['column']

/** Along the axis; a row of one class is only drawn. */
const along = ({ points, image }: Row, axis: 0 | 1) =>
  points.axes[axis].kind === 'class' ? null : points[axis === 0 ? 'xs' : 'ys'][image]

const CELLS: { readonly [C in Column]: CsvColumn<Row>[1] } = {
  run: ({ side }) => side.run,
  model: ({ side }) => t('compareKind', { family: side.settings.family }),
  step: ({ side }) => side.step,
  axes: ({ points }) =>
    points.axes
      .filter(({ kind }) => kind !== 'class')
      .map((axis) => t('axisShort', axis))
      .join(' / '),
  image: ({ points, image }) => points.indices[image]! + 1,
  class: ({ points, image }) => points.classes?.[image],
  x: (row) => along(row, 0),
  y: (row) => along(row, 1),
}

export function pointsCsv(sides: readonly Portrait[]): string {
  const rows = sides.flatMap((side) => {
    const points = pointsOf(side)
    return places(points.count).map((image): Row => ({ side, points, image }))
  })
  const columns = Object.entries(CELLS).map(([column, cell]): CsvColumn<Row> => [
    t('compareColumn', { column: column as Column }),
    cell,
  ])
  return csvText(columns, rows)
}
