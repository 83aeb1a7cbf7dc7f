/** The sliders, the most active latents first; those that the model does not use are folded away. */
import { useCallback, useState, type CSSProperties, type FocusEvent } from 'react'
import { normalQuantile } from '../../../math/normal.ts'
import { useLab, useLabState } from '../../lab-context.tsx'
import { t } from '../../messages/index.ts'
import { usePlace } from '../../spotlight.ts'
import { createGestures } from './gestures.ts'
import { LatentSlider, SLIDER_REACH } from './LatentSlider.tsx'

/** Of N(0, 1): where a slider has ticks. */
const QUANTILES = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]

/** Thin lines on a track, as a CSS background; the middle one is the longest. */
const TICKS = QUANTILES.map((quantile) => {
  const percent = (100 * (normalQuantile(quantile) + SLIDER_REACH)) / (2 * SLIDER_REACH)
  const height = quantile === 0.5 ? 100 : 60
  return `linear-gradient(var(--tick) 0 0) ${percent}% 50% / 1px ${height}% no-repeat`
}).join(', ')

/** Moves of one drag, or of keys pressed in a row, are one gesture. */
function useMoves() {
  const lab = useLab()
  const [gestures] = useState(() => createGestures(() => performance.now()))
  const onMove = useCallback(
    (latent: number, value: number) => {
      const { point } = lab.store.getState().latent
      lab.latent.moveTo(
        point.map((z, j) => (j === latent ? value : z)),
        gestures.current,
      )
    },
    [lab, gestures],
  )
  return { gestures, onMove }
}

const latentOf = (element: EventTarget) =>
  Number((element as HTMLElement).closest<HTMLElement>('[data-latent]')?.dataset.latent)

export function Sliders() {
  const lab = useLab()
  const point = useLabState((state) => state.latent.point)
  const order = useLabState((state) => state.latent.order)
  const active = useLabState((state) => state.latent.active)
  const [showsAll, setShowsAll] = useState(false)
  const place = usePlace('latent:sliders')
  const { gestures, onMove } = useMoves()
  const folded = order.length - active
  const shown = showsAll || active === 0 ? order : order.slice(0, active)
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (!currentTarget.contains(relatedTarget)) lab.latent.hold(false)
  }
  return (
    <div
      className="sliders"
      {...place}
      role="group"
      aria-label={t('sliders')}
      style={{ '--ticks': TICKS } as CSSProperties}
      onFocus={() => lab.latent.hold(true)}
      onBlur={onBlur}
      onPointerDownCapture={() => gestures.grab()}
      onKeyDownCapture={({ target }) => gestures.press(latentOf(target))}
    >
      {shown.map((latent) => (
        <div key={latent} data-latent={latent}>
          <LatentSlider latent={latent} value={point[latent] ?? 0} onMove={onMove} />
        </div>
      ))}
      {folded > 0 && active > 0 && (
        <button
          type="button"
          className="quiet sliders-fold"
          aria-expanded={showsAll}
          onClick={() => setShowsAll(!showsAll)}
        >
          {showsAll ? t('hideInactive') : t('showInactive', { count: folded })}
        </button>
      )}
    </div>
  )
}
