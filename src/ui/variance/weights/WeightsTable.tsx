/** Mean, bias, variance and signal over noise of each estimator of the importance-weighted bound in one dimension. */
import type { WeightEstimator } from '../../../math/one-weight.ts'
import type { EstimatorId } from '../../../protocol/estimators.ts'
import { format, messages } from '../../messages/index.ts'
import { tPart as t } from '../../messages/of-parts.ts'
import { gradientText, withError } from '../gradient-text.ts'
import { estimatorInSentence, ownColour } from '../names.ts'
import type { SolvedWeights, WeightRow } from './problem.ts'

/** Sticking the landing is no estimator of the page but a way to compute the KL. */
export const REGISTERED: Readonly<Partial<Record<WeightEstimator, EstimatorId>>> = {
  pathwise: 'reparameterized',
  dreg: 'dreg',
  vimco: 'vimco',
}

interface BothProps {
  readonly exact: number | undefined
  readonly value: number
  readonly error: number
}

/** Where nothing is summed exactly, what is measured stands alone. */
const Both = ({ exact, value, error }: BothProps) => (
  <>
    {exact === undefined ? '' : gradientText(exact)}
    <span className="figures-ends soft">{t('plusMinus', withError(value, error))}</span>
  </>
)

function Row({ id, exact, measured, signal, gradient }: WeightRow & Pick<SolvedWeights, 'gradient'>) {
  const registered = REGISTERED[id]
  const bias = id === 'landing' ? (exact?.mean ?? measured.mean) - gradient : 0
  return (
    <tr {...(registered && ownColour(registered))}>
      <th scope="row">
        <span className="swatch" />
        {registered ? estimatorInSentence(registered) : messages.choices.kl['sticking-the-landing']}
      </th>
      <td>
        <Both exact={exact?.mean} value={measured.mean} error={measured.meanError} />
      </td>
      <td className="figures-value">{Math.abs(bias) > 1e-9 ? gradientText(bias) : t('noBias')}</td>
      <td>
        <Both exact={exact?.variance} value={measured.variance} error={measured.varianceError} />
      </td>
      <td className="figures-extra">{Number.isFinite(signal) ? format.short(signal) : '–'}</td>
    </tr>
  )
}

export const WeightsTable = ({ rows, gradient }: SolvedWeights) => (
  <table className="figures">
    <thead>
      <tr>
        <td />
        <th scope="col">{t('weightsMean')}</th>
        <th scope="col">{t('weightsBias')}</th>
        <th scope="col">{t('weightsVariance')}</th>
        <th scope="col" className="figures-extra">
          {t('weightsSignal')}
        </th>
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <Row key={row.id} {...row} gradient={gradient} />
      ))}
    </tbody>
  </table>
)
