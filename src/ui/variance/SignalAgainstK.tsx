/** What a tighter bound does to the encoder's gradient: signal over noise against K, for each estimator of that bound. */
import { useMemo } from 'react'
import {
  WEIGHTED_ESTIMATORS,
  againstKChart,
  expectedSlope,
  noiseFloor,
  signalToNoise,
  slopeByK,
  weightsOf,
} from '../../charts/variance/against-k.ts'
import type { EstimatorId } from '../../protocol/estimators.ts'
import type { CoordinateSignal, ProbeReport } from '../../protocol/variance.ts'
import { Age, Aged } from '../aged/Aged.tsx'
import { ChartFigure } from '../chart/ChartFigure.tsx'
import { useLab, useLabState } from '../lab-context.tsx'
import { format } from '../messages/index.ts'
import { tPart as t } from '../messages/of-parts.ts'
import { usePalette } from '../palette.ts'
import { againstKCsv } from './view-csv.ts'
import { EmptyView } from '../feedback/EmptyView.tsx'
import { againstKFrame } from './view-frames.ts'
import { MeasureVariance } from './MeasureVariance.tsx'
import { estimatorInSentence, ownColour } from './names.ts'

const NO_MARKS = [] as const
const SHOWN = [0.85, 60] as const

interface Reports {
  readonly reports: readonly ProbeReport[]
}

/** What fades is told from what is not there: the former has an upper end. */
function Signal({ weights }: { weights: CoordinateSignal | undefined }) {
  if (!weights) return '–'
  const found = signalToNoise(weights)
  if (!found)
    return (
      <span className="soft">
        {t('noSignalShort')}
        <span className="figures-ends">
          {t('biasBelow', { most: Math.sqrt(Math.max(weights.square.hi, 0)) })}
        </span>
      </span>
    )
  return (
    <>
      {format.fixed(found.value, 2)}
      <span className="figures-ends soft">{t('signalEnds', found)}</span>
    </>
  )
}

function Slope({ id, reports }: Reports & { id: EstimatorId }) {
  const slope = slopeByK(reports, id)
  const expected = expectedSlope(id)
  return (
    <td className="figures-value">
      {slope === null ? '–' : t('power', { exponent: slope })}
      {expected !== null && (
        <span className="figures-ends soft">{t('powerExpected', { exponent: expected })}</span>
      )}
    </td>
  )
}

function SignalTable({ reports }: Reports) {
  const ids = WEIGHTED_ESTIMATORS.filter((id) => reports.some((report) => weightsOf(report, id)))
  return (
    <table className="figures">
      <thead>
        <tr>
          <th scope="col">K</th>
          {ids.map((id) => (
            <th key={id} scope="col" {...ownColour(id)}>
              <span className="swatch" />
              {estimatorInSentence(id)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {reports.map((report) => (
          <tr key={report.importance}>
            <th scope="row">{format.integer(report.importance ?? 1)}</th>
            {ids.map((id) => (
              <td key={id}>
                <Signal weights={weightsOf(report, id)} />
              </td>
            ))}
          </tr>
        ))}
        <tr>
          <th scope="row">{t('signalSlope')}</th>
          {ids.map((id) => (
            <Slope key={id} id={id} reports={reports} />
          ))}
        </tr>
      </tbody>
    </table>
  )
}

function Measured({ reports }: Reports) {
  const lab = useLab()
  const colour = usePalette()
  const ks = useMemo(() => reports.map(({ importance }) => importance ?? 1), [reports])
  const frame = useMemo(() => againstKFrame(colour, ks), [colour, ks])
  const content = useMemo(() => ({ ...againstKChart(reports), x: SHOWN, marks: NO_MARKS }), [reports])
  const [first, last] = [reports[0]!, reports.at(-1)!]
  const [some] = WEIGHTED_ESTIMATORS.flatMap((id) => weightsOf(last, id) ?? [])
  // Of estimators that need a path: where the latents have none, there is no law to tell.
  const hasTheory = WEIGHTED_ESTIMATORS.some((id) => expectedSlope(id) !== null && weightsOf(last, id))
  return (
    <>
      <ChartFigure
        frame={frame}
        content={content}
        label={t('againstKLabel')}
        name="signal-to-noise-against-k"
        csv={() => againstKCsv(reports)}
        step={last.step}
      >
        <MeasureVariance
          what="against-k"
          label={t('measureAgain')}
          onStart={() => void lab.measureAgainstK()}
          isQuiet
        />
      </ChartFigure>
      <Aged as="div" step={first.step}>
        <SignalTable reports={reports} />
        <p className="figures-note soft">
          {t('againstKCaption', {
            from: first.step,
            to: last.step,
            weights: some?.coordinates ?? 0,
            draws: last.draws,
            floor: noiseFloor(last.draws),
          })}{' '}
          {hasTheory && <>{t('againstKTheory')} </>}
          <Age isQuiet />
        </p>
      </Aged>
    </>
  )
}

export function SignalAgainstK() {
  const lab = useLab()
  const reports = useLabState((state) => state.varianceViews.againstK)
  if (reports && reports.length > 0) return <Measured reports={reports} />
  return (
    <EmptyView title={t('againstKEmptyTitle')} text={t('againstKEmptyText')}>
      <MeasureVariance
        what="against-k"
        label={t('measureAgainstL')}
        onStart={() => void lab.measureAgainstK()}
      />
    </EmptyView>
  )
}
