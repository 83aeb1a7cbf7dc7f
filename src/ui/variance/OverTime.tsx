/** Both variances over the steps, the marks of what was changed on the way, and the latest figures. */
import { useMemo } from 'react'
import { ownVariance } from '../../charts/lanes.ts'
import { overTimeChart } from '../../charts/variance/over-time.ts'
import type { ProbeReport } from '../../protocol/variance.ts'
import type { History, Mark, MarkKind, RecordedRun } from '../../store/history.ts'
import type { LabState } from '../../store/state.ts'
import { ChartFigure } from '../chart/ChartFigure.tsx'
import { measuredLanes } from '../duel/lanes.ts'
import { useDrawnLanes } from '../duel/use-lanes.ts'
import { allMarksOf } from '../elbo/view.ts'
import { keptFlag } from '../kept-flag.ts'
import { useLabStateEvery } from '../lab-context.tsx'
import { t } from '../messages/index.ts'
import { Sketch } from '../opening/Sketch.tsx'
import { usePalette } from '../palette.ts'
import { drawnRuns, useDrawnRuns } from '../runs/drawn.ts'
import { RatioOverBatches } from './RatioOverBatches.tsx'
import { overTimeCsv } from './csv.ts'
import { EmptyVariance } from './EmptyVariance.tsx'
import { OverShare } from './Headline.tsx'
import { ProbeTable, VarianceLegend } from './ProbeTable.tsx'
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
  'noise',
  'beta',
  'sigma',
  'freeze',
  'diverged',
]
const explains = ({ kind }: Mark) => EXPLAINING.includes(kind)

/** Below the chart, so that the latent space is in sight without them. */
const useFigures = keptFlag('variance-figures', false)

const historyOf = ({ history }: LabState): History => history

/** The same steps as beside it in the ELBO's chart. */
const stepsOf = (runs: readonly RecordedRun[]) =>
  [0, Math.max(1, ...runs.flatMap(({ rows, probes }) => [lastStep(rows), lastStep(probes)]))] as const

const lastStep = (list: readonly { readonly step: number }[]) => list.at(-1)?.step ?? 0

/** Beside the first: each from its fork on, by the estimator that trains it. */
const laneProbes = (run: RecordedRun) =>
  measuredLanes(run)
    .slice(1)
    .map((lane) => ({ probes: lane.probes, variance: (report: ProbeReport) => ownVariance(lane, report) }))

/** By the estimator that trained it. */
const runProbes = (run: RecordedRun) => {
  const [own] = measuredLanes(run)
  return { probes: run.probes, variance: (report: ProbeReport) => ownVariance(own!, report) }
}

export function OverTime() {
  const history = useLabStateEvery(REDRAW_MS, historyOf)
  const run = history.current
  const colour = usePalette()
  const [hasFigures, setFigures] = useFigures()
  const lanes = useDrawnLanes(run)
  const runs = useDrawnRuns(history)
  const frame = useMemo(() => overTimeFrame(colour, { lanes, runs }), [colour, lanes, runs])
  const chart = useMemo(() => {
    const [, ...earlier] = drawnRuns(history)
    return overTimeChart(run.probes, [...laneProbes(run), ...earlier.map(runProbes)])
  }, [history, run])
  const content = useMemo(
    () => ({ ...chart, x: stepsOf(drawnRuns(history)), marks: allMarksOf(run, colour, explains) }),
    [chart, history, run, colour],
  )
  return (
    <>
      <VarianceLegend report={run.probes.at(-1)} />
      <ChartFigure
        frame={frame}
        content={content}
        label={t('overTimeLabel')}
        name="gradient-variance-over-time"
        csv={() => overTimeCsv(run.probes)}
        step={run.probes.at(-1)?.step ?? null}
        empty={chart.range ? undefined : <EmptyVariance />}
        sketch={chart.range ? undefined : <Sketch of="variance" />}
      >
        <button
          type="button"
          className="quiet figures-fold"
          aria-expanded={hasFigures}
          aria-controls="variance-figures"
          onClick={() => setFigures(!hasFigures)}
        >
          {t('figuresFold')}
        </button>
      </ChartFigure>
      <div id="variance-figures" hidden={!hasFigures}>
        <ProbeTable report={run.probes.at(-1)} />
        <OverShare />
        {run.probes.length > 0 && <RatioOverBatches />}
      </div>
    </>
  )
}
