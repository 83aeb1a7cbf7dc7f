import type { Progress } from '../../store/state.ts'

/** How far something is; a moving bar where nobody knows. */
export function ProgressBar({ progress: { done, total }, label }: { progress: Progress; label: string }) {
  const isKnown = total > 0
  const percent = isKnown ? Math.round((100 * done) / total) : 0
  return (
    <div
      className="bar"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      data-unknown={!isKnown || undefined}
      {...(isKnown && { 'aria-valuenow': percent })}
    >
      <span style={isKnown ? { transform: `scaleX(${percent / 100})` } : undefined} />
    </div>
  )
}
