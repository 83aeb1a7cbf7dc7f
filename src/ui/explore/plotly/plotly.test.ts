/** A figure in plotly.js's terms. */
import { describe, expect, test } from 'vitest'
import type { PlotFigure, FigureCurve, FigureSeries } from '../figure.ts'
import { layoutOf, type PlotLook, type Scales } from './layout.ts'
import { isTurned, notShown, tracesOf } from './traces.ts'

const LINEAR: Scales = { x: false, y: false, z: false }
const LOG_Y: Scales = { ...LINEAR, y: true }
const LOOK: PlotLook = {
  ink: '#000000',
  soft: '#666666',
  line: '#dddddd',
  paper: '#ffffff',
  family: 'serif',
  isNarrow: false,
}

const curve: FigureCurve = {
  kind: 'curve',
  name: 'ELBO',
  colour: '#0072b2',
  style: 'line',
  width: 1.5,
  xs: [1, 2, 3],
  ys: [-100, null, -90],
}

const figureWith = (series: readonly FigureSeries[], change: Partial<PlotFigure> = {}): PlotFigure => ({
  title: 'title',
  step: 3,
  x: { title: 'step', isLog: false },
  y: { title: 'nats per image', isLog: false, range: [-100, 0] },
  series,
  marks: [],
  ...change,
})

/** What is looked at of a trace. */
interface Drawn {
  readonly name: string
  readonly uid: string
  readonly legendgroup: string
  readonly mode: string
  readonly x: readonly number[]
  readonly y: readonly (number | null)[]
  readonly error_y: unknown
  readonly hovertemplate: string
  readonly customdata: readonly unknown[]
}

interface DrawnAxis {
  readonly uirevision: string
  readonly range: readonly number[]
}

/** And of a layout. */
interface LaidOut {
  readonly xaxis: DrawnAxis
  readonly yaxis: DrawnAxis
  readonly scene: { readonly zaxis: { readonly title: unknown } }
  readonly shapes: readonly unknown[]
  readonly annotations: readonly unknown[]
  readonly hovermode: string
  readonly legend: { readonly orientation?: string }
}

const trace = (series: FigureSeries, scales = LINEAR, change: Partial<PlotFigure> = {}) =>
  tracesOf(figureWith([series], change), scales) as unknown as readonly Drawn[]

describe('a curve', () => {
  test('is drawn through its values, with a gap where there is none', () => {
    expect(trace(curve)).toMatchObject([
      { type: 'scatter', mode: 'lines', name: 'ELBO', x: [1, 2, 3], y: [-100, null, -90], showlegend: true },
    ])
  })

  test('that is never positive is turned over on a log axis, and says so', () => {
    expect(trace(curve, LOG_Y)).toMatchObject([{ name: '−ELBO', y: [100, null, 90] }])
    expect(isTurned([-1, 2], true)).toBe(false)
    expect(trace({ ...curve, ys: [-1, 2, 3] }, LOG_Y)).toMatchObject([{ name: 'ELBO', y: [-1, 2, 3] }])
  })

  test('what a log axis cannot show is counted, but for what only helps the eye', () => {
    const mixed = { ...curve, ys: [-1, 0, 3] }
    expect(notShown(figureWith([mixed, curve, { ...mixed, isFaint: true }]), LOG_Y)).toBe(2)
    expect(notShown(figureWith([mixed]), LINEAR)).toBe(0)
  })

  test('has whiskers to the ends of its intervals, which are told', () => {
    const intervals = { lo: [-110, null, -95], hi: [-98, null, -80], draw: 'whiskers' } as const
    const [own] = trace({ ...curve, intervals })
    expect(own!.error_y).toMatchObject({ array: [2, null, 10], arrayminus: [10, null, 5] })
    expect(own!.hovertemplate).toContain('%{customdata[0]')
    expect(own!.customdata[2]).toEqual([-95, -80])
  })

  test('has a band under it, which the legend hides with it; turned over, its ends are exchanged', () => {
    const intervals = { lo: [-110, null, -95], hi: [-98, null, -80], draw: 'band' } as const
    const [low, high, own] = trace({ ...curve, intervals }, LOG_Y)
    expect([low!.x, low!.y, high!.y]).toEqual([
      [1, 3],
      [98, 80],
      [110, 95],
    ])
    expect(high).toMatchObject({ fill: 'tonexty', hoverinfo: 'skip', showlegend: false })
    expect(new Set([low, high, own].map((one) => one!.legendgroup)).size).toBe(1)
    expect(new Set([low, high, own].map((one) => one!.uid)).size).toBe(3)
  })

  test('that only helps the eye is not told', () => {
    expect(trace({ ...curve, isFaint: true })).toMatchObject([{ showlegend: false, hoverinfo: 'skip' }])
  })

  test('as bars reaches down to 0', () => {
    const [own] = trace({ ...curve, style: 'bars', xs: [0, 1], ys: [2, -3] })
    expect(own!.mode).toBe('markers')
    expect(own!.error_y).toMatchObject({ array: [0, 3], arrayminus: [2, 0] })
  })
})

