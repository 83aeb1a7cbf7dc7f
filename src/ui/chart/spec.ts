/** What the drawing needs to know of a chart: numbers, names and colours, nothing of the lab. Types only. */
import type { Aligned } from '../../charts/align.ts'
import type { Range } from '../../charts/range.ts'

export interface Trace {
  readonly label: string
  /** A CSS colour. */
  readonly colour: string
  readonly style: 'line' | 'dots' | 'dashes' | 'line-and-dots'
  readonly width: number
  /** Drawn, but neither in the readout nor in the legend. */
  readonly isFaint: boolean
}

export interface MarkLine {
  readonly x: number
  readonly label: string
  readonly colour: string
}

/** What stays as it is while values come in; a change of it makes the chart anew. */
export interface Frame {
  readonly traces: readonly Trace[]
  readonly isLog: boolean
  readonly xLabel: string
  readonly yLabel: string
  readonly ink: string
  readonly soft: string
  readonly line: string
  readonly paper: string
  /** A CSS font family. */
  readonly family: string
  readonly formatX: (x: number) => string
  /** On the axis, and where exact values are told. */
  readonly formatTick: (y: number) => string
  readonly formatValue: (y: number) => string
}

export interface Content {
  readonly aligned: Aligned
  readonly range: Range | null
  readonly marks: readonly MarkLine[]
}
