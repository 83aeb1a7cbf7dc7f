/**
 * The newest step of the run that is safely in the browser's storage. Where there is little room the eye sees it only
 * when it matters: when nothing can be saved, or what is saved is further behind than is promised.
 */
import { savedStep } from '../../store/checkpoints/state.ts'
import { useLabState } from '../lab-context.tsx'
import { format, t } from '../messages/index.ts'
import { Readout } from './Readout.tsx'

export function Saved() {
  const step = useLabState(({ checkpoints, history }) => savedStep(checkpoints, history.current.id))
  const trouble = useLabState(({ checkpoints }) => checkpoints.trouble !== null)
  const isLate = useLabState(({ checkpoints, phase }) => checkpoints.isLate && phase === 'training')
  const hint = trouble ? t('savedFails') : isLate ? t('savedLate') : t('savedHint')
  return (
    <Readout
      testId="saved-step"
      plain={String(step)}
      shown={step === 0 ? '–' : format.integer(step)}
      unit={t('savedUnit')}
      digits={6}
      className="saved"
      unitFirst
      hint={hint}
      isWarning={trouble || isLate}
      dataStep={step}
    />
  )
}
