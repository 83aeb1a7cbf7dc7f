/** One number of the gradient, drawn many times by both estimators: the same mean, another spread. */
import { useMemo, useState } from 'react'
import { coordinateDraws } from '../../charts/variance/coordinates.ts'
import { ESTIMATORS } from '../../charts/variance/series.ts'
import { momentsOf, type Moments } from '../../math/moments.ts'
import type { CoordinateReport } from '../../protocol/variance.ts'
import { Age, Aged } from '../aged/Aged.tsx'
import { useLab, useLabState } from '../lab-context.tsx'
import { t } from '../messages/index.ts'
import { usePalette } from '../palette.ts'
import { EmptyView } from './EmptyView.tsx'
import { Histogram } from './Histogram.tsx'
import { Measure } from './Measure.tsx'
import { MomentsTable } from './MomentsTable.tsx'

const DRAWS = 512

const nameOf = (coordinate: number, latent: number) =>
  coordinate < latent
    ? t('coordinateName', { kind: 'mu', place: coordinate + 1 })
    : t('coordinateName', { kind: 'log-variance', place: coordinate - latent + 1 })

interface ChoiceProps {
  readonly latent: number
  readonly value: number
  readonly onChange: (coordinate: number) => void
}

function CoordinateChoice({ latent, value, onChange }: ChoiceProps) {
  const options = (from: number) =>
    Array.from({ length: latent }, (_, i) => (
      <option key={from + i} value={from + i}>
        {nameOf(from + i, latent)}
      </option>
    ))
  return (
    <div className="choice">
      <label className="soft" htmlFor="variance-coordinate">
        {t('coordinate')}
      </label>
      <select
        id="variance-coordinate"
        className="field"
        value={value}
        onChange={(event) => onChange(Number(event.target.value))}
      >
        <optgroup label={t('means')}>{options(0)}</optgroup>
        <optgroup label={t('logVariances')}>{options(latent)}</optgroup>
      </select>
    </div>
  )
}

/** How many standard errors the means differ by: the draws are pairs on the same noise. */
function difference([a, b]: readonly Float64Array[]): number {
  const { mean, meanError } = momentsOf(a!.map((value, i) => b![i]! - value))
  return meanError > 0 ? Math.abs(mean) / meanError : 0
}

function Draws({ report, coordinate }: { report: CoordinateReport; coordinate: number }) {
  const colour = usePalette()
  const samples = useMemo(
    () => ESTIMATORS.map((id) => coordinateDraws(report, id, coordinate)),
    [report, coordinate],
  )
  const moments = useMemo(() => samples.map(momentsOf), [samples]) as [Moments, Moments]
  const marks = useMemo(
    () =>
      moments.map(({ mean, meanError }, e) => ({
        x: mean,
        margin: meanError,
        label: e === 0 ? '' : t('mean'),
        colour: colour(`${ESTIMATORS[e]}-text`),
      })),
    [moments, colour],
  )
  const name = nameOf(coordinate, report.latent)
  const spread = moments[1].deviation / moments[0].deviation
  return (
    <>
      <Histogram
        samples={samples}
        marks={marks}
        label={t('coordinateLabel', { name })}
        name="gradient-coordinate"
        header={(estimator) => t('coordinateHeader', { name, estimator })}
      />
      <Aged as="div" step={report.step}>
        <MomentsTable moments={moments} />
        <p className="verdict">{t('sameMean', { errors: difference(samples), spread })}</p>
        <p className="figures-note soft">
          {t('coordinateCaption', { name, step: report.step, draws: report.draws })} <Age isQuiet />
        </p>
      </Aged>
    </>
  )
}

export function OneCoordinate({ image }: { image: number }) {
  const lab = useLab()
  const report = useLabState((state) => state.varianceViews.coordinates)
  const [chosen, setChosen] = useState(0)
  const start = () => void lab.measureCoordinates(image)
  if (!report)
    return (
      <EmptyView title={t('coordinateEmptyTitle')} text={t('coordinateEmptyText')}>
        <Measure what="coordinates" label={t('drawGradients', { draws: DRAWS })} onStart={start} />
      </EmptyView>
    )
  const coordinate = Math.min(chosen, 2 * report.latent - 1)
  return (
    <>
      <div className="view-head">
        <CoordinateChoice latent={report.latent} value={coordinate} onChange={setChosen} />
        <Measure what="coordinates" label={t('drawAgain')} onStart={start} isQuiet />
      </div>
      <Draws report={report} coordinate={coordinate} />
    </>
  )
}
