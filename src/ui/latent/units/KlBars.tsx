/** The bars as a thing to point at: with the mouse, or with the arrow keys, which move from latent to latent. */
import { useEffect, useMemo, type KeyboardEvent, type PointerEvent } from 'react'
import { format } from '../../messages/index.ts'
import { tPart as t } from '../../messages/of-parts.ts'
import { usePalette } from '../../palette.ts'
import { useSurface } from '../surface.ts'
import { barAt, drawBars, type BarsLook, type KlBar } from './draw.ts'

interface Props {
  readonly units: readonly KlBar[]
  /** What the pointed one says. */
  readonly reading: string
  readonly xLabel: string
  /** The place among them of the one pointed at. */
  readonly pointed: number
  readonly onPoint: (place: number) => void
  /** Must not change without need. */
  readonly onCanvas: (canvas: HTMLCanvasElement | null) => void
}

function useLook(xLabel: string): BarsLook {
  const colour = usePalette()
  return useMemo(
    () => ({
      colour,
      yLabel: t('axisKl'),
      xLabel,
      tick: format.short,
      name: (latent) => t('latentName', { latent: latent + 1 }),
      shortName: (latent) => format.integer(latent + 1),
    }),
    [colour, xLabel],
  )
}

const KEYS: Readonly<Record<string, (place: number, last: number) => number>> = {
  ArrowLeft: (place) => place - 1,
  ArrowDown: (place) => place - 1,
  ArrowRight: (place) => place + 1,
  ArrowUp: (place) => place + 1,
  Home: () => 0,
  End: (_, last) => last,
}

export function KlBars({ units, pointed, reading, xLabel, onPoint, onCanvas }: Props) {
  const { surface, ref } = useSurface()
  const look = useLook(xLabel)
  useEffect(() => {
    onCanvas(surface?.canvas ?? null)
    return () => onCanvas(null)
  }, [surface, onCanvas])
  useEffect(
    () => surface?.draw((ctx, size) => drawBars(ctx, size, units, pointed, look)),
    [surface, units, pointed, look],
  )

  const onPointer = ({ nativeEvent }: PointerEvent) => {
    const place = surface && barAt(surface.size(), units.length, nativeEvent.offsetX)
    if (place !== null && place !== pointed) onPoint(place)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const move = KEYS[event.key]
    if (!move) return
    event.preventDefault()
    onPoint(Math.min(units.length - 1, Math.max(0, move(pointed, units.length - 1))))
  }
  return (
    <div
      className="kl-bars"
      role="slider"
      tabIndex={0}
      aria-label={t('unitsLabel')}
      aria-valuemin={1}
      aria-valuemax={units.length}
      aria-valuenow={pointed + 1}
      aria-valuetext={reading}
      onPointerMove={onPointer}
      onPointerDown={onPointer}
      onKeyDown={onKeyDown}
    >
      <canvas className="map-layer" ref={ref} />
    </div>
  )
}
