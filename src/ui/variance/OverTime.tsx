/** Both variances over the steps, the marks of what was changed on the way, and the latest figures. */
import { useMemo } from 'react'
import { ownVariance } from '../../charts/lanes.ts'
import { overTimeChart } from '../../charts/variance/over-time.ts'
import type { ProbeReport } from '../../protocol/variance.ts'
import type { Mark, MarkKind, RecordedRun } from '../../store/history.ts'
import type { LabState } from '../../store/state.ts'
import { ChartFigure } from '../chart/ChartFigure.tsx'
import { measuredLanes } from '../duel/lanes.ts'
import { useDrawnLanes } from '../duel/use-lanes.ts'
import { allMarksOf } from '../elbo/view.ts'
import { useLabStateEvery } from '../lab-context.tsx'
import { t } from '../messages/index.ts'
import { usePalette } from '../palette.ts'
import { RatioOverBatches } from './RatioOverBatches.tsx'
import { overTimeCsv } from './csv.ts'
import { EmptyVariance } from './EmptyView.tsx'
import { ProbeTable } from './ProbeTable.tsx'
import { overTimeFrame } from './frames.ts'

const REDRAW_MS = 500

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

/** Beside the first: each from its fork on, by the estimator that trains it. */
const laneProbes = (run: RecordedRun) =>
  measuredLanes(run)
    .slice(1)
    .map((lane) => ({ probes: lane.probes, variance: (report: ProbeReport) => ownVariance(lane, report) }))

export function OverTime() {
  const run = useLabStateEvery(REDRAW_MS, runOf)
  const colour = usePalette()
  const lanes = useDrawnLanes(run)
  const frame = useMemo(() => overTimeFrame(colour, lanes), [colour, lanes])
  const chart = useMemo(() => overTimeChart(run.probes, laneProbes(run)), [run])
  const content = useMemo(
    () => ({ ...chart, x: stepsOf(run), marks: allMarksOf(run, colour, explains) }),
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
