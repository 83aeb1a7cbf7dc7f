/** A chart's frame and content as a figure: the same names, colours, axes and intervals, and every value. Pure. */
import type { ChartValue } from '../../charts/align.ts'
import type { Content, Ends, Frame } from '../chart/spec.ts'
import type { PlotFigure, FigureAxis, FigureIntervals, FigureValue } from './figure.ts'

/** What of a chart stays the same, drawn small or large. */
export type ChartFrame = Pick<
  Frame,
  'traces' | 'ends' | 'isLog' | 'x' | 'xLabel' | 'yLabel' | 'formatX' | 'trueX'
>

/** What is drawn of it. */
export type ChartNumbers = Pick<Content, 'aligned' | 'marks' | 'range'>

interface Told {
  readonly title: string
  readonly step: number | null
}

const orNull = (value: ChartValue): FigureValue => value ?? null

/** The ticks of a linear axis that were given are the names of places: there is nothing between them. */
function xAxis({ x, xLabel, formatX }: ChartFrame): FigureAxis {
  const axis = { title: xLabel, isLog: x?.isLog ?? false }
  if (!x?.ticks || x.isLog) return axis
  return { ...axis, names: x.ticks.map((at) => ({ at, name: formatX(at) })) }
}

/** The places at which a column has something, be it a gap. */
const placesIn = (column: readonly ChartValue[]): readonly number[] =>
  column.flatMap((value, place) => (value === undefined ? [] : [place]))

function intervalsOf(
  ends: Ends | undefined,
  columns: readonly (readonly ChartValue[])[],
  places: readonly number[],
): FigureIntervals | undefined {
  if (!ends) return undefined
  const of = (end: number) => places.map((place) => orNull(columns[end]?.[place]))
  return { lo: of(ends.lo), hi: of(ends.hi), draw: ends.draw }
}

/** Series that have no value are left out. */
export function figureOf(frame: ChartFrame, { aligned, marks, range }: ChartNumbers, told: Told): PlotFigure {
  const { traces, ends = [], trueX = (x: number) => x } = frame
  const { xs, columns } = aligned
  const series = traces.flatMap((trace, i) => {
    const { style } = trace
    const column = columns[i] ?? []
    const places = placesIn(column)
    if (style === 'edge' || !places.some((place) => typeof column[place] === 'number')) return []
    const intervals = intervalsOf(
      ends.find(({ of }) => of === i),
      columns,
      places,
    )
    const points = {
      xs: places.map((place) => trueX(xs[place]!)),
      ys: places.map((place) => orNull(column[place])),
      ...(intervals && { intervals }),
    }
    const { label, colour, width, dash, isFaint } = trace
    const looks = { colour, style, width, isFaint, ...(dash && { dash }) }
    return [{ kind: 'curve' as const, name: label, ...looks, ...points }]
  })
  return {
    ...told,
    x: xAxis(frame),
    y: { title: frame.yLabel, isLog: frame.isLog, ...(range && { range }) },
    series,
    marks: marks.map(({ x, label, colour }) => ({ x, name: label, colour })),
  }
}
