/** One derivation: its sentences, its formulas step by step, and the code that computes it. */
import { useId, type Dispatch } from 'react'
import type { Derivation, Step as StepData, StepWords } from '../../derivations/derivation.ts'
import { useLanguage } from '../language.ts'
import { t } from '../messages/index.ts'
import { Code } from './Code.tsx'
import { DisplayFormula } from './DisplayFormula.tsx'
import { Handles } from './Handles.tsx'
import { Prose } from './Prose.tsx'
import { stepKey, type Turn } from './reading.ts'

interface StepProps {
  readonly place: number
  readonly step: StepData
  readonly words: StepWords
  readonly isClosed: boolean
  readonly onToggle: () => void
}

function Step({ place, step: { formula }, words: { why, spoken }, isClosed, onToggle }: StepProps) {
  const id = useId()
  return (
    <li className="step" data-closed={isClosed || undefined}>
      <button
        type="button"
        className="step-number"
        aria-expanded={!isClosed}
        aria-controls={id}
        aria-label={t('derivationStep', { place })}
        onClick={onToggle}
      >
        {place}
      </button>
      <Prose text={why} className="step-why" />
      <div className="step-formula" id={id} hidden={isClosed}>
        <DisplayFormula tex={formula} spoken={spoken} />
        <Handles tex={formula} />
      </div>
    </li>
  )
}

interface Props {
  readonly derivation: Derivation
  readonly closed: ReadonlySet<string>
  readonly turn: Dispatch<Turn>
}

export function Lesson({ derivation: { id, steps, code, words: inLanguages }, closed, turn }: Props) {
  const words = inLanguages[useLanguage()] ?? inLanguages.en
  const titleId = useId()
  return (
    <article className="lesson" aria-labelledby={titleId} data-derivation={id}>
      <h3 id={titleId}>{words.title}</h3>
      <Prose text={words.intro} className="lesson-words" />
      <ol className="steps">
        {steps.map((step, i) => (
          <Step
            key={step.id}
            place={i + 1}
            step={step}
            words={words.steps[step.id] as StepWords}
            isClosed={closed.has(stepKey(id, step.id))}
            onToggle={() => turn({ type: 'step', key: stepKey(id, step.id) })}
          />
        ))}
      </ol>
      <Prose text={words.outro} className="lesson-words" />
      {code.map((reference) => (
        <Code key={`${reference.file} ${reference.symbol}`} reference={reference} />
      ))}
      <p className="lesson-reference">
        {t('named', { name: t('derivationReference'), phrase: words.reference })}
      </p>
    </article>
  )
}
