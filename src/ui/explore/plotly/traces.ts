/** A figure's series in plotly.js's terms. Pure. */
import type { Part } from 'plotly.js-gl3d-dist-min'
import {
  isInSpace,
  type PlotFigure,
  type FigureCloud,
  type FigureCurve,
  type FigureSurface,
  type FigureValue,
} from '../figure.ts'
import { translucent } from '../../colours.ts'
import { plain, type Scales } from './layout.ts'

const DOTS: Readonly<Partial<Record<FigureCurve['style'], string>>> = {
  dots: 'circle',
  rings: 'circle-open',
  squares: 'square',
}
/** On a line of many points dots would hide it. */
const MOST_DOTS = 80
const SIGNIFICANT = '.6~g'
const ENDS = '.4~g'

const isNumber = (value: FigureValue): value is number => value !== null

/** A log axis shows what is never positive turned over: -ELBO. */
export const isTurned = (ys: readonly FigureValue[], isLog: boolean): boolean =>
  isLog && ys.filter(isNumber).every((y) => y <= 0)

function turned<T extends readonly FigureValue[]>(ys: T, isOver: boolean): readonly FigureValue[] {
  return isOver ? ys.map((y) => (y === null ? null : -y)) : ys
}

function modeOf({ style, xs }: FigureCurve): string {
  if (DOTS[style] || style === 'bars') return 'markers'
  if (style === 'line-and-dots' && xs.length <= MOST_DOTS) return 'lines+markers'
  return xs.length === 1 ? 'markers' : 'lines'
}

function dashOf({ style, dash }: FigureCurve): string {
  if (dash) return dash.map((length) => `${length}px`).join(',')
  return style === 'dashes' ? 'dash' : 'solid'
}

interface Turned {
  readonly curve: FigureCurve
  readonly ys: readonly FigureValue[]
  readonly lo: readonly FigureValue[]
  readonly hi: readonly FigureValue[]
  readonly isOver: boolean
}

function turn(curve: FigureCurve, isLog: boolean): Turned {
  const isOver = isTurned(curve.ys, isLog)
  const { lo = [], hi = [] } = curve.intervals ?? {}
  const [low, high] = isOver ? [hi, lo] : [lo, hi]
  return { curve, isOver, ys: turned(curve.ys, isOver), lo: turned(low, isOver), hi: turned(high, isOver) }
}

/** Both ends of an area that is filled; where one is missing there is none. */
function bandOf({ curve, lo, hi }: Turned, shared: Part): Part[] {
  const places = curve.xs.flatMap((_, i) => (isNumber(lo[i] ?? null) && isNumber(hi[i] ?? null) ? [i] : []))
  const end = (values: readonly FigureValue[]) => ({
    ...shared,
    x: places.map((i) => curve.xs[i]!),
    y: places.map((i) => values[i]!),
    mode: 'lines',
    line: { color: curve.colour, width: 0 },
    showlegend: false,
    hoverinfo: 'skip',
  })
  return [end(lo), { ...end(hi), fill: 'tonexty', fillcolor: translucent(curve.colour, 0.2) }]
}

const distance = (a: FigureValue | undefined, b: FigureValue): FigureValue =>
  a === undefined || a === null || b === null ? null : Math.abs(a - b)

const whiskersOf = ({ curve, ys, lo, hi }: Turned): Part => ({
  error_y: {
    type: 'data',
    symmetric: false,
    array: ys.map((y, i) => distance(hi[i], y)),
    arrayminus: ys.map((y, i) => distance(lo[i], y)),
    color: curve.colour,
    thickness: 1,
    width: 3,
  },
})

/** In pixels, by how many share the width. */
const barWidth = (bars: number): number => Math.min(32, Math.max(2, 480 / bars))

/** The package's bars are not in the bundle: an interval as thick as one, from the value to 0. */
const barOf = ({ curve: { colour, xs }, ys }: Turned): Part => ({
  error_y: {
    type: 'data',
    symmetric: false,
    array: ys.map((y) => (y === null ? null : Math.max(0, -y))),
    arrayminus: ys.map((y) => (y === null ? null : Math.max(0, y))),
    color: colour,
    thickness: barWidth(xs.length),
    width: 0,
  },
})

const intervalTold = ` (%{customdata[0]:${ENDS}} – %{customdata[1]:${ENDS}})`

