/** Bayes' rule for two codes and one pixel, with a slider for the prior. */
import { useId, useState } from 'react'
import { posteriorOfB } from '../../../derivations/latent-variable-model/bayes.ts'
import { StopSlider } from '../../controls/StopSlider.tsx'
import { format, t } from '../../messages/index.ts'

const STOPS: readonly number[] = Array.from({ length: 99 }, (_, i) => (i + 1) / 100)

const Bar = ({ name, share }: { name: string; share: number }) => (
  <div className="bayes-row">
    <span>{name}</span>
    <span className="bayes-track">
      <span className="bayes-share" style={{ width: `${100 * share}%` }} />
    </span>
    <span className="bayes-value">{format.fixed(share, 2)}</span>
  </div>
)

export function BayesRule() {
  const [prior, setPrior] = useState(0.3)
  const labelId = useId()
  return (
    <div className="figure bayes">
      <div className="bayes-row">
        <span id={labelId}>{t('figureBayesPrior')}</span>
        <StopSlider
          stops={STOPS}
          value={prior}
          labelledBy={labelId}
          text={format.fixed(prior, 2)}
          onChange={setPrior}
        />
        <span className="bayes-value">{format.fixed(prior, 2)}</span>
      </div>
      <Bar name={t('figureBayesPosterior')} share={posteriorOfB(prior)} />
    </div>
  )
}
