import { ESTIMATORS } from '../../charts/variance/series.ts'
import type { Moments } from '../../math/moments.ts'
import { t } from '../messages/index.ts'
import { gradientText, withError } from './gradient-text.ts'
import { estimatorName } from './names.ts'

/** Mean and spread of both estimators' draws, in the order of ESTIMATORS. */
export const MomentsTable = ({ moments }: { moments: readonly Moments[] }) => (
  <table className="figures">
    <thead>
      <tr>
        <td />
        <th scope="col">{t('meanHeader')}</th>
        <th scope="col">{t('deviationHeader')}</th>
      </tr>
    </thead>
    <tbody>
      {moments
        .map(({ mean, meanError, deviation }, e) => (
          <tr key={e} data-estimator={ESTIMATORS[e]}>
            <th scope="row">
              <span className="swatch" />
              {estimatorName(ESTIMATORS[e]!)}
            </th>
            <td>{t('plusMinus', withError(mean, meanError))}</td>
            <td className="figures-value">{gradientText(deviation)}</td>
          </tr>
        ))
        .reverse()}
    </tbody>
  </table>
)