function hoverOf({ curve, lo, hi }: Turned): Part {
  if (curve.isFaint) return { hoverinfo: 'skip' }
  const { intervals } = curve
  return {
    xhoverformat: SIGNIFICANT,
    hovertemplate: `%{y:${SIGNIFICANT}}${intervals ? intervalTold : ''}`,
    ...(intervals && { customdata: curve.xs.map((_, i) => [lo[i], hi[i]]) }),
  }
}

function curveTraces(curve: FigureCurve, shared: Part, isLog: boolean): Part[] {
  const own = turn(curve, isLog)
  const { colour, width, style, intervals } = curve
  const name = plain(own.isOver ? `−${curve.name}` : curve.name)
  const common = { ...shared, type: 'scatter', name }
  const isFilled = style === 'steps'
  const main = {
    ...common,
    x: curve.xs,
    y: own.ys,
    mode: modeOf(curve),
    line: { color: colour, width, dash: dashOf(curve), simplify: false, shape: isFilled ? 'hv' : 'linear' },
    marker: { color: colour, size: 6, symbol: DOTS[style] ?? 'circle' },
    showlegend: !curve.isFaint,
    ...(isFilled && { fill: 'tozeroy', fillcolor: translucent(colour, 0.2) }),
    ...(intervals?.draw === 'whiskers' && whiskersOf(own)),
    ...(style === 'bars' && barOf(own)),
    ...hoverOf(own),
  }
  return intervals?.draw === 'band' ? [...bandOf(own, common), main] : [main]
}

const placeTold = ({ x, y, z }: PlotFigure): string =>
  [[x, 'x'] as const, [y, 'y'] as const, ...(z ? [[z, 'z'] as const] : [])]
    .map(([axis, letter]) => `${plain(axis.title)} %{${letter}:${ENDS}}`)
    .join('<br>')

const cloudTrace = ({ name, colour, xs, ys, zs }: FigureCloud, shared: Part, figure: PlotFigure): Part => ({
  ...shared,
  ...(isInSpace(figure) ? { type: 'scatter3d', z: zs } : { type: 'scatter' }),
  name: plain(name),
  x: xs,
  y: ys,
  mode: 'markers',
  marker: { color: colour, size: isInSpace(figure) ? 2.5 : 5, line: { width: 0 } },
  hovertemplate: placeTold(figure),
})

const surfaceTrace = (surface: FigureSurface, shared: Part, figure: PlotFigure): Part => ({
  ...shared,
  type: 'surface',
  name: plain(surface.name),
  x: surface.xs,
  y: surface.ys,
  z: surface.zs,
  opacity: surface.opacity,
  colorscale: [
    [0, surface.colour],
    [1, surface.colour],
  ],
  showscale: false,
  showlegend: true,
  hovertemplate: placeTold(figure),
})

/** plotly.js makes names of CSS classes of it. */
const idOf = (name: string, count: number): string =>
  ['s', ...Array.from(name, (letter) => letter.codePointAt(0)!.toString(36)), count].join('-')

/** `meta` is the series' place: one may be drawn as several. The name is what stays of it when newer data come. */
export function tracesOf(figure: PlotFigure, { y }: Scales): Part[] {
  const seen = new Map<string, number>()
  return figure.series.flatMap((series, place) => {
    const count = seen.get(series.name) ?? 0
    seen.set(series.name, count + 1)
    const uid = idOf(series.name, count)
    const legendrank = 1000 + (series.kind === 'curve' ? -place : place) // the curve on top stands first
    const shared = { meta: { series: place }, legendgroup: uid, legendrank }
    if (series.kind === 'surface') return [{ ...surfaceTrace(series, shared, figure), uid }]
    if (series.kind === 'cloud') return [{ ...cloudTrace(series, shared, figure), uid }]
    return curveTraces(series, shared, y).map((trace, part) => ({ ...trace, uid: `${uid}-${part}` }))
  })
}

/** Values of curves that a log axis cannot show. */
export function notShown({ series }: PlotFigure, { y }: Scales): number {
  if (!y) return 0
  const missing = (curve: FigureCurve) =>
    turn(curve, true).ys.filter((value) => value !== null && value <= 0).length
  return series.reduce((sum, one) => sum + (one.kind === 'curve' && !one.isFaint ? missing(one) : 0), 0)
}
