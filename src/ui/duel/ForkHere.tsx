/** Lets a lane leave the run where it stands. */
import { isRoom } from '../../store/lanes/state.ts'
import { useLab, useLabState } from '../lab-context.tsx'
import { t } from '../messages/index.ts'

export function ForkHere() {
  const lab = useLab()
  const isBusy = useLabState((state) => state.isForking)
  const isFull = useLabState((state) => !isRoom(state.lanes, state.guide.forks))
  const isPossible = useLabState((state) => state.phase !== 'none' && state.opening === null) && !isFull
  return (
    <div className="fork-here">
      <button
        type="button"
        className="button"
        aria-disabled={!isPossible}
        aria-busy={isBusy}
        aria-describedby="fork-hint"
        title={t(isFull ? 'forkFull' : 'forkHint')}
        onClick={() => void lab.lanes.fork()}
      >
        {t('forkHere')}
      </button>
      <span id="fork-hint" hidden>
        {t(isFull ? 'forkFull' : 'forkHint')}
      </span>
    </div>
  )
}
