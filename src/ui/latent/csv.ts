/** What the views of the latent space show, as text: data, never places on a canvas. */
import type { Axis } from '../../charts/latent/axes.ts'
import type { MapPoints } from '../../charts/latent/map.ts'
import { placesAlong } from '../../charts/latent/space.ts'
import { aggregateDensity, type LatentUnit } from '../../charts/latent/units.ts'
import { csvText, places, type CsvColumn } from '../../formats/csv.ts'
import type { LabelsOfCodes } from '../../charts/latent/code-map.ts'
import type { Codebook, Encodings } from '../../protocol/latent.ts'
import { tPart as t } from '../messages/of-parts.ts'

/** The columns of a map's axes, each once: of the class alone there is no place, its row is only drawn. */
export function axisColumns({ axes, xs, ys }: MapPoints, name: (axis: Axis) => string): CsvColumn<number>[] {
  const columns = [xs, ys].map((values, a): CsvColumn<number> => [name(axes[a]!), (image) => values[image]])
  return columns.filter(
    ([header], a) => axes[a]!.kind !== 'class' && columns.findIndex((other) => other[0] === header) === a,
  )
}

/** Which image it is, and of which class. */
const imageColumns = ({ classes, indices }: Pick<MapPoints, 'classes' | 'indices'>): CsvColumn<number>[] => [
  [t('mapImageHeader'), (image) => indices[image]! + 1],
  ...(classes ? [[t('mapClassHeader'), (image: number) => classes[image]] as const] : []),
]

const shownImages = (
  { classes, count }: Pick<MapPoints, 'classes' | 'count'>,
  hidden: ReadonlySet<number>,
): readonly number[] => places(count).filter((image) => !classes || !hidden.has(classes[image]!))

/** An image a row, but for those of `hidden` classes. */
export function mapCsv(points: MapPoints, hidden: ReadonlySet<number>): string {
  const columns = [...imageColumns(points), ...axisColumns(points, (axis) => t('axisName', axis))]
  return csvText(columns, shownImages(points, hidden))
}

/** An image a row, as in the map, along any directions. */
export function spaceCsv(
  encodings: Encodings,
  { classes, count, indices }: MapPoints,
  axes: readonly Axis[],
  hidden: ReadonlySet<number>,
): string {
  const along = placesAlong(encodings, axes)
  const columns: CsvColumn<number>[] = [
    ...imageColumns({ classes, indices }),
    ...axes.map((axis, a): CsvColumn<number> => [t('axisName', axis), (image) => along[a]![image]]),
  ]
  return csvText(columns, shownImages({ classes, count }, hidden))
}

/** A latent a row, in their order. */
export const unitsCsv = (units: readonly LatentUnit[]): string =>
  csvText<LatentUnit>(
    [
      [t('unitLatentHeader'), ({ latent }) => latent + 1],
      [t('unitKlHeader'), ({ kl }) => kl],
      [t('unitActivityHeader'), ({ activity }) => activity],
      [t('unitMeanHeader'), ({ mean }) => mean],
      [t('unitSdHeader'), ({ deviation }) => deviation],
    ],
    units,
  )

/** A bit or a class a row. */
export const codeUnitsCsv = (units: readonly Pick<LatentUnit, 'latent' | 'kl'>[]): string =>
  csvText<Pick<LatentUnit, 'latent' | 'kl'>>(
    [
      [t('unitLatentHeader'), ({ latent }) => latent + 1],
      [t('unitKlHeader'), ({ kl }) => kl],
    ],
    units,
  )

/** The densities of latent j as they are: the chart widens posteriors that are narrower than its points are apart. */
export function aggregateCsv(encodings: Encodings, j: number, reach: number): string {
  const { xs, columns } = aggregateDensity(encodings, j, reach, 0)
  const density = (name: string, column: number): CsvColumn<number> => [
    t('densityHeader', { name }),
    (row) => columns[column]?.[row],
  ]
  return csvText<number>(
    [
      [t('axisLatent', { latent: j }), (row) => xs[row]],
      density(t('priorDensity'), 0),
      density(t('aggregatePosterior', { latent: j }), 1),
    ],
    places(xs.length),
  )
}

/** A state a row, in the order of counting: what it is, how images use it, and of which classes they are. */
export function codebookCsv(
  codebook: Codebook,
  labels: LabelsOfCodes | null,
  written: (state: number) => string,
): string {
  const { mass, modes } = codebook
  const columns: CsvColumn<number>[] = [
    [t('codeStateHeader'), (state) => state + 1],
    [t('codeColumn'), written],
    [t('codePriorHeader'), () => 1 / mass.length],
    [t('codeMassHeader'), (state) => mass[state]],
    [t('codeModesHeader'), (state) => modes[state]],
    ...(labels?.isLabelled ? labels.present : []).map((label): CsvColumn<number> => [
      t('codeClassHeader', { label }),
      (state) => labels!.counts[state]![label],
    ]),
  ]
  return csvText(columns, places(mass.length))
}
