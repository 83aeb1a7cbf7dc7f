/** What the views that are fetched when they are wanted have measured, as text. Data, never places on a chart: a row a layer, a K, a draw. */
import { WEIGHTED_ESTIMATORS, weightsOf } from '../../charts/variance/against-k.ts'
import { arrowsOf, drawnIn } from '../../charts/variance/coordinates.ts'
import { functionValues } from '../../charts/variance/function.ts'
import { csvText, places, type CsvColumn } from '../../formats/csv.ts'
import type { Problem } from '../../math/one-dimension.ts'
import type { EstimatorId } from '../../protocol/estimators.ts'
import type { CoordinateReport, ProbeReport } from '../../protocol/variance.ts'
import { tPart as t } from '../messages/of-parts.ts'
import { ofEstimators, stepColumn, varianceHeader, valueAndEnds } from './csv.ts'
import { estimatorInSentence, type PlaneAxes } from './names.ts'

/** The square may be negative, where a signal cannot be told from 0. */
export const againstKCsv = (reports: readonly ProbeReport[]): string =>
  csvText(
    [
      [t('axisK'), ({ importance }) => importance],
      stepColumn(),
      [t('drawsHeader'), ({ draws }) => draws],
      [t('imagesHeader'), ({ images }) => images],
      ...WEIGHTED_ESTIMATORS.flatMap((id): CsvColumn<ProbeReport>[] => {
        const name = estimatorInSentence(id)
        return [
          [t('signalWeightsHeader', { name }), (report) => weightsOf(report, id)?.coordinates],
          ...valueAndEnds<ProbeReport>(
            t('signalSquareHeader', { name }),
            (report) => weightsOf(report, id)?.square,
          ),
          [t('signalPlainHeader', { name }), (report) => weightsOf(report, id)?.plain],
          ...valueAndEnds<ProbeReport>(
            t('noiseHeader', { name }),
            ({ estimators }) => estimators[id]?.noiseToSignal,
          ),
        ]
      }),
    ],
    reports,
  )

/** `widths` of the encoder's layers, the images' side first. */
export function byLayerCsv(report: ProbeReport, widths: readonly number[]): string {
  const layers = ofEstimators<number>(varianceHeader, (at, id) => report.estimators[id]?.layers[at])
  const columns: CsvColumn<number>[] = [
    [t('layerHeader'), (at) => at + 1],
    [t('inputsHeader'), (at) => widths[at]],
    [t('outputsHeader'), (at) => widths[at + 1]],
    [t('axisStep'), () => report.step],
    ...layers,
  ]
  return csvText(columns, places(widths.length - 1))
}

/** One estimator's draws of a number. */
export interface EstimatorDraws {
  readonly id: EstimatorId
  readonly values: ArrayLike<number>
}

/** `header` names each estimator's. */
export const drawsCsv = (drawn: readonly EstimatorDraws[], header: (estimator: string) => string): string =>
  csvText<number>(
    [
      [t('drawHeader'), (draw) => draw + 1],
      ...drawn.map(
        ({ id, values }) => [header(estimatorInSentence(id)), (draw: number) => values[draw]] as const,
      ),
    ],
    places(drawn[0]?.values.length ?? 0),
  )

/** All draws of the gradient in the plane of `axes`, not only those drawn as arrows. */
export function arrowsCsv(report: CoordinateReport, axes: PlaneAxes): string {
  const columns = drawnIn(report).flatMap((id) => {
    const { draws } = arrowsOf(report, id, report.draws)
    return ([0, 1] as const).map((axis): CsvColumn<number> => [
      t('arrowHeader', { name: estimatorInSentence(id), axis: axes[axis] }),
      (draw) => draws[draw]?.[axis],
    ])
  })
  return csvText<number>([[t('drawHeader'), (draw) => draw + 1], ...columns], places(report.draws))
}

export function functionCsv(problem: Problem): string {
  const { zs, f, density } = functionValues(problem)
  const columns: CsvColumn<number>[] = [
    [t('axisZ'), (i) => zs[i]],
    [t('densityHeader', { name: t('axisZ') }), (i) => density[i]],
    [t('axisF'), (i) => f[i]],
  ]
  return csvText(columns, places(zs.length))
}
