/** One place for the integral's button and, while it goes on, its progress and the way out. */
import { ProgressBar } from '../../feedback/ProgressBar.tsx'
import { useLab, useLabState } from '../../lab-context.tsx'
import { tPart as t } from '../../messages/of-parts.ts'

interface Props {
  readonly label: string
  readonly onStart: () => void
  readonly isQuiet?: boolean
  /** What is computed: the exact posterior alone, or the ways to it. */
  readonly of?: 'exact' | 'ways'
}

export function MeasurePosterior({ label, onStart, isQuiet = false, of = 'exact' }: Props) {
  const lab = useLab()
  const integrating = useLabState(({ latent }) => (of === 'ways' ? latent.taking : latent.integrating))
  const cancel = () => (of === 'ways' ? lab.latent.cancelWays() : lab.latent.cancelExact())
  const isPossible = useLabState((state) => state.phase !== 'none')
  if (!integrating)
    return (
      <button
        type="button"
        className={isQuiet ? 'quiet' : 'button'}
        aria-disabled={!isPossible}
        onClick={() => isPossible && onStart()}
      >
        {label}
      </button>
    )
  return (
    <div className="evaluating" title={t('integratingPoints', integrating)}>
      <div>
        {!isQuiet && <span className="soft">{t('integratingPoints', integrating)}</span>}
        <ProgressBar progress={{ task: 'posterior', ...integrating }} label={t('integrating')} />
      </div>
      <button type="button" className="quiet" onClick={cancel}>
        {t('cancel')}
      </button>
    </div>
  )
}
