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
import { familyMetaOf } from '../../protocol/families.ts'
import { inForce, type Settings } from '../../protocol/settings.ts'
import { useLab, useLabState } from '../lab-context.tsx'
import { messages, t } from '../messages/index.ts'
import { usePlace } from '../spotlight.ts'
import { openDerivation } from '../derivations/open.ts'
import { ForkHere } from '../duel/ForkHere.tsx'
import { EstimatorOptions } from './EstimatorOptions.tsx'

/** The formulas are the estimators' own markup, not anyone's input. */
const Formula = ({ html }: { html: string }) => (
  <span className="estimator-formula" aria-hidden dangerouslySetInnerHTML={{ __html: html }} />
)

interface Refusal {
  readonly text: string
  /** The derivation that says why; null if there is none. */
  readonly lesson: string | null
}

interface ChoiceProps {
  readonly id: EstimatorId
  readonly isChosen: boolean
  /** Why it cannot be used with these latents; null if it can. */
  readonly refusal: Refusal | null
}

/** Beside the label, not in it: a label is for one control. */
function Why({ label, lesson }: { label: string; lesson: string }) {
  const lab = useLab()
  return (
    <button
      type="button"
      className="quiet estimator-why"
      aria-label={t('refusalWhyNamed', { name: label })}
      onClick={() => openDerivation(lab, lesson)}
    >
      {t('refusalWhy')}
    </button>
  )
}

function Choice({ id, isChosen, refusal }: ChoiceProps) {
  const label = messages.estimators[id]?.label ?? id
  const lesson = refusal?.lesson ?? null
  const choice = (
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
          {refusal.text}
        </span>
      )}
    </label>
  )
  if (lesson === null) return choice
  return (
    <div className="estimator-and-why">
      {choice}
      <Why label={label} lesson={lesson} />
    </div>
  )
}

const withoutLesson = (text: string): Refusal => ({ text, lesson: null })

/** Why it cannot be used with these latents and this objective; null if it can. Choosing it all the same tells the remedy. */
function refusalOf(id: EstimatorId, settings: Settings): Refusal | null {
  const { family } = settings
  const missing = missingCapability(id, family)
  if (missing !== null)
    return {
      text: t('refusedEstimator', { family, missing }),
      lesson: familyMetaOf(family).whyNot?.[missing] ?? null,
    }
  const { objective } = inForce(settings)
  const unbound = missingBound(id, objective)
  if (unbound !== null) return withoutLesson(t('refusedForObjective', { objective, missing: unbound }))
  return hasTooManyStates(id, settings) ? withoutLesson(t('refusedForStates', { most: MOST_STATES })) : null
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
