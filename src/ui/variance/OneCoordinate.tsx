/** One number of the gradient, drawn many times by each estimator: the same mean, another spread. */
import { useMemo } from 'react'
import { coordinateDraws, drawnIn } from '../../charts/variance/coordinates.ts'
import { momentsOf, type Moments } from '../../math/moments.ts'
import { familyMetaOf, type FamilyId } from '../../protocol/families.ts'
import { colourOf, type EstimatorId } from '../../protocol/estimators.ts'
import type { CoordinateReport } from '../../protocol/variance.ts'
import { Age, Aged } from '../aged/Aged.tsx'
import { useLab, useLabState } from '../lab-context.tsx'
import { messages } from '../messages/index.ts'
import { tPart as t } from '../messages/of-parts.ts'
import { usePalette } from '../palette.ts'
import { EmptyView } from '../feedback/EmptyView.tsx'
import { DrawsHistogram } from './DrawsHistogram.tsx'
import { MeasureVariance } from './MeasureVariance.tsx'
import { MomentsTable } from './MomentsTable.tsx'
import { coordinateNameOf, estimatorInSentence } from './names.ts'

const DRAWS = 512

interface ChoiceProps {
  /** The latent family, and the width of its gamma. */
  readonly family: FamilyId
  readonly width: number
  readonly value: number
  readonly onChange: (coordinate: number) => void
}

function CoordinateChoice({ family, width, value, onChange }: ChoiceProps) {
  const meta = familyMetaOf(family)
  const length = width / meta.symbols.length
  const options = (from: number) =>
    Array.from({ length }, (_, i) => (
      <option key={from + i} value={from + i}>
        {coordinateNameOf(from + i, meta, width)}
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
        {meta.symbols.map((symbol, part) => (
          <optgroup key={symbol} label={messages.families[family]!.parts[part]}>
            {options(part * length)}
          </optgroup>
        ))}
      </select>
    </div>
  )
}

/** How many standard errors the means differ by: the draws are pairs on the same noise. */
function difference(a: Float64Array, b: Float64Array): number {
  const { mean, meanError } = momentsOf(a.map((value, i) => b[i]! - value))
  return meanError > 0 ? Math.abs(mean) / meanError : 0
}

/** One estimator's draws of the coordinate. */
interface Drawn {
  readonly id: EstimatorId
  readonly values: Float64Array
  readonly moments: Moments
}

const drawnOf = (report: CoordinateReport, coordinate: number): readonly Drawn[] =>
  drawnIn(report).map((id) => {
    const values = coordinateDraws(report, id, coordinate)
    return { id, values, moments: momentsOf(values) }
  })

/** What each estimator's draws are beside the narrowest ones. */
function verdicts(drawn: readonly Drawn[]): string[] {
  const [narrowest, ...others] = [...drawn].sort((a, b) => a.moments.deviation - b.moments.deviation)
  return others.map(({ id, values, moments }) => {
    const errors = difference(narrowest!.values, values)
    const phrase = t('sameMean', { errors, spread: moments.deviation / narrowest!.moments.deviation })
    return others.length > 1 ? t('named', { name: estimatorInSentence(id), phrase }) : phrase
  })
}

interface DrawsProps {
  readonly report: CoordinateReport
  readonly coordinate: number
  /** The name of the coordinate. */
  readonly name: string
}

function Draws({ report, coordinate, name }: DrawsProps) {
  const colour = usePalette()
  const drawn = useMemo(() => drawnOf(report, coordinate), [report, coordinate])
  const marks = useMemo(
    () =>
      drawn.map(({ id, moments: { mean, meanError } }, e) => ({
        x: mean,
        margin: meanError,
        label: e === drawn.length - 1 ? t('mean') : '',
        colour: colour(`${colourOf(id)}-text`),
      })),
    [drawn, colour],
  )
  return (
    <>
      <DrawsHistogram
        drawn={drawn}
        marks={marks}
        label={t('coordinateLabel', { name })}
        name="gradient-coordinate"
        header={(estimator) => t('coordinateHeader', { name, estimator })}
        step={report.step}
      />
      <Aged as="div" step={report.step}>
        <MomentsTable rows={drawn} />
        {verdicts(drawn).map((verdict) => (
          <p key={verdict} className="verdict">
            {verdict}
          </p>
        ))}
        <p className="figures-note soft">
          {t('coordinateCaption', { name, step: report.step, draws: report.draws })} <Age isQuiet />
        </p>
      </Aged>
    </>
  )
}

export function OneCoordinate() {
  const lab = useLab()
  const report = useLabState((state) => state.varianceViews.coordinates)
  const settings = useLabState(({ applied, settings }) => applied ?? settings)
  const { image, coordinate: picked } = useLabState(({ views }) => views.picked)
  const start = () => void lab.measureCoordinates(image)
  if (!report)
    return (
      <EmptyView title={t('coordinateEmptyTitle')} text={t('coordinateEmptyText')}>
        <MeasureVariance what="coordinates" label={t('drawGradients', { draws: DRAWS })} onStart={start} />
      </EmptyView>
    )
  const { family, classes } = settings
  const width = familyMetaOf(family).widths({ latents: report.latent, classes }).gamma
  const coordinate = Math.min(picked, width - 1)
  return (
    <>
      <div className="view-head">
        <CoordinateChoice
          family={family}
          width={width}
          value={coordinate}
          onChange={(next) => lab.views.pick({ coordinate: next })}
        />
        <MeasureVariance what="coordinates" label={t('drawAgain')} onStart={start} isQuiet />
      </div>
      <Draws
        report={report}
        coordinate={coordinate}
        name={coordinateNameOf(coordinate, familyMetaOf(family), width)}
      />
    </>
  )
}
