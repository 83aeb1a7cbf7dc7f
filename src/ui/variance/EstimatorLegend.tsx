import { ESTIMATORS } from '../../charts/variance/series.ts'
import { estimatorName } from './names.ts'

/** The two estimators in their colours. */
export const EstimatorLegend = () => (
  <ul className="legend">
    {[...ESTIMATORS].reverse().map((id) => (
      <li key={id} data-estimator={id}>
        <span className="swatch" />
        {estimatorName(id)}
      </li>
    ))}
  </ul>
)
