/** The plot in the dialog: fetches the drawing, gives it what to draw, and shows the picture of the point at the pointer. */
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Images } from '../../protocol/images.ts'
import { FetchFailure, useFetched, valueOf } from '../fetched.tsx'
import { Picture } from '../latent/draw/Picture.tsx'
import { messages, t } from '../messages/index.ts'
import { frameColours } from '../colours.ts'
import { usePalette } from '../palette.ts'
import { useRestored } from '../restored.ts'
import { isInSpace, type PlotFigure } from './figure.ts'
import type { PlotDrawing, PointedAt } from './plotly/draw.ts'
import type { Scales } from './plotly/layout.ts'

/** Gives a picture of what is drawn. */
export type Pictured = PlotDrawing['picture']

interface Props {
  readonly figure: PlotFigure
  readonly scales: Scales
  /** Null while there is nothing to picture; must not change without need. */
  readonly onPictured: (pictured: (() => Pictured) | null) => void
}

const loadDrawing = () => import('./plotly/draw.ts')

/** Less than this beside it, and the legend goes below. In CSS pixels. */
const NARROW = 720

function usePlotDrawing({ figure, scales, onPictured }: Props) {
  const { fetched, again } = useFetched(loadDrawing)
  const part = valueOf(fetched)
  const place = useRef<HTMLDivElement>(null)
  const [drawing, setDrawing] = useState<PlotDrawing | null>(null)
  const [width, setWidth] = useState(0)
  const [pointed, setPointed] = useState<PointedAt | null>(null)
  const colour = usePalette()
  const isNarrow = width < NARROW
  const restored = useRestored()
  const look = useMemo(() => ({ ...frameColours(colour), isNarrow }), [colour, isNarrow])

  useEffect(() => {
    const target = place.current
    if (!part || !target) return
    const words = { language: messages.language, words: messages.plotWords }
    const made = part.createPlotDrawing(target, words, setPointed)
    const observer = new ResizeObserver(() => {
      setWidth(target.clientWidth)
      made.resize()
    })
    setWidth(target.clientWidth)
    setDrawing(made)
    observer.observe(target)
    return () => {
      observer.disconnect()
      made.destroy()
      setDrawing(null)
    }
  }, [part, restored])

  useEffect(() => {
    drawing?.draw({ figure, scales, look })
  }, [drawing, figure, scales, look])

  useEffect(() => {
    onPictured(drawing && (() => drawing.picture))
  }, [drawing, onPictured])
  return { fetched, again, place, pointed }
}

/** The place of the picture of the point at the pointer. */
function pictureAt({ series }: PlotFigure, pointed: PointedAt | null): number | undefined {
  const own = pointed && series[pointed.series]
  return own?.kind === 'cloud' ? own.pictures?.[pointed!.point] : undefined
}

function Pointed({ figure, pointed }: { figure: PlotFigure; pointed: PointedAt | null }) {
  const { pictures } = figure
  const place = pictureAt(figure, pointed)
  const images = useMemo<Images | null>(
    () => (pictures ? { count: pictures.pixels.length / 784, pixels: pictures.pixels } : null),
    [pictures],
  )
  if (!pictures) return null
  return (
    <div className="explore-pointed">
      <div aria-hidden="true">
        <Picture images={place === undefined ? null : images} from={place ?? 0} label="" />
      </div>
      <span className="soft">{place === undefined ? t('explorePoint') : pictures.nameOf(place)}</span>
    </div>
  )
}

/** Asked once: every answer costs a context. */
let hasWebGl: boolean | null = null

function canDrawSpace(): boolean {
  hasWebGl ??= document.createElement('canvas').getContext('webgl') !== null
  return hasWebGl
}

export function ExplorePlot(props: Props) {
  if (isInSpace(props.figure) && !canDrawSpace())
    return <p className="explore-stage soft">{t('exploreNoSpace')}</p>
  return <Plot {...props} />
}

function Plot(props: Props) {
  const { figure } = props
  const { fetched, again, place, pointed } = usePlotDrawing(props)
  if (fetched && 'failed' in fetched)
    return <FetchFailure part={t('explore')} what={t('noExplore')} failed={fetched.failed} onAgain={again} />
  return (
    <div className="explore-stage">
      {!fetched && <p className="soft explore-waiting">{t('exploreWaiting')}</p>}
      <div className="explore-plot" ref={place} role="group" aria-label={figure.title} />
      <Pointed figure={figure} pointed={pointed} />
    </div>
  )
}
