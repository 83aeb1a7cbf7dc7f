/** Lanes that a link or a reset has leave the run at a later step. */
import type { Fork } from '../../store/lanes/state.ts'
import { useLab, useLabState } from '../lab-context.tsx'
import { t } from '../messages/index.ts'
import { changeName } from './lanes.ts'

function LaneToCome({ fork }: { fork: Fork }) {
  const lab = useLab()
  const isPossible = useLabState((state) => state.phase !== 'none' && !state.opening && !state.isForking)
  const isPast = useLabState(
    ({ step, phase }) => step >= fork.step && (fork.step === 0 || phase !== 'training'),
  )
  const words = { step: fork.step, name: changeName(fork.change) }
  return (
    <li className="lane-to-come">
      <span>{t(isPast ? 'laneMissed' : 'laneComes', words)}</span>
      <button
        type="button"
        className="quiet"
        aria-label={t('laneNowNamed', words)}
        aria-disabled={!isPossible}
        onClick={() => isPossible && void lab.lanes.hasten(fork)}
      >
        {t('laneNow')}
      </button>
      <button
        type="button"
        className="quiet"
        aria-label={t('laneUnplanNamed', words)}
        onClick={() => lab.lanes.unplan(fork)}
      >
        {t('laneDrop')}
      </button>
    </li>
  )
}

export function LanesToCome() {
  const forks = useLabState((state) => state.guide.forks)
  return (
    forks.length > 0 && (
      <ul className="lanes-to-come">
        {forks.map((fork, i) => (
          <LaneToCome key={`${fork.step} ${i}`} fork={fork} />
        ))}
      </ul>
    )
  )
}
