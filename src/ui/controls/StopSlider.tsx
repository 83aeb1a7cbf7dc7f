/** A slider over given stops. Its value is announced as the number it stands for, not as the place on the track. */
import { Slider } from 'radix-ui'
import './slider.css'
import { nearestStop } from './stops.ts'

interface Props {
  readonly stops: readonly number[]
  readonly value: number
  readonly labelledBy: string
  readonly text: string
  /** While it is dragged, too. */
  readonly onChange?: (value: number) => void
  /** When it is let go. */
  readonly onCommit?: (value: number) => void
}

export function StopSlider({ stops, value, labelledBy, text, onChange, onCommit }: Props) {
  const toValue = (place: readonly number[]) => stops[place[0] ?? 0] as number
  return (
    <Slider.Root
      className="slider"
      value={[nearestStop(stops, value)]}
      max={stops.length - 1}
      onValueChange={(place) => onChange?.(toValue(place))}
      onValueCommit={(place) => onCommit?.(toValue(place))}
    >
      <Slider.Track className="slider-track">
        <Slider.Range className="slider-range" />
      </Slider.Track>
      <Slider.Thumb className="slider-thumb" aria-labelledby={labelledBy} aria-valuetext={text} />
    </Slider.Root>
  )
}
