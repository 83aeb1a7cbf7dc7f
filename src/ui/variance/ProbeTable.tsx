/** The latest measurement in figures; also the legend of the curves. */
import { ESTIMATOR_IDS, type EstimatorId } from '../../protocol/estimators.ts'
import type { EstimatorVariance, ProbeReport } from '../../protocol/variance.ts'
import { Aged } from '../aged/Aged.tsx'
import { format, t } from '../messages/index.ts'
import { usePlace } from '../spotlight.ts'
import { ownColour } from './names.ts'
import { estimatorInSentence } from './names.ts'

const ROWS: readonly EstimatorId[] = [...ESTIMATOR_IDS].reverse()
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

function EstimatorRow({ id, report }: { id: EstimatorId; report: ProbeReport | undefined }) {
  const own = report?.estimators[id]
  return (
    <tr {...ownColour(id)} {...usePlace(`curve:${id}`)}>
      <th scope="row">
        <span className="swatch" />
        {estimatorInSentence(id)}
      </th>
      <td className="figures-value">{own ? format.scientific(own.total.value) : NOTHING}</td>
      <td className="figures-interval">
        {own && !Number.isNaN(own.total.lo) ? t('interval', own.total) : NOTHING}
      </td>
      <td className="figures-interval">
        {own && report ? <NoiseToSignal own={own} draws={report.draws} /> : NOTHING}
      </td>
      <td className="figures-extra">
        {own && report ? format.scientific(own.total.value * report.samples) : NOTHING}
      </td>
    </tr>
  )
}

export function ProbeTable({ report }: { report: ProbeReport | undefined }) {
  return (
    <>
      <Aged as="table" className="figures" step={report?.step} isTight>
        <caption className="only-heard">{t('figures')}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('figuresVariance')}</th>
            <th scope="col">{t('figuresInterval')}</th>
            <th scope="col">{t('figuresNoise')}</th>
            <th scope="col" className="figures-extra">
              {t('figuresCost')}
            </th>
          </tr>
        </thead>
        <tbody>
          {ROWS.map((id) => (
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
      </details>
    </>
  )
}
