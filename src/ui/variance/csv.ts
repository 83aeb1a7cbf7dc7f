/** Measurements over time and against L as text, a row each, and what the files of the other views have in common with theirs. */
import { csvText, type CsvColumn } from '../../formats/csv.ts'
import { ESTIMATOR_IDS, type EstimatorId } from '../../protocol/estimators.ts'
import type { Interval, ProbeReport } from '../../protocol/variance.ts'
import { t } from '../messages/index.ts'
import { estimatorInSentence, shortBaselineName } from './names.ts'

type IntervalOf<Row> = (row: Row) => Interval | null | undefined

/** A value and both ends of its interval. */
export const valueAndEnds = <Row>(name: string, interval: IntervalOf<Row>): CsvColumn<Row>[] => [
  [name, (row) => interval(row)?.value],
  [t('lower', { name }), (row) => interval(row)?.lo],
  [t('upper', { name }), (row) => interval(row)?.hi],
]

/** Of each estimator, one after the other. */
export const ofEstimators = <Row>(
  name: (estimator: string) => string,
  interval: (row: Row, id: EstimatorId) => Interval | null | undefined,
): CsvColumn<Row>[] =>
  ESTIMATOR_IDS.flatMap((id) => valueAndEnds<Row>(name(estimatorInSentence(id)), (row) => interval(row, id)))

export const varianceHeader = (name: string): string => t('varianceHeader', { name })

export const stepColumn = (): CsvColumn<ProbeReport> => [t('axisStep'), ({ step }) => step]
const samplesColumn = (): CsvColumn<ProbeReport> => [t('axisSamples'), ({ samples }) => samples]

/** Only in a file of reports in which bias was measured. */
const biasColumns = (): CsvColumn<ProbeReport>[] => [
  ...ofEstimators<ProbeReport>(
    (name) => t('biasHeader', { name }),
    ({ estimators }, id) => estimators[id]?.bias?.square,
  ),
  ...ofEstimators<ProbeReport>(
    (name) => t('errorHeader', { name }),
    ({ estimators }, id) => estimators[id]?.bias?.error,
  ),
  ...ofEstimators<ProbeReport>(
    (name) => t('cosineHeader', { name }),
    ({ estimators }, id) => estimators[id]?.bias?.cosine,
  ),
]

const reportColumns = (reports: readonly ProbeReport[]): CsvColumn<ProbeReport>[] => [
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
  ...(reports.some(({ estimators }) => Object.values(estimators).some(({ bias }) => bias))
    ? biasColumns()
    : []),
]

export const overTimeCsv = (reports: readonly ProbeReport[]): string =>
  csvText([stepColumn(), samplesColumn(), ...reportColumns(reports)], reports)

export const againstSamplesCsv = (reports: readonly ProbeReport[]): string =>
  csvText([samplesColumn(), stepColumn(), ...reportColumns(reports)], reports)
