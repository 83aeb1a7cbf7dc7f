/** The gradient estimators there are, as the settings table lists them. */
import { RadioGroup } from 'radix-ui'
import { SETTINGS, type Settings } from '../../protocol/settings.ts'
import { useLab, useLabState } from '../lab-context.tsx'
import { messages, t } from '../messages/index.ts'
import { usePlace } from '../spotlight.ts'
import { EstimatorOptions } from './EstimatorOptions.tsx'

type Estimator = Settings['estimator']

/** The formulas are the catalog's own markup, not anyone's input. */
const Formula = ({ html }: { html: string }) => (
  <span className="estimator-formula" aria-hidden dangerouslySetInnerHTML={{ __html: html }} />
)

function Choice({ id, isChosen }: { id: Estimator; isChosen: boolean }) {
  return (
    <label
      className="estimator"
      data-estimator={id}
      data-chosen={isChosen || undefined}
      {...usePlace(`estimator:${id}`)}
    >
      <RadioGroup.Item className="radio" value={id} aria-label={messages.estimators[id]?.label}>
        <RadioGroup.Indicator className="radio-dot" />
      </RadioGroup.Item>
      <span className="estimator-name">{messages.estimators[id]?.label}</span>
      <Formula html={messages.estimators[id]?.formula ?? ''} />
    </label>
  )
}

export function EstimatorRadios() {
  const lab = useLab()
  const value = useLabState((state) => state.settings.estimator)
  return (
    <section>
      <h3 className="heading" id="estimator-heading">
        {t('estimator')}
      </h3>
      <RadioGroup.Root
        className="estimators"
        aria-labelledby="estimator-heading"
        value={value}
        onValueChange={(next) => lab.set('estimator', next as Estimator)}
      >
        {(SETTINGS.estimator.choices as readonly Estimator[]).map((id) => (
          <Choice key={id} id={id} isChosen={id === value} />
        ))}
      </RadioGroup.Root>
      <EstimatorOptions />
    </section>
  )
}
