/** The gradient estimators there are, in the order of the registry. */
import { RadioGroup } from 'radix-ui'
import { ESTIMATOR_IDS, colourOf, metaOf, type EstimatorId } from '../../protocol/estimators.ts'
import { useLab, useLabState } from '../lab-context.tsx'
import { messages, t } from '../messages/index.ts'
import { usePlace } from '../spotlight.ts'
import { ForkHere } from '../duel/ForkHere.tsx'
import { EstimatorOptions } from './EstimatorOptions.tsx'

/** The formulas are the estimators' own markup, not anyone's input. */
const Formula = ({ html }: { html: string }) => (
  <span className="estimator-formula" aria-hidden dangerouslySetInnerHTML={{ __html: html }} />
)

function Choice({ id, isChosen }: { id: EstimatorId; isChosen: boolean }) {
  const label = messages.estimators[id]?.label
  return (
    <label
      className="estimator"
      data-estimator={id}
      data-colour={colourOf(id)}
      data-chosen={isChosen || undefined}
      {...usePlace(`estimator:${id}`)}
    >
      <RadioGroup.Item className="radio" value={id} aria-label={label}>
        <RadioGroup.Indicator className="radio-dot" />
      </RadioGroup.Item>
      <span className="estimator-name">{label}</span>
      <Formula html={metaOf(id).formula} />
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
        onValueChange={(next) => lab.set('estimator', next as EstimatorId)}
      >
        {ESTIMATOR_IDS.map((id) => (
          <Choice key={id} id={id} isChosen={id === value} />
        ))}
      </RadioGroup.Root>
      <ForkHere />
      <EstimatorOptions />
    </section>
  )
}
