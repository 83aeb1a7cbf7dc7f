/** Something to do at the end of a derivation: first the reader predicts, then the answer is shown. */
import { useId, type Dispatch } from 'react'
import type { Derivation, ExerciseWords } from '../../derivations/derivation.ts'
import { t } from '../messages/index.ts'
import { Prose } from './Prose.tsx'
import type { Turn } from './reading.ts'

interface ChoicesProps {
  readonly choices: readonly string[]
  readonly predicted: number | undefined
  readonly labelId: string
  readonly onPredict: (choice: number) => void
}

const Choices = ({ choices, predicted, labelId, onPredict }: ChoicesProps) => (
  <div className="exercise-choices" role="group" aria-labelledby={labelId}>
    {choices.map((choice, i) => (
      <button
        key={i}
        type="button"
        className="button"
        aria-pressed={i === predicted}
        onClick={() => onPredict(i)}
      >
        {choice}
      </button>
    ))}
  </div>
)

interface Props {
  readonly derivation: Pick<Derivation, 'id' | 'answer'>
  readonly words: ExerciseWords
  readonly predicted: number | undefined
  readonly turn: Dispatch<Turn>
}

export function Exercise({ derivation: { id, answer }, words, predicted, turn }: Props) {
  const questionId = useId()
  const { task, question, choices, because } = words
  return (
    <section className="exercise" aria-label={t('exercise')}>
      <h4>{t('exercise')}</h4>
      <Prose text={task} />
      <div id={questionId}>
        <Prose text={question} />
      </div>
      <Choices
        choices={choices}
        predicted={predicted}
        labelId={questionId}
        onPredict={(choice) => turn({ type: 'predict', id, choice })}
      />
      <div className="exercise-outcome" role="status">
        {predicted !== undefined && (
          <>
            <p>
              {predicted === answer
                ? t('exerciseRight')
                : t('exerciseOther', { choice: choices[answer] as string })}
            </p>
            <Prose text={because} />
          </>
        )}
      </div>
    </section>
  )
}
