/** What the drawing needs to know of a chart: numbers, names and colours, nothing of the lab. Types only. */
import type { Aligned } from '../../charts/align.ts'
import type { Range } from '../../charts/axis.ts'
import type { Place } from '../../derivations/terms.ts'

export interface Trace {
  readonly label: string
  /** A CSS colour. */
  readonly colour: string
  /** "edge": an end of an interval, drawn and told with what it belongs to. "steps": a histogram's outline. */
  readonly style: 'line' | 'dots' | 'rings' | 'squares' | 'dashes' | 'line-and-dots' | 'steps' | 'edge'
  readonly width: number
  /** Of a line, where it is not the style's own: lengths of dashes and gaps. */
  readonly dash?: readonly number[]
  /** Drawn, but neither in the readout nor in the legend. */
  readonly isFaint: boolean
  /** Under the line, a CSS colour. */
  readonly fill?: string
  /** What it is of the page, if a formula may light it up. */
  readonly place?: Place
}

/** The ends of a trace's intervals, each a trace of its own; indices into `Frame.traces`. */
export interface Ends {
  readonly of: number
  readonly lo: number
  readonly hi: number
  readonly draw: 'band' | 'whiskers'
  /** Of a band. */
  readonly fill: string
}

/** An axis for x other than steps, which begin at 0. */
export interface XAxis {
  readonly isLog: boolean
  /** Where the ticks are; null = where there is room. */
  readonly ticks: readonly number[] | null
}

export interface MarkLine {
  readonly x: number
  readonly label: string
  readonly colour: string
  /** How far to both sides it is uncertain, in units of x. */
  readonly margin?: number
}

/** What stays as it is while values come in; a change of it makes the chart anew. */
export interface Frame {
  readonly traces: readonly Trace[]
  readonly ends?: readonly Ends[]
  readonly isLog: boolean
  /** Ticks of a log axis; where this is missing, 1, 2 and 5 times the powers of ten. */
  readonly ticks?: (range: Range) => readonly number[]
  readonly x?: XAxis
  readonly xLabel: string
  readonly yLabel: string
  readonly ink: string
  readonly soft: string
  readonly line: string
  readonly paper: string
  /** A CSS font family. */
  readonly family: string
  readonly formatX: (x: number) => string
  /** Where points stand beside the x that they are of: that x. */
  readonly trueX?: (x: number) => number
  /** Where it differs from the axis. */
  readonly tellX?: (x: number) => string
  /** On the axis, and where exact values are told. */
  readonly formatTick: (y: number) => string
  readonly formatValue: (y: number) => string
}

export interface Content {
  readonly aligned: Aligned
  readonly range: Range | null
  /** What part of x is shown; where this is missing, all from 0. */
  readonly x?: Range | null
  readonly marks: readonly MarkLine[]
}
