/** The one number: how many times the reference's variance another estimator's is, and where that was measured. */
import type { CSSProperties } from 'react'
import { isRandom } from '../../protocol/settings.ts'
import { comparisonOf, hasStilledIn } from '../../charts/variance/comparison.ts'
import { type EstimatorId, usesBaselines } from '../../protocol/estimators.ts'
import type { ProbeReport } from '../../protocol/variance.ts'
import type { LabState } from '../../store/state.ts'
import { Age, Aged } from '../aged/Aged.tsx'
import { Worded } from '../glossary/Explained.tsx'
import { useLabState, useLabStateEvery } from '../lab-context.tsx'
import { t } from '../messages/index.ts'
import { usePlace } from '../spotlight.ts'
import { baselineName, estimatorInSentence, ownColour } from './names.ts'

const latestProbe = ({ history }: LabState) => history.current.probes.at(-1)

interface FigureProps {
  /** Whose variance it is. */
  readonly estimator?: EstimatorId
  readonly ratio: number | null
  readonly unit: string
  readonly interval?: string | undefined
  readonly where: string
  /** At which it was measured. */
  readonly step?: number | undefined
  /** Whether it is the measured ratio that the derivations speak of. */
  readonly isMeasured?: boolean
}

/** As many characters as stand in the figure's place at its usual size. */
const USUAL_LENGTH = 9

/** A longer number is set smaller: the words beside it keep their lines, and nothing below them moves. */
const sizeOfFigure = ({ length }: string): CSSProperties =>
  length > USUAL_LENGTH ? { fontSize: `calc(var(--figure) * ${USUAL_LENGTH / length})` } : {}

export const RatioFigure = ({ estimator, ratio, unit, interval, where, step, isMeasured }: FigureProps) => {
  const figure = ratio === null ? '–' : t('ratioFigure', { ratio })
  return (
    <Aged as="p" className="big ratio" step={step} {...usePlace(isMeasured ? 'figure:ratio' : '')}>
      <span className="figure" style={sizeOfFigure(figure)} {...(estimator && ownColour(estimator))}>
        {figure}
      </span>
      <span className="ratio-words">
        <span>
          <Worded text={unit} /> {interval && <span className="soft">{interval}</span>}
        </span>
        <span className="soft">
          <Worded text={where} />
          {step !== undefined && t('comma')}
          <Age />
        </span>
      </span>
    </Aged>
  )
}

/** Which estimator, and with which options it was measured. */
const whereOf = (id: EstimatorId, { samples, baseline }: ProbeReport): string => {
  const name = estimatorInSentence(id)
  return usesBaselines(id)
    ? t('ratioWhere', { name, samples, baseline: baselineName(baseline) })
    : t('ratioWhereNoBaseline', { name, samples })
}

const NotMeasured = ({ where, step }: { where: string; step?: number }) => (
  <RatioFigure ratio={null} unit={t('ratioNone')} where={where} step={step} isMeasured />
)

function Measured({ report }: { report: ProbeReport }) {
  const training = useLabState((state) => state.settings.estimator)
  const compared = comparisonOf(report, training)
  if (!compared) {
    const where = hasStilledIn(report) ? 'ratioNoNoise' : 'ratioOfOne'
    return <NotMeasured where={t(where)} step={report.step} />
  }
  const { of, to, ratio } = compared
  if (Number.isNaN(ratio.value)) return <NotMeasured where={t('ratioNotFinite')} step={report.step} />
  return (
    <RatioFigure
      estimator={of}
      ratio={ratio.value}
      unit={t('ratioUnit', { name: estimatorInSentence(to) })}
      interval={Number.isNaN(ratio.lo) ? undefined : t('ratioInterval', ratio)}
      where={whereOf(of, report)}
      step={report.step}
      isMeasured
    />
  )
}

export function Headline() {
  const report = useLabStateEvery(200, latestProbe)
  const isOff = useLabState((state) => state.settings.probe === 0)
  const isPoint = useLabState((state) => !isRandom(state.settings))
  if (isPoint) return <RatioFigure ratio={null} unit={t('ratioNone')} where={t('ratioWhenPoint')} />
  if (!report) return <NotMeasured where={t(isOff ? 'ratioWhenOff' : 'ratioWhen')} />
  return <Measured report={report} />
}

/** How many measurements this run has. */
export function Measurements() {
  const count = useLabState(({ probing }) => probing.count)
  return (
    <p className="measurements soft">
      <span data-testid="probe-count">{count}</span> {t('measurements', { count })}
    </p>
  )
}

/** Whether the measurements take more of the time than they were given. */
export function OverShare() {
  const taken = useLabState(({ probing }) => probing.overShare)
  const percent = useLabState(({ settings }) => settings.probe)
  if (taken === null || percent === 0) return null
  return <p className="figures-note soft">{t('measurementsOver', { taken, share: percent / 100 })}</p>
}
