/** What more samples per image buy: the variances against L, and the slope 1/L. */
import { useMemo } from 'react'
import {
  SAMPLES_SERIES,
  againstSamplesChart,
  fall,
  seriesPoints,
  type SamplesPoint,
} from '../../charts/variance/against-samples.ts'
import type { ProbeReport } from '../../protocol/variance.ts'
import { Age, Aged } from '../aged/Aged.tsx'
import { ChartFigure } from '../chart/ChartFigure.tsx'
import { useLab, useLabState } from '../lab-context.tsx'
import { tPart as t } from '../messages/of-parts.ts'
import { usePalette } from '../palette.ts'
import { againstSamplesCsv } from './csv.ts'
import { ownColour } from './names.ts'
import { EmptyView } from '../feedback/EmptyView.tsx'
import { SERIES_STYLES, againstSamplesFrame, seriesName } from './view-frames.ts'
import { MeasureVariance } from './MeasureVariance.tsx'

const NO_MARKS = [] as const
const SHOWN = [0.8, 40] as const

const valueText = (point: SamplesPoint | undefined) =>
  point ? t('valueAt', { value: point.interval.value, samples: point.samples }) : '–'

function SeriesRow({ place, reports }: { place: number; reports: readonly ProbeReport[] }) {
  const series = SAMPLES_SERIES[place]!
  const points = seriesPoints(reports, series)
  const fallen = fall(points)
  return (
    <tr {...ownColour(series.estimator)}>
      <th scope="row">
        <span className="point" data-style={SERIES_STYLES[series.baseline]} />
        {seriesName(place)}
      </th>
      <td>{valueText(points[0])}</td>
      <td className="figures-extra">{valueText(points.length > 1 ? points.at(-1) : undefined)}</td>
      <td className="figures-value">{fallen ? t('times', { value: fallen.factor }) : '–'}</td>
      <td>{fallen ? t('times', { value: fallen.expected }) : '–'}</td>
    </tr>
  )
}

const SamplesTable = ({ reports }: { reports: readonly ProbeReport[] }) => (
  <table className="figures">
    <thead>
      <tr>
        <td />
        <th scope="col">{t('columnFirst')}</th>
        <th scope="col" className="figures-extra">
          {t('columnLast')}
        </th>
        <th scope="col">{t('columnFall')}</th>
        <th scope="col">{t('columnSlope')}</th>
      </tr>
    </thead>
    <tbody>
      {SAMPLES_SERIES.map((_, place) => <SeriesRow key={place} place={place} reports={reports} />).reverse()}
    </tbody>
  </table>
)

function Measured({ reports }: { reports: readonly ProbeReport[] }) {
  const lab = useLab()
  const colour = usePalette()
  const frame = useMemo(() => againstSamplesFrame(colour), [colour])
  const chart = useMemo(() => againstSamplesChart(reports), [reports])
  const content = useMemo(() => ({ ...chart, x: SHOWN, marks: NO_MARKS }), [chart])
  return (
    <>
      <ChartFigure
        frame={frame}
        content={content}
        label={t('againstLLabel')}
        name="gradient-variance-against-samples"
        csv={() => againstSamplesCsv(reports)}
        step={reports.at(-1)?.step ?? null}
      >
        <MeasureVariance
          what="against-samples"
          label={t('measureAgain')}
          onStart={() => void lab.measureAgainstSamples()}
          isQuiet
        />
      </ChartFigure>
      <Aged as="div" step={reports[0]?.step}>
        <SamplesTable reports={reports} />
        <p className="figures-note soft">
          {t('againstLCaption', { from: reports[0]?.step ?? 0, to: reports.at(-1)?.step ?? 0 })}{' '}
          <Age isQuiet />
        </p>
      </Aged>
    </>
  )
}

export function AgainstSamples() {
  const lab = useLab()
  const reports = useLabState((state) => state.varianceViews.againstSamples)
  if (reports) return <Measured reports={reports} />
  return (
    <EmptyView title={t('againstLEmptyTitle')} text={t('againstLEmptyText')}>
      <MeasureVariance
        what="against-samples"
        label={t('measureAgainstL')}
        onStart={() => void lab.measureAgainstSamples()}
      />
    </EmptyView>
  )
}
