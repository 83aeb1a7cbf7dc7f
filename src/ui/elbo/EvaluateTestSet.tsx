import { useLab, useLabState } from '../lab-context.tsx'
import { t } from '../messages/index.ts'
import { ProgressBar } from '../feedback/ProgressBar.tsx'

/** Evaluates the whole test set on request; one place for the button and, while it runs, its progress. */
export function EvaluateTestSet() {
  const lab = useLab()
  const evaluating = useLabState((state) => state.evaluating)
  const isPossible = useLabState((state) => state.phase !== 'none')
  if (!evaluating)
    return (
      <button type="button" className="quiet" aria-disabled={!isPossible} onClick={() => void lab.evaluate()}>
        {t('evaluate')}
      </button>
    )
  return (
    <div className="evaluating">
      <div>
        <span className="soft">{t('evaluating', evaluating)}</span>
        <ProgressBar progress={evaluating} label={t('evaluation')} />
      </div>
      <button type="button" className="quiet" onClick={() => lab.cancelEvaluation()}>
        {t('cancel')}
      </button>
    </div>
  )
}
