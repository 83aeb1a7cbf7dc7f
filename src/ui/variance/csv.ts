/** The charts of this region as text. */
import type { Aligned } from '../../charts/align.ts'
import { chartCsv } from '../../charts/csv.ts'
import type { Frame } from '../chart/spec.ts'
import { t } from '../messages/index.ts'

/** Every trace under its name; `name` says what is measured of it. */
export const tracesCsv = (
  aligned: Aligned,
  { traces, xLabel }: Frame,
  name: (label: string) => string = (label) => label,
): string => chartCsv(aligned, [xLabel, ...traces.map(({ label }) => name(label))])

export const varianceCsv = (aligned: Aligned, frame: Frame): string =>
  tracesCsv(aligned, frame, (name) => t('varianceHeader', { name }))
