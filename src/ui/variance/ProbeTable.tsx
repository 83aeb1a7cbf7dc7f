/** The latest measurement in figures; also the legend of the curves. */
import { drawsBesideOf, isIntervention, metaOf, type EstimatorId } from '../../protocol/estimators.ts'
import { estimatorsWithoutReset, type Settings } from '../../protocol/settings.ts'
import type { EstimatorVariance, Interval, ProbeReport } from '../../protocol/variance.ts'
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

/** Whether a biased estimator was measured beside one without bias. */
const tellsBias = (report: ProbeReport | undefined): boolean =>
  Object.values(report?.estimators ?? {}).some(({ bias }) => bias)

/** An interval below its value, where there is no column for it. */
const Ends = ({ of }: { of: Interval }) =>
  Number.isNaN(of.lo) ? null : <span className="figures-ends soft">{t('interval', of)}</span>

/** |bias|^2 and the cosine of the angle to the gradient. An unbiased estimator has neither. */
function BiasCells({ id, own }: { id: EstimatorId; own: EstimatorVariance | undefined }) {
  const bias = own?.bias
  if (!bias)
    return (
      <>
        <td className="figures-interval">{own && metaOf(id).isUnbiased ? t('noBias') : NOTHING}</td>
        <td className="figures-interval">{NOTHING}</td>
      </>
    )
  const { square, cosine } = bias
  return (
    <>
      <td className="figures-interval">
        {square.lo > 0 ? format.scientific(square.value) : t('biasBelow', { most: square.hi })}
        {square.lo > 0 && <Ends of={square} />}
      </td>
      <td className="figures-interval">{cosine ? format.fixed(cosine.value, 2) : NOTHING}</td>
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
        <BiasCells id={id} own={own} />
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

export function ProbeTable({ report }: { report: ProbeReport | undefined }) {
  const settings = useLabState((state) => state.applied ?? state.settings)
  const hasBias = tellsBias(report)
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
            {!hasBias && (
              <th scope="col">
                <Worded text={t('figuresInterval')} />
              </th>
            )}
            <th scope="col">
              <Worded text={t(hasBias ? 'figuresBias' : 'figuresNoise')} />
            </th>
            <th scope="col" className={hasBias ? undefined : 'figures-extra'}>
              <Worded text={t(hasBias ? 'figuresCosine' : 'figuresCost')} />
            </th>
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
            <td colSpan={2} />
            <td className="figures-extra" />
          </tr>
        </tbody>
      </Aged>
      <details className="figures-note soft">
        <summary>{t('figuresWhat')}</summary>
        {t('figuresCaption', { draws: report?.draws ?? 64, images: report?.images ?? 64 })}
        {hasBias && ` ${t('biasCaption')}`}
      </details>
    </>
  )
}
