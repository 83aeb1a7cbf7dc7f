/** The one number: how many times as large the score function's variance is, and where that was measured. */
import type { LabState } from '../../store/state.ts'
import { Age, Aged } from '../aged/Aged.tsx'
import { useLabState, useLabStateEvery } from '../lab-context.tsx'
import { t } from '../messages/index.ts'
import { usePlace } from '../spotlight.ts'
import { baselineName } from './names.ts'

const latestProbe = ({ history }: LabState) => history.current.probes.at(-1)

interface FigureProps {
  readonly ratio: number | null
  readonly unit: string
  readonly interval?: string
  readonly where: string
  /** At which it was measured. */
  readonly step?: number
  /** Whether it is the measured ratio that the derivations speak of. */
  readonly isMeasured?: boolean
}

export const RatioFigure = ({ ratio, unit, interval, where, step, isMeasured }: FigureProps) => (
  <Aged as="p" className="big ratio" step={step} {...usePlace(isMeasured ? 'figure:ratio' : '')}>
    <span className="figure" data-estimator="score-function">
      {ratio === null ? '–' : t('ratioFigure', { ratio })}
    </span>
    <span className="ratio-words">
      <span>
        {unit} {interval && <span className="soft">{interval}</span>}
      </span>
      <span className="soft">
        {where}
        {step !== undefined && t('comma')}
        <Age />
      </span>
    </span>
  </Aged>
)

export function Headline() {
  const report = useLabStateEvery(200, latestProbe)
  const isOff = useLabState((state) => state.settings.probe === 0)
  const isPoint = useLabState((state) => state.settings.posterior === 'point')
  if (isPoint) return <RatioFigure ratio={null} unit={t('ratioNone')} where={t('ratioWhenPoint')} />
  if (!report)
    return (
      <RatioFigure
        ratio={null}
        unit={t('ratioNone')}
        where={t(isOff ? 'ratioWhenOff' : 'ratioWhen')}
        isMeasured
      />
    )
  const { ratio, step, samples, baseline } = report
  if (Number.isNaN(ratio.value))
    return (
      <RatioFigure ratio={null} unit={t('ratioNone')} where={t('ratioNotFinite')} step={step} isMeasured />
    )
  return (
    <RatioFigure
      ratio={ratio.value}
      unit={t('ratioUnit')}
      interval={t('ratioInterval', ratio)}
      where={t('ratioWhere', { samples, baseline: baselineName(baseline) })}
      step={step}
      isMeasured
    />
  )
}
