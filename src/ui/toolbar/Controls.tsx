import { Toolbar } from 'radix-ui'
import { pendingReset, statusOf } from '../../store/state.ts'
import { useLab, useLabState } from '../lab-context.tsx'
import { t } from '../messages/index.ts'

/** One button whose name changes, so that it stays under the finger and keeps the focus. */
function TrainPause() {
  const lab = useLab()
  const isTraining = useLabState((state) => state.phase === 'training')
  const waits = useLabState((state) => state.willTrain)
  return (
    <Toolbar.Button
      className="button button-main train"
      aria-busy={waits}
      onClick={() => void (isTraining ? lab.pause() : lab.train())}
    >
      {isTraining ? t('pause') : t('train')}
    </Toolbar.Button>
  )
}

function Step() {
  const lab = useLab()
  const isPossible = useLabState((state) => ['ready', 'paused', 'diverged'].includes(statusOf(state)))
  return (
    <Toolbar.Button className="button" aria-disabled={!isPossible} onClick={() => void lab.step()}>
      {t('step')}
    </Toolbar.Button>
  )
}

function Reset() {
  const lab = useLab()
  const waits = useLabState((state) => pendingReset(state).length > 0)
  return (
    <Toolbar.Button
      className="button"
      data-waits={waits || undefined}
      aria-describedby="reset-hint"
      title={t('resetHint')}
      onClick={() => void lab.reset()}
    >
      {t('reset')}
    </Toolbar.Button>
  )
}

export const Controls = () => (
  <div className="controls">
    <TrainPause />
    <Step />
    <Reset />
    <span id="reset-hint" hidden>
      {t('resetHint')}
    </span>
  </div>
)
