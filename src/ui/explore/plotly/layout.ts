/** A figure's axes, legend and marks in plotly.js's terms. Pure. */
import { isInSpace, type PlotFigure, type FigureAxis } from '../figure.ts'
import type { Part } from 'plotly.js-gl3d-dist-min'

/** Which axes are logarithmic. */
export interface Scales {
  readonly x: boolean
  readonly y: boolean
  readonly z: boolean
}

/** Colours and typeface of the page, and whether there is room beside the plot. */
export interface PlotLook {
  readonly ink: string
  readonly soft: string
  readonly line: string
  readonly paper: string
  readonly family: string
  readonly isNarrow: boolean
}

/** plotly.js reads texts as a kind of HTML. */
export const plain = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

function rangeOf({ range, isLog: atFirst }: FigureAxis, isLog: boolean): Part {
  if (!range || isLog !== atFirst) return { autorange: true }
  return { range: isLog ? range.map(Math.log10) : [...range] }
}

const namesOf = ({ names }: FigureAxis): Part =>
  names ? { tickvals: names.map(({ at }) => at), ticktext: names.map(({ name }) => plain(name)) } : {}

/** What a person zooms into stays when the data are newer, and not when the scale is another. */
const axisOf = (axis: FigureAxis, isLog: boolean, { line, soft }: PlotLook): Part => ({
  title: { text: plain(axis.title) },
  type: isLog ? 'log' : 'linear',
  uirevision: isLog ? 'log' : 'linear',
  // A raised exponent would be an inline style, which the page's policy forbids.
  exponentformat: 'e',
  ...(isLog && { tickformat: '~g' }),
  gridcolor: line,
  linecolor: soft,
  zerolinecolor: line,
  ...rangeOf(axis, isLog),
  ...namesOf(axis),
})

function marksOf({ marks }: PlotFigure, isLog: boolean): Part {
  const shapes = marks.map(({ x, colour }) => ({
    type: 'line',
    x0: x,
    x1: x,
    yref: 'paper',
    y0: 0,
    y1: 1,
    line: { color: colour, width: 1 },
  }))
  const annotations = marks.map(({ x, name, colour }) => ({
    // A shape on a log axis is placed by its value, a text by its logarithm.
    x: isLog ? Math.log10(x) : x,
    y: 1,
    yref: 'paper',
    yanchor: 'bottom',
    xanchor: 'left',
    text: plain(name),
    showarrow: false,
    textangle: -30,
    font: { color: colour, size: 11 },
  }))
  return { shapes, annotations }
}

/** Points that are pictures are told one by one; curves are compared at an x. */
const hoverOf = ({ series }: PlotFigure): string =>
  series.some((one) => 'pictures' in one && one.pictures) ? 'closest' : 'x unified'

/** Above the values that are compared there. */
const placeTold = ({ title, names }: FigureAxis): string => (names ? '%{x}' : `${plain(title)} %{x:.6~g}`)

function inPlane(figure: PlotFigure, scales: Scales, look: PlotLook): Part {
  const axis = { automargin: true, showline: true }
  return {
    xaxis: { ...axisOf(figure.x, scales.x, look), ...axis, unifiedhovertitle: { text: placeTold(figure.x) } },
    yaxis: { ...axisOf(figure.y, scales.y, look), ...axis, ...(figure.isSquare && { scaleanchor: 'x' }) },
    hovermode: hoverOf(figure),
    dragmode: 'zoom',
    ...marksOf(figure, scales.x),
  }
}

/** Far enough to have all corners in sight; what is not a cube may be longer than one. */
const EYE = { cube: { x: 1.5, y: 1.5, z: 0.9 }, data: { x: 1.9, y: 1.9, z: 1.2 } } as const

function inSpace(figure: PlotFigure, scales: Scales, look: PlotLook): Part {
  const axis = (own: FigureAxis, isLog: boolean) => ({
    ...axisOf(own, isLog, look),
    color: look.ink,
    backgroundcolor: look.paper,
  })
  // Three lengths of one space have one scale; a height over a plane has its own.
  const aspectmode = figure.series.some(({ kind }) => kind === 'surface') ? 'cube' : 'data'
  return {
    scene: {
      xaxis: axis(figure.x, scales.x),
      yaxis: axis(figure.y, scales.y),
      zaxis: axis(figure.z!, scales.z),
      aspectmode,
      dragmode: 'turntable',
      camera: { eye: EYE[aspectmode] },
    },
  }
}

const legendOf = ({ isNarrow, paper }: PlotLook, isInSpace: boolean): Part => ({
  tracegroupgap: 0,
  itemsizing: 'constant',
  bgcolor: paper,
  ...(isNarrow && { orientation: 'h', yanchor: 'top', y: isInSpace ? 0 : -0.18, x: 0 }),
})

export function layoutOf(figure: PlotFigure, scales: Scales, look: PlotLook): Part {
  const { paper, ink, soft, line, family, isNarrow } = look
  const hasSpace = isInSpace(figure)
  return {
    ...(hasSpace ? inSpace(figure, scales, look) : inPlane(figure, scales, look)),
    autosize: true,
    uirevision: 'kept',
    paper_bgcolor: paper,
    plot_bgcolor: paper,
    font: { family, color: ink, size: 12 },
    margin: hasSpace ? { l: 0, r: 0, t: 32, b: 0 } : { l: isNarrow ? 48 : 64, r: 16, t: 64, b: 48 },
    showlegend: true,
    legend: legendOf(look, hasSpace),
    hoverlabel: { bgcolor: paper, bordercolor: line, font: { family, color: ink, size: 12 } },
    modebar: { bgcolor: 'rgba(0, 0, 0, 0)', color: soft, activecolor: ink },
  }
}
