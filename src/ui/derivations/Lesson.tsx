/** One derivation: its sentences, its formulas step by step, something to do, and the code that computes it. */
import { useId, type Dispatch } from 'react'
import type { Derivation, Step as StepData, StepWords } from '../../derivations/derivation.ts'
import { GlossaryList } from '../glossary/GlossaryList.tsx'
import { useLanguage } from '../language.ts'
import { t } from '../messages/index.ts'
import { Code } from './Code.tsx'
import { DisplayFormula } from './DisplayFormula.tsx'
import { Exercise } from './Exercise.tsx'
import { Figure } from './figures/Figure.tsx'
import { Handles } from './Handles.tsx'
import { Prose } from './Prose.tsx'
import { stepKey, type Reading, type Turn } from './reading.ts'

/** It may be wider than the column: the keyboard reaches it to scroll. */
const Listing = ({ text }: { text: string }) => (
  <pre className="code" tabIndex={0} role="group" aria-label={t('listing')}>
    <code>{text}</code>
  </pre>
)

interface StepProps {
  readonly place: number
  readonly step: StepData
  readonly words: StepWords
  readonly isClosed: boolean
  readonly onToggle: () => void
}

function Step({
  place,
  step: { formula, figure, listing },
  words: { why, spoken },
  isClosed,
  onToggle,
}: StepProps) {
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
        {figure && <Figure id={figure} />}
        {listing && <Listing text={listing} />}
      </div>
    </li>
  )
}

interface Props {
  readonly derivation: Derivation
  readonly reading: Pick<Reading, 'closed' | 'predictions'>
  readonly turn: Dispatch<Turn>
}

export function Lesson({ derivation, reading: { closed, predictions }, turn }: Props) {
  const { id, steps, code, words: inLanguages } = derivation
  const words = inLanguages[useLanguage()] ?? inLanguages.en
  const titleId = useId()
  return (
    <article className="lesson" aria-labelledby={titleId} data-derivation={id}>
      <h3 id={titleId}>{words.title}</h3>
      <Prose text={words.intro} className="lesson-words" isWorded />
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
      <Exercise derivation={derivation} words={words.exercise} predicted={predictions.get(id)} turn={turn} />
      {code.map((reference) => (
        <Code key={`${reference.file} ${reference.symbol}`} reference={reference} />
      ))}
      <GlossaryList />
      <p className="lesson-reference">
        {t('named', { name: t('derivationReference'), phrase: words.reference })}
      </p>
    </article>
  )
}
