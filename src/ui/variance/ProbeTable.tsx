/** The latest measurement in figures; also the legend of the curves. */
import { mostOfSquare, mostShare, tellsFromZero, truthOfBias } from '../../charts/variance/bias.ts'
import { drawsBesideOf, isIntervention, metaOf, type EstimatorId } from '../../protocol/estimators.ts'
import { estimatorsWithoutReset, type Settings } from '../../protocol/settings.ts'
import type {
  EstimatorVariance,
  GradientBias,
  Interval,
  ProbeReport,
  Signal,
} from '../../protocol/variance.ts'
import { Aged } from '../aged/Aged.tsx'
import { Worded } from '../glossary/Explained.tsx'
import { useLabState } from '../lab-context.tsx'
import { format, t } from '../messages/index.ts'
import { usePlace } from '../spotlight.ts'
import { ownColour } from './names.ts'
import { estimatorInSentence } from './names.ts'

/** What the model can be trained with, the noisiest kinds first; an intervention while it trains, and where it was measured. */
const rowsOf = (settings: Settings, report: ProbeReport | undefined): readonly EstimatorId[] =>
  estimatorsWithoutReset(settings)
    .filter((id) => !isIntervention(id) || id === settings.estimator || report?.estimators[id])
    .reverse()

const LegendEntry = ({ id }: { id: EstimatorId }) => (
  <li {...ownColour(id)} {...usePlace(`curve:${id}`)}>
    <span className="swatch" />
    {estimatorInSentence(id)}
  </li>
)

/** The curves by name, where the figures are folded away. */
export function VarianceLegend({ report }: { report: ProbeReport | undefined }) {
  const settings = useLabState((state) => state.applied ?? state.settings)
  return (
    <ul className="legend variance-legend">
      {rowsOf(settings, report).map((id) => (
        <LegendEntry key={id} id={id} />
      ))}
      <li data-estimator="minibatch">
        <span className="swatch thin" />
        <Worded text={t('whichImages')} />
      </li>
    </ul>
  )
}

const NOTHING = '–'

/** With its interval; what the draws do not tell apart from infinity is a dash, which says why. */
function NoiseToSignal({ own, draws }: { own: EstimatorVariance; draws: number }) {
  const found = own.noiseToSignal
  if (!found) return <span title={found === null ? t('noSignal', { draws }) : undefined}>{NOTHING}</span>
  return (
    <>
      {format.times(found.value)} <span className="soft">{t('ratioInterval', found)}</span>
    </>
  )
}

/** Whether bias was measured: some estimator is biased, and another beside it is not. */
const tellsBias = (report: ProbeReport | undefined): boolean =>
  Object.values(report?.estimators ?? {}).some(({ bias }) => bias)

const Soft = ({ text }: { text: string }) => <span className="figures-ends soft">{text}</span>

/** An interval below its value, where there is no column for it. */
const Ends = ({ of }: { of: Interval }) => (Number.isNaN(of.lo) ? null : <Soft text={t('interval', of)} />)

/** A square; where the draws do not tell it from 0, what it is below. */
const Square = ({ of }: { of: Interval }) =>
  of.lo > 0 ? (
    <>
      {format.scientific(of.value)}
      <Ends of={of} />
    </>
  ) : (
    t('biasBelow', { most: mostOfSquare(of) })
  )

/** How large a bias may be that was not found, beside the gradient. */
function NotFound({ bias, signal }: { bias: GradientBias; signal: Signal | undefined }) {
  const share = mostShare(bias, signal)
  return <Soft text={share === null || share >= 1 ? t('noSignalShort') : t('biasShareBelow', { share })} />
}

/** Where there is none, the draws do not tell one of the two means from 0. */
const Cosine = ({ cosine }: { cosine: Interval | null }) =>
  cosine ? (
    <>
      {format.fixed(cosine.value, 2)}
      <Soft text={t('cosineInterval', { lo: format.fixed(cosine.lo, 2), hi: format.fixed(cosine.hi, 2) })} />
    </>
  ) : (
    <span className="soft">{t('noSignalShort')}</span>
  )

interface BiasProps {
  readonly id: EstimatorId
  readonly own: EstimatorVariance | undefined
  readonly signal: Signal | undefined
}

