/**
 * A chart in its place: loads the drawing, gives it its size and what to draw, and makes it a thing the keyboard and a
 * screen reader can use. Knows nothing of what is drawn.
 */
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { Place } from '../../derivations/terms.ts'
import { FetchFailure, useFetched, valueOf } from '../fetched.tsx'
import { t } from '../messages/index.ts'
import { useRestored } from '../restored.ts'
import { pointTo as pointAt, useLit } from '../spotlight.ts'
import './chart.css'
import { giveLegalLanguage } from './legal-language.ts'
import type { createPlot, Plot } from './plot.ts'
import type { ReadoutValues } from './readout.ts'
import type { Content, Frame } from './spec.ts'

interface Props {
  readonly frame: Frame
  readonly content: Content
  readonly label: string
  /** The chart's canvas when there is one, for a picture of it. `frame` and this must not change without need. */
  readonly onCanvas: (canvas: HTMLCanvasElement | null) => void
}

interface Loaded {
  readonly createPlot: typeof createPlot
}

/** uPlot formats numbers by the browser's language when it is loaded, and ends there if that is none. */
function loadDrawing(): Promise<Loaded> {
  giveLegalLanguage()
  return import('./plot.ts')
}

const pointAtPlace = (place: Place | null) => pointAt(place && { kind: 'place', place })

/** The traces that stand out, for those who cannot see the canvas. */
function useLitPlaces({ traces }: Frame): string | undefined {
  const { places } = useLit()
  const here = traces.flatMap(({ place }) => (place && places.has(place) ? [place] : []))
  return [...new Set(here)].join(' ') || undefined
}

function usePlot(drawing: Loaded | null, { frame, content, onCanvas }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const plot = useRef<Plot | null>(null)
  const newest = useRef(content)
  const { places } = useLit()
  const lit = useRef(places)
  const restored = useRestored()

  useEffect(() => {
    newest.current = content
    plot.current?.update(content)
  }, [content])

  useEffect(() => {
    lit.current = places
    plot.current?.light(places)
  }, [places])

  useEffect(() => {
    const target = place.current
    if (!target || !drawing) return
    const made = drawing.createPlot(target, frame, newest.current, pointAtPlace)
    plot.current = made
    made.light(lit.current)
    onCanvas(made.canvas)
    const observer = new ResizeObserver(() => made.resize(target.clientWidth, target.clientHeight))
    observer.observe(target)
    return () => {
      observer.disconnect()
      made.destroy()
      plot.current = null
      onCanvas(null)
    }
  }, [drawing, frame, onCanvas, restored])

  return { place, plot }
}

const KEYS: Readonly<Record<string, (place: number) => number>> = {
  ArrowRight: (place) => place + 1,
  ArrowUp: (place) => place + 1,
  ArrowLeft: (place) => place - 1,
  ArrowDown: (place) => place - 1,
  PageUp: (place) => place + 10,
  PageDown: (place) => place - 10,
  Home: () => 0,
  End: () => 100,
}

const spoken = ({ x, values }: ReadoutValues) =>
  [x, ...values.map(({ label, value }) => `${label} ${value}`)].join(t('comma'))

const NOTHING_READ = { of: null, text: '' } as const

export function Chart(props: Props) {
  const { fetched, again } = useFetched(loadDrawing)
  const { place, plot } = usePlot(valueOf(fetched), props)
  const litPlaces = useLitPlaces(props.frame)
  /** Where the keyboard's cursor stands, in hundredths of the width. */
  const [cursor, setCursor] = useState(100)
  /** What was read there, as long as it is of this frame: another one speaks another language, or has other colours. */
  const [reading, setReading] = useState<{ readonly of: Frame | null; readonly text: string }>(NOTHING_READ)

  const point = (next: number) => {
    setCursor(next)
    const read = plot.current?.point(next / 100)
    setReading(read ? { of: props.frame, text: spoken(read) } : NOTHING_READ)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const move = KEYS[event.key]
    if (!move) return
    event.preventDefault()
    point(Math.min(100, Math.max(0, move(cursor))))
  }
  if (fetched && 'failed' in fetched) {
    const { failed } = fetched
    return <FetchFailure part={props.label} what={t('noChart')} failed={failed} onAgain={again} />
  }
  return (
    <div
      className="chart"
      data-lit={litPlaces}
      role="slider"
      tabIndex={0}
      aria-label={props.label}
      aria-description={t('chartKeys')}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={cursor}
      aria-valuetext={reading.of === props.frame ? reading.text : ''}
      onKeyDown={onKeyDown}
      onBlur={() => plot.current?.point(null)}
    >
      <div className="chart-place" ref={place} />
    </div>
  )
}
