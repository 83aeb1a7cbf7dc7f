/** The curves of one bit as text: a row a point. */
import type { BitChart } from '../../../charts/variance/bit.ts'
import { csvText, places } from '../../../formats/csv.ts'
import type { Frame } from '../../chart/spec.ts'

export const bitCsv = (
  { aligned: { xs, columns } }: BitChart,
  { traces, xLabel }: Pick<Frame, 'traces' | 'xLabel'>,
): string =>
  csvText<number>(
    [
      [xLabel, (i) => xs[i]],
      ...traces.map(({ label }, trace) => [label, (i: number) => columns[trace]?.[i] ?? undefined] as const),
    ],
    places(xs.length),
  )
