/** Draws of several estimators over the same bins: on a log axis the tails show, and close up the narrower of them. */
import { useMemo } from 'react'
import { histogram, wholeRange, type Histogram as Bins } from '../../charts/variance/histogram.ts'
import type { Range } from '../../charts/axis.ts'
import { momentsOf } from '../../math/moments.ts'
import { CHOICES } from '../../store/views.ts'
import { ChartFigure } from '../chart/ChartFigure.tsx'
import type { MarkLine } from '../chart/spec.ts'
import { Segmented } from '../controls/Segmented.tsx'
import { useChosen } from '../lab-context.tsx'
import { tPart as t } from '../messages/of-parts.ts'
import { usePalette } from '../palette.ts'
import { drawsCsv, type EstimatorDraws } from './view-csv.ts'
import { histogramFrame } from './view-frames.ts'
import { estimatorInSentence } from './names.ts'

const BINS = 72
/** Close up: this many standard deviations of the narrower sample to both sides of its mean. */
const CLOSE = 4.5
/** Where a log axis of counts begins: what is empty stands there. */
const FLOOR = 0.5

interface Props {
  readonly drawn: readonly EstimatorDraws[]
  readonly marks: readonly MarkLine[]
  readonly label: string
  readonly name: string
  /** What an estimator's draws are called in the file. */
  readonly header: (estimator: string) => string
  /** Of the weights that were drawn at; null where there are none. */
  readonly step: number | null
}

function closeUp(samples: readonly ArrayLike<number>[]): Range {
  const narrow = samples.map(momentsOf).sort((a, b) => a.deviation - b.deviation)[0]
  if (!narrow || !(narrow.deviation > 0)) return wholeRange(samples)
  const reach = CLOSE * narrow.deviation
  return [narrow.mean - reach, narrow.mean + reach]
}

function contentOf({ aligned, x, most }: Bins, isLog: boolean, marks: readonly MarkLine[]) {
  if (!isLog) return { aligned, x, marks, range: [0, 1.08 * most] as const }
  const columns = aligned.columns.map((column) => column.map((count) => Math.max(count ?? 0, FLOOR)))
  return { aligned: { xs: aligned.xs, columns }, x, marks, range: [FLOOR, 1.6 * most] as const }
}

function Outside({ outside, drawn }: Bins & Pick<Props, 'drawn'>) {
  const told = drawn.flatMap(({ id }, e) => {
    const count = outside[e] ?? 0
    return count > 0 ? [t('outside', { count, name: estimatorInSentence(id) })] : []
  })
  return <span className="soft histogram-outside">{told.join(t('comma'))}</span>
}

export function DrawsHistogram({ drawn, marks, label, name, header, step }: Props) {
  const [{ range, scale }, choose] = useChosen('variance')
  const colour = usePalette()
  const isLog = scale === 'log'
  const frame = useMemo(
    () =>
      histogramFrame(
        colour,
        drawn.map(({ id }) => id),
        isLog,
      ),
    [colour, drawn, isLog],
  )
  const samples = useMemo(() => drawn.map(({ values }) => values), [drawn])
  const bins = useMemo(
    () => histogram(samples, BINS, range === 'whole' ? wholeRange(samples) : closeUp(samples)),
    [samples, range],
  )
  const content = useMemo(() => contentOf(bins, isLog, marks), [bins, isLog, marks])
  return (
    <ChartFigure
      frame={frame}
      content={content}
      label={label}
      name={name}
      csv={() => drawsCsv(drawn, header)}
      step={step}
      measured={() => ({ aligned: bins.aligned, range: null, marks })}
    >
      <Segmented
        options={CHOICES.variance.range}
        names={{ whole: t('wholeRange'), close: t('closeUp') }}
        value={range}
        onChange={(next) => choose({ range: next })}
        label={t('histogramRange')}
      />
      <Segmented
        options={CHOICES.variance.scale}
        names={{ log: t('log'), linear: t('linear') }}
        value={scale}
        onChange={(next) => choose({ scale: next })}
        label={t('scale')}
      />
      <Outside {...bins} drawn={drawn} />
    </ChartFigure>
  )
}
