/**
 * The drawing itself, by uPlot. Loaded lazily: this is the one module that imports uPlot's code.
 */
import { restoreMatchMedia } from './uplot-ratio.ts'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { logTicks } from '../../charts/axis.ts'
import type { Place } from '../../derivations/terms.ts'
import { drawMarks } from './marks.ts'
import { drawSquares, drawWhiskers } from './shapes.ts'
import { createReadout, readAt, type ReadoutValues } from './readout.ts'
import type { Content, Frame, Trace } from './spec.ts'

restoreMatchMedia()

export interface Plot {
  readonly canvas: HTMLCanvasElement
  update(content: Content): void
  resize(width: number, height: number): void
  /** Puts the cursor at a share (0 to 1) of the steps shown, or takes it away. */
  point(share: number | null): ReadoutValues | null
  /** Lets these stand out, if any is here: the other traces fade. */
  light(places: ReadonlySet<Place>): void
  destroy(): void
}

const EMPTY_RANGE = [-1, 0] as const

const LINES: readonly Trace['style'][] = ['line', 'dashes', 'line-and-dots', 'steps', 'edge']
const DOTS: readonly Trace['style'][] = ['dots', 'rings']
/** A line with a single point would not be seen without it. */
const ALONE: readonly Trace['style'][] = ['line', 'dashes']

/** On a line of many points dots would hide it. */
const MOST_DOTS = 80

function showsDots(style: Trace['style'], points: number): boolean {
  if (style === 'line-and-dots') return points <= MOST_DOTS
  return DOTS.includes(style) || (ALONE.includes(style) && points === 1)
}

/** The trace's own, between these places: other traces have theirs at other places. */
function countPoints(u: uPlot, series: number, from: number, to: number): number {
  let count = 0
  for (let at = from; at <= to; at++) if (typeof u.data[series]?.[at] === 'number') count += 1
  return count
}

function seriesOf({ label, colour, style, width, isFaint, fill, dash }: Trace, paper: string): uPlot.Series {
  return {
    label,
    stroke: style === 'edge' ? 'transparent' : colour,
    width: style === 'edge' ? 0 : width,
    pxAlign: 0, // on whole pixels a flat curve becomes a staircase
    ...(!LINES.includes(style) && { paths: () => null }),
    ...(style === 'steps' && { paths: uPlot.paths.stepped!({ align: 1 }) }),
    ...(style === 'dashes' && { dash: [5, 4] }),
    ...(dash && { dash: [...dash] }),
    ...(fill && { fill, fillTo: (u) => u.scales.y?.min ?? 0 }),
    points: {
      show: (u, series, from, to) => showsDots(style, countPoints(u, series, from, to)),
      size: style === 'rings' ? 7 : style === 'dots' ? 6 : isFaint ? 3 : 5,
      width: style === 'rings' ? 1.5 : 1,
      fill: style === 'rings' ? paper : colour,
      stroke: colour,
    },
  }
}

const axisOf = (frame: Frame, change: uPlot.Axis): uPlot.Axis => ({
  stroke: frame.soft,
  font: `11px ${frame.family}`,
  labelFont: `11px ${frame.family}`,
  labelGap: 2,
  labelSize: 16,
  gap: 4,
  ticks: { show: false },
  grid: { stroke: frame.line, width: 1 },
  ...change,
})

const WHOLE_STEPS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((power) =>
  [1, 2, 5].map((digit) => digit * 10 ** power),
)

/** Room for the longest label, in tens of pixels so that the axis does not move with every digit. */
const widthOf: uPlot.Axis.Size = (_, labels) => {
  const longest = Math.max(0, ...(labels ?? []).map((label) => String(label).length))
  return Math.max(40, 10 * Math.ceil((longest * 6.2 + 10) / 10))
}

/** Right of the last step stands half of its label. */
const roomAfter = (labels: readonly string[] | null): number =>
  Math.max(14, Math.ceil((labels?.at(-1) ?? '').length * 3.1))

function xTicks({ x }: Frame): uPlot.Axis {
  if (!x) return { incrs: WHOLE_STEPS }
  const { ticks } = x
  return ticks ? { space: 0, splits: () => [...ticks], filter: (_u, splits) => splits } : {}
}

/** `onSteps`: is told the labels of the steps before the room beside the plot is asked for. */
const axes = (frame: Frame, onSteps: (labels: readonly string[] | null) => void): uPlot.Axis[] => [
  axisOf(frame, {
    label: frame.xLabel,
    size: (_, labels) => (onSteps(labels), 22),
    space: 70,
    ...xTicks(frame),
    grid: { show: false },
    values: (_, splits) => splits.map((x) => (x === null ? '' : frame.formatX(x))),
  }),
  axisOf(frame, {
    label: frame.yLabel,
    size: widthOf,
    ...(frame.isLog && {
      splits: (_u, _axis, min, max) => [...(frame.ticks ?? logTicks)([min, max])],
      filter: (_u, splits) => splits,
    }),
    values: (_, splits) => splits.map((y) => (y === null ? '' : frame.formatTick(y))),
  }),
]

