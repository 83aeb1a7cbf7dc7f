/** The chart of the bound, its options, and what of it can be taken away. */
import { useMemo, useState } from 'react'
import type { ElboView } from '../../charts/elbo.ts'
import { isRandom } from '../../protocol/settings.ts'
import { Chart } from '../chart/Chart.tsx'
import { chartPicture } from '../chart/picture.ts'
import { download } from '../download.ts'
import { useChosen, useLab, useLabState, useLabStateEvery } from '../lab-context.tsx'
import { t } from '../messages/index.ts'
import { Sketch } from '../opening/Sketch.tsx'
import { usePalette } from '../palette.ts'
import { boundCsv } from './csv.ts'
import { ChartOptions } from './ChartOptions.tsx'
import { Legend } from './Legend.tsx'
import { useDrawnLanes } from '../duel/use-lanes.ts'
import { fileNameOf } from '../runs/names.ts'
import { useDrawnRuns } from '../runs/drawn.ts'
import { elboFigure } from './figure.ts'
import { allMarksOf, elboChartOf, frameOf, seedCompany } from './view.ts'
import { seedRuns } from '../../store/repeat/state.ts'
import type { LabState } from '../../store/state.ts'

/** A redraw takes several milliseconds of the thread, and as much again of the compositor: training has those, too. */
const REDRAW_MS = 500

const historyOf = ({ history }: LabState) => history

export function BoundChart({ tab }: { tab: ElboView['tab'] }) {
  const lab = useLab()
  const [{ scale }, choose] = useChosen('elbo')
  const smoothing = useLabState((state) => state.smoothing)
  const colour = usePalette()
  const history = useLabStateEvery(REDRAW_MS, historyOf)
  const [canvas, setCanvas] = useState<HTMLCanvasElement | null>(null)

  const view = useMemo(() => ({ tab, scale, smoothing }), [tab, scale, smoothing])
  const lanes = useDrawnLanes(history.current)
  const runs = useDrawnRuns(history)
  const repeat = useLabState((state) => state.repeat)
  const seeds = useMemo(() => seedRuns(repeat, history), [repeat, history])
  const { seeds: count, seedsOf } = seedCompany(seeds, view)
  const frame = useMemo(
    () => frameOf({ tab, scale, smoothing: 0 }, colour, { lanes, runs, seeds: count, seedsOf }),
    [tab, scale, colour, lanes, runs, count, seedsOf],
  )
  const chart = useMemo(() => elboChartOf(history, view, seeds), [history, view, seeds])
  const { current } = history
  const content = useMemo(
    () => ({ aligned: chart.aligned, range: chart.range, marks: allMarksOf(current, colour) }),
    [chart, current, colour],
  )
  const name = `elbo-${tab}-${fileNameOf(current)}`
  const explored = {
    title: t('chartLabel'),
    name,
    csv: () => boundCsv(history, view, seeds),
    figure: () => elboFigure(history, { tab, scale }, { lanes, runs, seeds }, colour),
  }
  async function save(kind: 'csv' | 'png') {
    if (kind === 'csv') download(`${name}.csv`, explored.csv(), 'text/csv')
    else if (canvas) download(`${name}.png`, await chartPicture(canvas, frame, t('chartLabel')))
  }
  return (
    <>
      <Legend tab={tab} history={history} smoothing={smoothing} seeds={count} />
      <div className="stage" data-empty={!chart.range || undefined}>
        <Chart frame={frame} content={content} label={t('chartLabel')} onCanvas={setCanvas} />
        {!chart.range && <EmptyChart />}
      </div>
      <ChartOptions
        view={view}
        notShown={chart.notShown}
        explored={explored}
        onScale={(next) => choose({ scale: next })}
        onSmoothing={(next) => lab.smooth(next)}
        onSave={(kind) => void save(kind)}
      />
    </>
  )
}

/** Before there is a curve: what will be here, and what brings it. Loading has its own words. */
export function EmptyChart() {
  const isOpening = useLabState((state) => state.opening !== null)
  const isPoint = useLabState((state) => !isRandom(state.settings))
  if (isOpening) return null
  return (
    <>
      <Sketch of="bound" />
      <div className="empty">
        <p className="empty-title">{t('emptyTitle')}</p>
        <p className="soft">{t(isPoint ? 'emptyTextPoint' : 'emptyText')}</p>
      </div>
    </>
  )
}
