/**
 * The map of encodings as a thing to point at: with a mouse, a finger, or a cursor that the keyboard moves. The image
 * nearest to it is shown beside it; a click or Enter takes it.
 */
import { useEffect, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { along } from '../../../charts/latent/axes.ts'
import type { TestImages } from '../../../protocol/latent.ts'
import { useLab } from '../../lab-context.tsx'
import { tPart as t } from '../../messages/of-parts.ts'
import { useSurface, type Surface } from '../surface.ts'
import { drawMap, drawMoving, mapScale, type Look } from './draw.ts'
import { MapReadout } from './MapReadout.tsx'
import type { Scene } from './scene.ts'

export interface Layers {
  readonly still: HTMLCanvasElement
  readonly moving: HTMLCanvasElement
}

interface Props {
  readonly scene: Scene
  readonly look: Look
  readonly label: string
  readonly images: TestImages | null
  readonly onChoose: (image: number) => void
  /** The canvases while there are some, for a picture of them; must not change without need. */
  readonly onLayers: (layers: Layers | null) => void
}

/** How near one must point, in CSS pixels. */
const NEAR = 14
const NEAR_FINGER = 28
const CURSOR_STEP = 10
const FINE_STEP = 2

type Spot = readonly [number, number]

const MOVES: Readonly<Record<string, Spot>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}
const TAKES: readonly string[] = ['Enter', ' ']

/** What is pointed at, with what. */
interface Pointed {
  readonly image: number | null
  /** Of the keyboard; null for a pointer. */
  readonly cursor: Spot | null
}

const NOTHING: Pointed = { image: null, cursor: null }

type Shown = Pick<Props, 'scene' | 'look'>

function useStillLayer(surface: Surface | null, { scene, look }: Shown): void {
  useEffect(() => surface?.draw((ctx, size) => drawMap(ctx, size, scene, look)), [surface, scene, look])
}

/** Follows the sliders past React's rendering. */
function useMovingLayer(surface: Surface | null, { scene, look }: Shown, pointed: Pointed): void {
  const { store } = useLab()
  useEffect(() => {
    if (!surface) return
    let shown: readonly number[] | null = null
    const [x, y] = scene.points.axes
    const draw = () => {
      const { point } = store.getState().latent
      if (point === shown) return
      shown = point
      const moving = { ...pointed, point: [along(x, point), along(y, point)] as const }
      surface.draw((ctx, size) => drawMoving(ctx, size, scene, moving, look))
    }
    draw()
    return store.subscribe(draw)
  }, [surface, scene, look, pointed, store])
}

/** The image nearest to a place on the canvas. */
function nearestTo({ nearest, reach }: Scene, surface: Surface, [left, top]: Spot, pixels: number) {
  const place = mapScale(surface.size(), reach)
  return nearest.find(place.fromX(left), place.fromY(top), pixels / place.unit)
}

/** A finger covers more than a mouse does. */
const reachOfPointer = ({ pointerType }: PointerEvent) => (pointerType === 'mouse' ? NEAR : NEAR_FINGER)

const within = (value: number, most: number) => Math.min(most, Math.max(0, value))

export function MapCanvas({ scene, look, label, images, onChoose, onLayers }: Props) {
  const { surface: still, ref: stillRef } = useSurface()
  const { surface: moving, ref: movingRef } = useSurface()
  const [pointed, setPointed] = useState(NOTHING)
  useStillLayer(still, { scene, look })
  useMovingLayer(moving, { scene, look }, pointed)
  useEffect(() => {
    onLayers(still && moving && { still: still.canvas, moving: moving.canvas })
    return () => onLayers(null)
  }, [still, moving, onLayers])

  const onPointer = (event: PointerEvent) => {
    const { offsetX, offsetY } = event.nativeEvent
    const image = still && nearestTo(scene, still, [offsetX, offsetY], reachOfPointer(event))
    if (image !== pointed.image || pointed.cursor) setPointed({ image, cursor: null })
  }
  const moveCursor = ([across, down]: Spot, surface: Surface) => {
    const { width, height } = surface.size()
    const [x, y] = pointed.cursor ?? [width / 2, height / 2]
    const cursor: Spot = [within(x + across, width), within(y + down, height)]
    setPointed({ cursor, image: nearestTo(scene, surface, cursor, width + height) })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const move = MOVES[event.key]
    const step = event.shiftKey ? FINE_STEP : CURSOR_STEP
    if (move && still) moveCursor([step * move[0], step * move[1]], still)
    else if (TAKES.includes(event.key) && pointed.image !== null) onChoose(pointed.image)
    else return
    event.preventDefault()
  }
  return (
    <div
      className="map"
      role="application"
      tabIndex={0}
      aria-label={label}
      aria-description={t('mapKeys')}
      onPointerMove={onPointer}
      onPointerDown={onPointer}
      onPointerLeave={() => setPointed(NOTHING)}
      onClick={() => pointed.image !== null && onChoose(pointed.image)}
      onKeyDown={onKeyDown}
      onBlur={() => setPointed(NOTHING)}
    >
      <canvas className="map-layer" ref={stillRef} />
      <canvas className="map-layer" ref={movingRef} />
      {pointed.image !== null && still && (
        <MapReadout scene={scene} size={still.size()} image={pointed.image} images={images} look={look} />
      )}
    </div>
  )
}
