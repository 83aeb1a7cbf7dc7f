/** The gradient estimators there are, in the order of the registry. */
import { useState, type ReactNode } from 'react'
import { RadioGroup } from 'radix-ui'
import {
  ESTIMATOR_IDS,
  MOST_STATES,
  colourOf,
  hasTooManyStates,
  isIntervention,
  metaOf,
  missingBound,
  missingCapability,
  type EstimatorId,
} from '../../protocol/estimators.ts'
import { inForce, type Settings } from '../../protocol/settings.ts'
import { useLab, useLabState } from '../lab-context.tsx'
import { messages, t } from '../messages/index.ts'
import { usePlace } from '../spotlight.ts'
import { ForkHere } from '../duel/ForkHere.tsx'
import { EstimatorOptions } from './EstimatorOptions.tsx'

/** The formulas are the estimators' own markup, not anyone's input. */
const Formula = ({ html }: { html: string }) => (
  <span className="estimator-formula" aria-hidden dangerouslySetInnerHTML={{ __html: html }} />
)

interface ChoiceProps {
  readonly id: EstimatorId
  readonly isChosen: boolean
  /** Why it cannot be used with these latents; null if it can. */
  readonly refusal: string | null
}

function Choice({ id, isChosen, refusal }: ChoiceProps) {
  const label = messages.estimators[id]?.label
  return (
    <label
      className="estimator"
      data-estimator={id}
      data-colour={colourOf(id)}
      data-chosen={isChosen || undefined}
      data-refused={refusal === null ? undefined : true}
      {...usePlace(`estimator:${id}`)}
    >
      <RadioGroup.Item
        className="radio"
        value={id}
        aria-label={label}
        aria-describedby={refusal === null ? undefined : `refusal-${id}`}
      >
        <RadioGroup.Indicator className="radio-dot" />
      </RadioGroup.Item>
      <span className="estimator-name">{label}</span>
      {refusal === null ? (
        <Formula html={metaOf(id).formula} />
      ) : (
        <span className="estimator-refusal soft" id={`refusal-${id}`}>
          {refusal}
        </span>
      )}
    </label>
  )
}

/** Why it cannot be used with these latents and this objective; null if it can. Choosing it all the same tells the remedy. */
function refusalOf(id: EstimatorId, settings: Settings): string | null {
  const { family } = settings
  const missing = missingCapability(id, family)
  if (missing !== null) return t('refusedEstimator', { family, missing })
  const { objective } = inForce(settings)
  const unbound = missingBound(id, objective)
  if (unbound !== null) return t('refusedForObjective', { objective, missing: unbound })
  return hasTooManyStates(id, settings) ? t('refusedForStates', { most: MOST_STATES }) : null
}

interface InterventionsProps {
  /** Whether one of them is chosen: then all are in sight. */
  readonly isOne: boolean
  readonly children: ReactNode[]
}

/** Apart from the others and closed, since nobody trains with them but to see what they show. */
function Interventions({ isOne, children }: InterventionsProps) {
  const [isOpened, setOpened] = useState(false)
  const isOpen = isOpened || isOne
  if (children.length === 0) return null
  return (
    <details
      className="interventions"
      open={isOpen}
      onToggle={({ currentTarget }) => setOpened(currentTarget.open)}
    >
      <summary className="quiet">{t('interventionsNamed')}</summary>
      {isOpen && children}
    </details>
  )
}

export function EstimatorRadios() {
  const lab = useLab()
  const settings = useLabState((state) => state.settings)
  const value = settings.estimator
  const isShown = (id: EstimatorId) =>
    metaOf(id).isShownRefused ||
    (missingCapability(id, settings.family) === null &&
      missingBound(id, inForce(settings).objective) === null)
  const choice = (id: EstimatorId) => (
    <Choice key={id} id={id} isChosen={id === value} refusal={refusalOf(id, settings)} />
  )
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
        {ESTIMATOR_IDS.filter((id) => isShown(id) && !isIntervention(id)).map(choice)}
        <Interventions isOne={isIntervention(value)}>
          {ESTIMATOR_IDS.filter((id) => isShown(id) && isIntervention(id)).map(choice)}
        </Interventions>
      </RadioGroup.Root>
      <ForkHere />
      <EstimatorOptions />
    </section>
  )
}
