import type { EstimatorId } from '../../protocol/estimators.ts'
import type { Moments } from '../../math/moments.ts'
import { tPart as t } from '../messages/of-parts.ts'
import { ownColour } from './names.ts'
import { gradientText, withError } from './gradient-text.ts'
import { estimatorInSentence } from './names.ts'

export interface EstimatorMoments {
  readonly id: EstimatorId
  readonly moments: Moments
}

/** Mean and spread of each estimator's draws. */
export const MomentsTable = ({ rows }: { rows: readonly EstimatorMoments[] }) => (
  <table className="figures">
    <thead>
      <tr>
        <td />
        <th scope="col">{t('meanHeader')}</th>
        <th scope="col">{t('deviationHeader')}</th>
      </tr>
    </thead>
    <tbody>
      {rows
        .map(({ id, moments: { mean, meanError, deviation } }) => (
          <tr key={id} {...ownColour(id)}>
            <th scope="row">
              <span className="swatch" />
              {estimatorInSentence(id)}
            </th>
            <td>{t('plusMinus', withError(mean, meanError))}</td>
            <td className="figures-value">{gradientText(deviation)}</td>
          </tr>
        ))
        .reverse()}
    </tbody>
  </table>
)
