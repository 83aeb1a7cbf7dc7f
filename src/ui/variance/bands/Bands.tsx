/** Bias and variance of one estimator as stacked bands, with the exact gradient beside it: what its error is made of. */
import { useMemo } from 'react'
import { layerWidths } from '../../../charts/variance/by-layer.ts'
import {
  bandedFor,
  biasedFor,
  errorChart,
  tellsFromZero,
  truthOfBias,
} from '../../../charts/variance/bias.ts'
import { usesBaselines, type EstimatorId } from '../../../protocol/estimators.ts'
import type { ProbeReport } from '../../../protocol/variance.ts'
import type { LabState } from '../../../store/state.ts'
import { CHOICES } from '../../../store/views.ts'
import { Aged } from '../../aged/Aged.tsx'
import { ChartFigure } from '../../chart/ChartFigure.tsx'
import { Segmented } from '../../controls/Segmented.tsx'
import { useChosen, useLab, useLabState, useLabStateEvery } from '../../lab-context.tsx'
import { messages } from '../../messages/index.ts'
import { tPart as t } from '../../messages/of-parts.ts'
import { usePalette } from '../../palette.ts'
import { EmptyView } from '../../feedback/EmptyView.tsx'
import { EmptyVariance } from '../EmptyVariance.tsx'
import { MeasureVariance } from '../MeasureVariance.tsx'
import { estimatorInSentence } from '../names.ts'
import { BandsTable } from './BandsTable.tsx'
import { bandsCsv } from './csv.ts'
import { bandsFrame } from './frames.ts'
import { BANDS_SOURCES, type BandsOver, type BandsMeasured } from './sources.ts'

const REDRAW_MS = 500
const NO_MARKS = [] as const
const probesOf = ({ history }: LabState) => history.current.probes

function useMeasurements(): BandsMeasured {
  const probes = useLabStateEvery(REDRAW_MS, probesOf)
  const views = useLabState((state) => state.varianceViews)
  const settings = useLabState((state) => state.applied ?? state.settings)
  return useMemo(() => {
    const widths = layerWidths(settings)
    const layers = widths.slice(1).map((to, i) => t('layer', { from: widths[i]!, to }))
    return { probes, views, layers }
  }, [probes, views, settings])
}

/** Whose bands there are, and those that may be shown where nobody has chosen. */
function useBanded() {
  const settings = useLabState((state) => state.applied ?? state.settings)
  return useMemo(() => ({ ids: bandedFor(settings), biased: biasedFor(settings) }), [settings])
}

interface ChoiceProps {
  readonly ids: readonly EstimatorId[]
  readonly id: EstimatorId
  readonly onId: (id: EstimatorId) => void
}

const EstimatorChoice = ({ ids, id, onId }: ChoiceProps) => (
  <div className="choice">
    <label className="soft" htmlFor="bands-estimator">
      {t('bandsEstimator')}
    </label>
    <select
      id="bands-estimator"
      className="field"
      value={id}
      onChange={(event) => onId(event.target.value as EstimatorId)}
    >
      {ids.map((one) => (
        <option key={one} value={one}>
          {messages.estimators[one]?.label ?? one}
        </option>
      ))}
    </select>
  </div>
)

/** What is measured only on request. */
function Measure({ over, isQuiet }: { over: BandsOver; isQuiet: boolean }) {
  const lab = useLab()
  if (over === 'against-temperature')
    return (
      <MeasureVariance
        what="against-temperature"
        label={t(isQuiet ? 'measureAgain' : 'measureAgainstL')}
        onStart={() => void lab.measureAgainstTemperature()}
        isQuiet={isQuiet}
      />
    )
  if (over === 'bands-against-l')
    return (
      <MeasureVariance
        what="against-samples"
        label={t(isQuiet ? 'measureAgain' : 'measureAgainstL')}
        onStart={() => void lab.measureAgainstSamples()}
        isQuiet={isQuiet}
      />
    )
  return null
}

