/** The question that the lab was built for, under the toolbar, and the one button that begins to answer it. */
import type { LabState } from '../../store/state.ts'
import { useLab, useLabState } from '../lab-context.tsx'
import { t } from '../messages/index.ts'
import './opening.css'

/** Nobody has trained anything yet. */
const isFresh = ({ step, phase, willTrain, history: { current, earlier } }: LabState): boolean =>
  step === 0 && phase !== 'training' && !willTrain && current.rows.length + earlier.length === 0

export function Question() {
  const lab = useLab()
  const hasButton = useLabState(isFresh)
  return (
    <section className="line" aria-label={t('questionName')} data-fresh={hasButton || undefined}>
      <p className="line-text">{t('question')}</p>
      {hasButton && (
        <button type="button" className="button line-button" onClick={() => void lab.train()}>
          {t('trainAndSee')}
        </button>
      )}
    </section>
  )
}
