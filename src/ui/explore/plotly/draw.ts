/**
 * The drawing itself, by plotly.js. Loaded lazily: this is the one module that imports its code (docs/decisions/0062).
 */
import './policy.ts'
import plotly, { type HoverPoint, type Part, type PlotElement } from 'plotly.js-gl3d-dist-min'
import { isInSpace, type PlotFigure } from '../figure.ts'
import { layoutOf, plain, type PlotLook, type Scales } from './layout.ts'
import { tracesOf } from './traces.ts'

/** What is drawn, in what state of its axes and colours. */
export interface Wanted {
  readonly figure: PlotFigure
  readonly scales: Scales
  readonly look: PlotLook
}

/** The words of the buttons in the plot, by plotly.js's own. */
export interface PlotWords {
  readonly language: string
  readonly words: Readonly<Record<string, string>>
}

export interface PlotDrawing {
  draw(wanted: Wanted): void
  resize(): void
  /** Of what is seen: the present part of the axes, without what is hidden; under its title. */
  picture(kind: 'svg' | 'png', title: string): Promise<Blob>
  destroy(): void
}

const IN_PLANE = [
  ['zoom2d', 'pan2d'],
  ['zoomIn2d', 'zoomOut2d', 'resetScale2d'],
  ['hoverClosestCartesian', 'hoverCompareCartesian', 'toggleSpikelines'],
] as const
const IN_SPACE = [['tableRotation', 'orbitRotation', 'pan3d', 'zoom3d'], ['resetCameraDefault3d']] as const

const configOf = (figure: PlotFigure, { language }: PlotWords): Part => ({
  locale: language,
  displaylogo: false,
  displayModeBar: true,
  displayNotifier: false,
  modeBarButtons: isInSpace(figure) ? IN_SPACE : IN_PLANE,
  scrollZoom: true,
})

/** Twice as many pixels as on the page, for print. */
const SCALE = 2

async function pictureOf(
  { data, layout, clientWidth, clientHeight }: PlotElement,
  kind: 'svg' | 'png',
  title: string,
) {
  const titled = {
    ...layout,
    title: { text: plain(title), font: { size: 15 } },
    margin: { l: 64, r: 16, t: 88, b: 60 },
  }
  const size = { width: clientWidth, height: clientHeight, scale: kind === 'png' ? SCALE : 1 }
  const image = await plotly.toImage(
    { data, layout: titled, config: {} },
    { format: kind, ...size, imageDataOnly: true },
  )
  if (kind === 'svg') return new Blob([image], { type: 'image/svg+xml' })
  return new Blob([Uint8Array.from(atob(image), (byte) => byte.charCodeAt(0))], { type: 'image/png' })
}

/** Which of a series' points is pointed at. */
export interface PointedAt {
  readonly series: number
  readonly point: number
}

const pointedAt = ({ data, pointNumber }: HoverPoint): PointedAt => ({
  series: (data.meta as { readonly series: number }).series,
  point: pointNumber,
})

export function createPlotDrawing(
  place: HTMLElement,
  words: PlotWords,
  onPoint: (at: PointedAt | null) => void,
): PlotDrawing {
  plotly.register({ moduleType: 'locale', name: words.language, dictionary: words.words, format: {} })
  let isListening = false
  let last: Promise<unknown> = Promise.resolve()
  const plot = place as PlotElement

  return {
    draw({ figure, scales, look }) {
      const data = tracesOf(figure, scales)
      const layout = layoutOf(figure, scales, look)
      last = last.then(() => plotly.react(place, data, layout, configOf(figure, words)))
      if (isListening) return
      isListening = true
      void last.then(() => {
        plot.on('plotly_hover', ({ points: [first] }) => onPoint(first ? pointedAt(first) : null))
        plot.on('plotly_unhover', () => onPoint(null))
      })
    },
    resize: () => void last.then(() => plotly.Plots.resize(place)),
    picture: (kind, title) => last.then(() => pictureOf(plot, kind, title)),
    destroy() {
      void last.then(() => plotly.purge(place))
    },
  }
}