/** What the cursor does: moves to other values, comes near a trace or leaves it (null). */
interface CursorHandlers {
  readonly onMove: (u: uPlot) => void
  readonly onNear: (trace: number | null) => void
}

function options(frame: Frame, shown: () => Content, { onMove, onNear }: CursorHandlers): uPlot.Options {
  const lastX = () => shown().aligned.xs.at(-1) ?? 1
  const shownX = (): uPlot.Range.MinMax => [...(shown().x ?? [0, Math.max(1, lastX())])]
  const hasPoint = (i: number) => !['edge', 'steps'].includes(frame.traces[i - 1]?.style ?? 'edge')
  let after = roomAfter(null)
  const font = () => `${10.5 * devicePixelRatio}px ${frame.family}`
  return {
    width: 400,
    height: 300,
    legend: { show: false },
    padding: [8, () => after, 0, 0],
    series: [{}, ...frame.traces.map((trace) => seriesOf(trace, frame.paper))],
    bands: (frame.ends ?? [])
      .filter(({ draw }) => draw === 'band')
      .map(({ lo, hi, fill }) => ({ series: [hi + 1, lo + 1], fill })),
    axes: axes(frame, (labels) => (after = roomAfter(labels))),
    scales: {
      x: { time: false, distr: frame.x?.isLog ? 3 : 1, range: shownX },
      y: {
        distr: frame.isLog ? 3 : 1,
        range: () => [...(shown().range ?? (frame.isLog ? [1, 10] : EMPTY_RANGE))],
      },
    },
    cursor: {
      y: false,
      drag: { x: false, y: false },
      // Measurements may be far apart, and their values stand at one x: the nearest one is told, wherever the cursor is.
      hover: { prox: frame.ends ? Infinity : 24, skip: [null, undefined] },
      ...(frame.traces.some(({ place }) => place) && { focus: { prox: 16 } }),
      points: {
        size: (_u, i) => (hasPoint(i) ? 6 : 0),
        fill: (u, i) => (u.series[i]!.stroke as () => string)(),
        show: true,
      },
    },
    focus: { alpha: 1 }, // what fades is decided by `light`
    hooks: {
      drawAxes: [(u) => drawWhiskers(u, frame)],
      draw: [(u) => drawSquares(u, frame), (u) => drawMarks(u, shown().marks, font(), frame.paper)],
      setCursor: [onMove],
      setSeries: [(_, series) => onNear(series === null ? null : series - 1)],
    },
  }
}

/** How much of a trace is left while others stand out. */
const FADED = 0.15

function lightUp(u: uPlot, { traces }: Frame, places: ReadonlySet<Place>): void {
  const isLit = traces.map(({ place }) => place !== undefined && places.has(place))
  const isAny = isLit.includes(true)
  const alphas = isLit.map((one) => (isAny && !one ? FADED : 1))
  if (alphas.every((alpha, i) => u.series[i + 1]?.alpha === alpha)) return
  alphas.forEach((alpha, i) => Object.assign(u.series[i + 1] as uPlot.Series, { alpha }))
  u.redraw(false, false)
}

const asData = ({ aligned }: Content) => [aligned.xs, ...aligned.columns] as unknown as uPlot.AlignedData

type OnPlace = (place: Place | null) => void

export function createPlot(target: HTMLElement, frame: Frame, first: Content, onPlace: OnPlace): Plot {
  let content = first
  let isByKey = false
  let readout: ReturnType<typeof createReadout> | null = null
  const u = new uPlot(
    options(frame, () => content, {
      onMove: (self) => readout?.show(readAt(self, frame), self.cursor.left ?? 0),
      // The keyboard's cursor has a step, and no curve that it is near to.
      onNear: (trace) => isByKey || onPlace(frame.traces[trace ?? -1]?.place ?? null),
    }),
    asData(first),
    target,
  )
  readout = createReadout(u.over)
  return {
    canvas: u.ctx.canvas,
    update(next) {
      content = next
      u.setData(asData(next))
    },
    resize: (width, height) => u.setSize({ width, height }),
    point(share) {
      if (share === null) {
        u.setCursor({ left: -10, top: -10 })
        return null
      }
      const { clientWidth, clientHeight } = u.over
      isByKey = true
      u.setCursor({ left: share * (clientWidth - 1), top: clientHeight / 2 })
      isByKey = false
      return readAt(u, frame)
    },
    light: (places) => lightUp(u, frame, places),
    destroy: () => u.destroy(),
  }
}