/** Of the measurements: the fewest draws of one, and the most. */
const drawsEach = (reports: readonly ProbeReport[]) => {
  const draws = reports.map((report) => report.draws)
  return { fewest: Math.min(...draws), draws: Math.max(...draws) }
}

interface ShownProps {
  readonly over: BandsOver
  readonly ids: readonly EstimatorId[]
  readonly id: EstimatorId
  readonly measurements: BandsMeasured
}

function Shown({ over, ids, id, measurements }: ShownProps) {
  const colour = usePalette()
  const source = BANDS_SOURCES[over]
  const { views, layers } = measurements
  const points = useMemo(() => source.points(measurements, id), [source, measurements, id])
  const frame = useMemo(
    // The axis does not depend on the probes: each would make the chart anew.
    () => bandsFrame(colour, id, source.axis({ views, layers })),
    [colour, id, source, views, layers],
  )
  const content = useMemo(
    () => ({ ...errorChart(points, source.room(points)), marks: NO_MARKS }),
    [points, source],
  )
  const name = estimatorInSentence(id)
  const reports = source.reports(measurements)
  const latest = reports.at(-1)
  const truth = latest && truthOfBias(latest)
  const told = points.filter(({ bias }) => tellsFromZero(bias)).length
  const isLayer = over === 'bands-by-layer'
  return (
    <>
      <ChartFigure
        frame={frame}
        content={content}
        label={t('bandsLabel', { name, bands: over })}
        name={over}
        csv={() =>
          bandsCsv(
            ids.map((one) => [one, source.points(measurements, one)] as const),
            frame.xLabel,
            (x) => (isLayer ? source.tell(measurements, x) : x),
          )
        }
        step={latest?.step ?? null}
        empty={points.length > 0 ? undefined : <EmptyVariance />}
      >
        <Measure over={over} isQuiet />
      </ChartFigure>
      <Aged as="div" step={latest?.step}>
        {points.length > 0 && (
          <BandsTable
            points={over === 'bands-over-time' ? points.slice(-5) : points}
            header={source.symbol()}
            name={(x) => source.tell(measurements, x)}
          />
        )}
        <p className="figures-note soft">
          {latest && t('bandsTold', { told, points: points.length, ...drawsEach(reports) })}{' '}
          {t('bandsCaption')} {truth && t('biasTruth', { truth })}
          {over === 'bands-against-l' && usesBaselines(id) && ` ${t('bandsNoBaseline', { name })}`}
        </p>
      </Aged>
    </>
  )
}

export function Bands() {
  const [{ bands: over, banded }, choose] = useChosen('variance')
  const { ids, biased } = useBanded()
  const training = useLabState(({ settings }) => settings.estimator)
  const measurements = useMeasurements()
  const telling: EstimatorId = over === 'against-temperature' ? 'gumbel-softmax' : 'straight-through'
  const fitting = [training, telling].find((one) => biased.includes(one)) ?? biased[0]
  const id = ids.find((one) => one === banded) ?? fitting
  if (!id) return null
  const isAsked = over === 'against-temperature' || over === 'bands-against-l'
  const isEmpty = isAsked && BANDS_SOURCES[over].reports(measurements).length === 0
  return (
    <>
      <div className="example-choice">
        <Segmented
          options={CHOICES.variance.bands}
          names={{
            'bands-over-time': t('bandsOverTime'),
            'bands-by-layer': t('bandsByLayer'),
            'against-temperature': t('bandsByTemperature'),
            'bands-against-l': t('bandsByL'),
          }}
          value={over}
          onChange={(bands) => choose({ bands })}
          label={t('bandsOver')}
        />
      </div>
      <div className="view-head">
        <EstimatorChoice ids={ids} id={id} onId={(one) => choose({ banded: one })} />
      </div>
      {isEmpty ? (
        <EmptyView title={t('bandsEmptyTitle', { bands: over })} text={t('bandsEmptyText', { bands: over })}>
          <Measure over={over} isQuiet={false} />
        </EmptyView>
      ) : (
        <Shown over={over} ids={ids} id={id} measurements={measurements} />
      )}
    </>
  )
}
