/** The stacked bands as text: a row a point, every estimator beside each other. */
import type { ErrorPoint } from '../../../charts/variance/bias.ts'
import { csvText, type CsvColumn } from '../../../formats/csv.ts'
import type { EstimatorId } from '../../../protocol/estimators.ts'
import type { Interval } from '../../../protocol/variance.ts'
import { t } from '../../messages/index.ts'
import { estimatorInSentence } from '../names.ts'

export type PointsOf = readonly (readonly [EstimatorId, readonly ErrorPoint[]])[]

const withEnds = (
  name: string,
  of: (x: number) => Interval | null | undefined,
): readonly CsvColumn<number>[] => [
  [name, (x) => of(x)?.value],
  [t('lower', { name }), (x) => of(x)?.lo],
  [t('upper', { name }), (x) => of(x)?.hi],
]

export function bandsCsv(all: PointsOf, header: string, tell: (x: number) => number | string): string {
  const xs = [...new Set(all.flatMap(([, points]) => points.map(({ x }) => x)))].sort((a, b) => a - b)
  const columns = all.flatMap(([id, points]) => {
    const name = estimatorInSentence(id)
    const at = (x: number) => points.find((point) => point.x === x)
    return [
      ...withEnds(t('varianceHeader', { name }), (x) => at(x)?.variance),
      ...withEnds(t('biasHeader', { name }), (x) => at(x)?.bias.square),
      ...withEnds(t('errorHeader', { name }), (x) => at(x)?.bias.error),
      ...withEnds(t('cosineHeader', { name }), (x) => at(x)?.bias.cosine),
    ]
  })
  return csvText<number>([[header, tell], ...columns], xs)
}