/** |bias|^2, the mean squared error of a draw, and the cosine of the angle to the gradient. The truth itself has none of them. */
function BiasCells({ id, own, signal }: BiasProps) {
  const bias = own?.bias
  if (!bias)
    return (
      <>
        <td className="figures-interval">{own && metaOf(id).isUnbiased ? t('noBias') : NOTHING}</td>
        <td className="figures-interval">{NOTHING}</td>
        <td className="figures-interval">{NOTHING}</td>
      </>
    )
  return (
    <>
      <td className="figures-interval">
        <Square of={bias.square} />
        {!tellsFromZero(bias) && <NotFound bias={bias} signal={signal} />}
      </td>
      <td className="figures-interval">{bias.error ? <Square of={bias.error} /> : NOTHING}</td>
      <td className="figures-interval">
        <Cosine cosine={bias.cosine} />
      </td>
    </>
  )
}

/** Decoder passes of an image for one draw of the gradient. */
const passesOf = (id: EstimatorId, { samples, k = 1 }: ProbeReport): number =>
  samples * k + drawsBesideOf(id, samples)

function EstimatorRow({ id, report }: { id: EstimatorId; report: ProbeReport | undefined }) {
  const own = report?.estimators[id]
  const isStill = own?.total.value === 0
  const hasBias = tellsBias(report)
  return (
    <tr {...ownColour(id)} {...usePlace(`curve:${id}`)}>
      <th scope="row">
        <span className="swatch" />
        {estimatorInSentence(id)}
      </th>
      <td className="figures-value">
        {!own ? NOTHING : isStill ? '0' : format.scientific(own.total.value)}
        {own && hasBias && !isStill && <Ends of={own.total} />}
      </td>
      {!hasBias && (
        <td className="figures-interval">
          {own && !isStill && !Number.isNaN(own.total.lo) ? t('interval', own.total) : NOTHING}
        </td>
      )}
      {hasBias ? (
        <BiasCells id={id} own={own} signal={report?.signal} />
      ) : (
        <>
          <td className="figures-interval">
            {own && report ? <NoiseToSignal own={own} draws={report.draws} /> : NOTHING}
          </td>
          <td className="figures-extra">
            {own && report ? format.scientific(own.total.value * passesOf(id, report)) : NOTHING}
          </td>
        </>
      )}
    </tr>
  )
}

const NOISE_COLUMNS = ['figuresInterval', 'figuresNoise', 'figuresCost'] as const
const BIAS_COLUMNS = ['figuresBias', 'bandsSum', 'figuresCosine'] as const

export function ProbeTable({ report }: { report: ProbeReport | undefined }) {
  const settings = useLabState((state) => state.applied ?? state.settings)
  const hasBias = tellsBias(report)
  const truth = report && hasBias && truthOfBias(report)
  return (
    <>
      <Aged as="table" className="figures" step={report?.step} isTight>
        <caption className="only-heard">{t('figures')}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">
              <Worded text={t('figuresVariance')} />
            </th>
            {(hasBias ? BIAS_COLUMNS : NOISE_COLUMNS).map((name) => (
              <th key={name} scope="col" className={name === 'figuresCost' ? 'figures-extra' : undefined}>
                <Worded text={t(name)} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rowsOf(settings, report).map((id) => (
            <EstimatorRow key={id} id={id} report={report} />
          ))}
          <tr data-estimator="minibatch">
            <th scope="row">
              <span className="swatch thin" />
              {t('whichImages')}
            </th>
            <td className="figures-value">{report ? format.scientific(report.minibatch) : NOTHING}</td>
            <td colSpan={hasBias ? 3 : 2} />
            {!hasBias && <td className="figures-extra" />}
          </tr>
        </tbody>
      </Aged>
      <details className="figures-note soft">
        <summary>{t('figuresWhat')}</summary>
        {t('figuresCaption', { draws: report?.draws ?? 64, images: report?.images ?? 64 })}
        {` ${t(hasBias ? 'biasCaption' : 'noiseCaption')}`}
        {/* Hidden with its column. */}
        {!hasBias && <span className="figures-extra"> {t('costCaption')}</span>}
        {truth && ` ${t('biasTruth', { truth })}`}
      </details>
    </>
  )
}
