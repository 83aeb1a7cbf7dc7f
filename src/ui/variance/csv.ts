/** What this region has measured, as text. Data, never places on a chart: a row a measurement, a layer, a draw. */
import { WEIGHTED_ESTIMATORS, weightsOf } from '../../charts/variance/against-k.ts'
import { arrowsOf, drawnIn } from '../../charts/variance/coordinates.ts'
import { functionValues } from '../../charts/variance/function.ts'
import { csvText, places, type CsvColumn } from '../../formats/csv.ts'
import type { Problem } from '../../math/one-dimension.ts'
import { ESTIMATOR_IDS, type EstimatorId } from '../../protocol/estimators.ts'
import type { CoordinateReport, Interval, ProbeReport } from '../../protocol/variance.ts'
import { t } from '../messages/index.ts'
import { estimatorInSentence, shortBaselineName } from './names.ts'

type IntervalOf<Row> = (row: Row) => Interval | null | undefined

/** A value and both ends of its interval. */
const withEnds = <Row>(name: string, interval: IntervalOf<Row>): CsvColumn<Row>[] => [
  [name, (row) => interval(row)?.value],
  [t('lower', { name }), (row) => interval(row)?.lo],
  [t('upper', { name }), (row) => interval(row)?.hi],
]

/** Of each estimator, one after the other. */
const ofEstimators = <Row>(
  name: (estimator: string) => string,
  interval: (row: Row, id: EstimatorId) => Interval | null | undefined,
): CsvColumn<Row>[] =>
  ESTIMATOR_IDS.flatMap((id) => withEnds<Row>(name(estimatorInSentence(id)), (row) => interval(row, id)))

const varianceHeader = (name: string): string => t('varianceHeader', { name })

const stepColumn = (): CsvColumn<ProbeReport> => [t('axisStep'), ({ step }) => step]
const samplesColumn = (): CsvColumn<ProbeReport> => [t('axisSamples'), ({ samples }) => samples]

const reportColumns = (): CsvColumn<ProbeReport>[] => [
  [t('baselineHeader'), ({ baseline }) => shortBaselineName(baseline)],
  [t('drawsHeader'), ({ draws }) => draws],
  [t('imagesHeader'), ({ images }) => images],
  [varianceHeader(t('whichImages')), ({ minibatch }) => minibatch],
  ...ofEstimators<ProbeReport>(varianceHeader, ({ estimators }, id) => estimators[id]?.total),
  ...ofEstimators<ProbeReport>(
    (name) => t('ratioHeader', { name }),
    ({ estimators }, id) => estimators[id]?.ratio,
  ),
  ...ofEstimators<ProbeReport>(
    (name) => t('noiseHeader', { name }),
    ({ estimators }, id) => estimators[id]?.noiseToSignal,
  ),
]

export const overTimeCsv = (reports: readonly ProbeReport[]): string =>
  csvText([stepColumn(), samplesColumn(), ...reportColumns()], reports)

export const againstSamplesCsv = (reports: readonly ProbeReport[]): string =>
  csvText([samplesColumn(), stepColumn(), ...reportColumns()], reports)

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
          ...withEnds<ProbeReport>(
            t('signalSquareHeader', { name }),
            (report) => weightsOf(report, id)?.square,
          ),
          [t('signalPlainHeader', { name }), (report) => weightsOf(report, id)?.plain],
          ...withEnds<ProbeReport>(
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

/** All draws of the gradient with respect to (mu_1, mu_2), not only those drawn as arrows. */
export function arrowsCsv(report: CoordinateReport): string {
  const columns = drawnIn(report).flatMap((id) => {
    const { draws } = arrowsOf(report, id, report.draws)
    return ([0, 1] as const).map((axis): CsvColumn<number> => [
      t('arrowHeader', { name: estimatorInSentence(id), axis: axis + 1 }),
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
