/** Both variances over the steps, the marks of what was changed on the way, and the latest figures. */
import { useMemo } from 'react'
import { overTimeChart } from '../../charts/variance/over-time.ts'
import type { Mark, MarkKind, RecordedRun } from '../../store/history.ts'
import type { LabState } from '../../store/state.ts'
import { ChartFigure } from '../chart/ChartFigure.tsx'
import { marksOf } from '../elbo/view.ts'
import { useLabStateEvery } from '../lab-context.tsx'
import { t } from '../messages/index.ts'
import { usePalette } from '../palette.ts'
import { RatioOverBatches } from './RatioOverBatches.tsx'
import { overTimeCsv } from './csv.ts'
import { EmptyVariance } from './EmptyView.tsx'
import { ProbeTable } from './ProbeTable.tsx'
import { overTimeFrame } from './frames.ts'

const REDRAW_MS = 200

/** What explains a bend in these curves. */
const EXPLAINING: readonly MarkKind[] = [
  'estimator',
  'samples',
  'baseline',
  'kl',
  'family',
  'objective',
  'beta',
  'freeze',
  'diverged',
]
const explains = ({ kind }: Mark) => EXPLAINING.includes(kind)

const runOf = ({ history }: LabState): RecordedRun => history.current

/** The same steps as beside it in the ELBO's chart. */
const stepsOf = ({ rows, probes }: RecordedRun) =>
  [0, Math.max(1, rows.at(-1)?.step ?? 0, probes.at(-1)?.step ?? 0)] as const

export function OverTime() {
  const run = useLabStateEvery(REDRAW_MS, runOf)
  const colour = usePalette()
  const frame = useMemo(() => overTimeFrame(colour), [colour])
  const chart = useMemo(() => overTimeChart(run.probes), [run.probes])
  const content = useMemo(
    () => ({ ...chart, x: stepsOf(run), marks: marksOf(run.marks.filter(explains), colour) }),
    [chart, run, colour],
  )
  return (
    <>
      <ChartFigure
        frame={frame}
        content={content}
        label={t('overTimeLabel')}
        name="gradient-variance-over-time"
        csv={() => overTimeCsv(run.probes)}
        empty={chart.range ? undefined : <EmptyVariance />}
      />
      <ProbeTable report={run.probes.at(-1)} />
      {run.probes.length > 0 && <RatioOverBatches />}
    </>
  )
}