test('names are text, and the ids that come of them are fit for a style sheet', () => {
  const [own] = trace({ ...curve, name: '<b>a & b</b>.c #1' })
  expect(own!.name).toBe('&lt;b>a &amp; b&lt;/b>.c #1')
  expect(own!.uid).toMatch(/^[\w-]+$/)
  const twice = tracesOf(figureWith([curve, curve]), LINEAR)
  expect(new Set(twice.map(({ uid }) => uid)).size).toBe(2)
})

test('a series is known by its place, though it is drawn as several', () => {
  const intervals = { lo: [1, 2, 3], hi: [3, 4, 5], draw: 'band' } as const
  const traces = tracesOf(
    figureWith([
      { ...curve, intervals },
      { ...curve, name: 'KL' },
    ]),
    LINEAR,
  )
  expect(traces.map(({ meta }) => meta)).toEqual([{ series: 0 }, { series: 0 }, { series: 0 }, { series: 1 }])
})

describe('axes', () => {
  const layout = (figure: PlotFigure, scales = LINEAR, look = LOOK) =>
    layoutOf(figure, scales, look) as unknown as LaidOut

  test('begin with what is worth showing, on their own scale alone', () => {
    const figure = figureWith([curve])
    expect(layout(figure).yaxis).toMatchObject({ type: 'linear', range: [-100, 0] })
    expect(layout(figure, LOG_Y).yaxis).toMatchObject({ type: 'log', autorange: true })
    const log = figureWith([curve], { y: { title: 'variance', isLog: true, range: [1, 1000] } })
    expect(layout(log, LOG_Y).yaxis.range).toEqual([0, 3])
  })

  test('keep what is zoomed into when the data are newer, not when the scale is another', () => {
    const figure = figureWith([curve])
    expect(layout(figure).yaxis.uirevision).toBe(layout(figureWith([])).yaxis.uirevision)
    expect(layout(figure).yaxis.uirevision).not.toBe(layout(figure, LOG_Y).yaxis.uirevision)
  })

  test('name places that are no numbers', () => {
    const x = { title: 'layer', isLog: false, names: [{ at: 0, name: '784 → 400' }] }
    expect(layout(figureWith([curve], { x })).xaxis).toMatchObject({ tickvals: [0], ticktext: ['784 → 400'] })
  })

  test('have marks where something was changed, on a log axis too', () => {
    const marks = [{ x: 100, name: 'a < b', colour: '#0072b2' }]
    const { shapes, annotations } = layout(figureWith([curve], { marks }), { ...LINEAR, x: true })
    expect(shapes[0]).toMatchObject({ x0: 100, x1: 100 })
    expect(annotations[0]).toMatchObject({ x: 2, text: 'a &lt; b' })
  })

  test('three of them make a scene', () => {
    const z = { title: 'z3', isLog: false }
    const cloud = { kind: 'cloud', name: '1', colour: '#111111', xs: [1], ys: [2], zs: [3] } as const
    const figure = figureWith([cloud], { z })
    expect(layout(figure).scene.zaxis.title).toEqual({ text: 'z3' })
    expect(tracesOf(figure, LINEAR)).toMatchObject([{ type: 'scatter3d', z: [3] }])
    expect(tracesOf(figureWith([cloud]), LINEAR)).toMatchObject([{ type: 'scatter', mode: 'markers' }])
  })

  test('compare curves at an x, and tell points with pictures one by one', () => {
    const cloud = {
      kind: 'cloud',
      name: '1',
      colour: '#111111',
      xs: [1],
      ys: [2],
      zs: [],
      pictures: [0],
    } as const
    expect(layout(figureWith([curve])).hovermode).toBe('x unified')
    expect(layout(figureWith([cloud])).hovermode).toBe('closest')
  })

  test('the legend goes below where there is no room beside', () => {
    expect(layout(figureWith([curve])).legend.orientation).toBeUndefined()
    expect(layout(figureWith([curve]), LINEAR, { ...LOOK, isNarrow: true }).legend.orientation).toBe('h')
  })
})
