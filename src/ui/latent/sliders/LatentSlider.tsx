/** One latent's slider, from -4 to 4 standard deviations of the prior, with ticks at its quantiles. */
import { Slider } from 'radix-ui'
import { memo, type CSSProperties } from 'react'
import { format, t } from '../../messages/index.ts'
import '../../controls/slider.css'

/** The prior's standard deviations that a slider reaches to both sides. */
export const SLIDER_REACH = 4
/** A twentieth of a standard deviation; with the Page keys ten times that. */
const STEP = 0.05

const share = (z: number) =>
  (Math.min(SLIDER_REACH, Math.max(-SLIDER_REACH, z)) + SLIDER_REACH) / (2 * SLIDER_REACH)

/** From the middle to the value. */
function rangeOf(z: number): CSSProperties {
  const [from, to] = [share(Math.min(0, z)), share(Math.max(0, z))]
  return { left: `${100 * from}%`, width: `${100 * (to - from)}%` }
}

interface Props {
  /** Counted from 0. */
  readonly latent: number
  readonly value: number
  readonly onMove: (latent: number, value: number) => void
}

function LatentSliderRow({ latent, value, onMove }: Props) {
  const name = `latent-${latent + 1}`
  return (
    <div className="latent-row">
      <span id={name} className="latent-name">
        {t('latentName', { latent: latent + 1 })}
      </span>
      <Slider.Root
        className="slider"
        min={-SLIDER_REACH}
        max={SLIDER_REACH}
        step={STEP}
        value={[Math.min(SLIDER_REACH, Math.max(-SLIDER_REACH, value))]}
        onValueChange={([next = 0]) => onMove(latent, Number(next.toFixed(2)))}
      >
        <Slider.Track className="slider-track">
          <span className="latent-range" style={rangeOf(value)} />
        </Slider.Track>
        <Slider.Thumb
          className="slider-thumb"
          aria-labelledby={name}
          aria-valuetext={format.fixed(value, 2)}
        />
      </Slider.Root>
      <span className="latent-value">{format.fixed(value, 2)}</span>
    </div>
  )
}

/** Of many sliders one moves. */
export const LatentSlider = memo(LatentSliderRow)
