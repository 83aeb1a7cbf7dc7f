/**
 * What is drawn large in a dialog, as data: names, numbers, colours and axes, nothing of the package that draws it
 * (plotly/). Every chart gives its own, from the numbers that its CSV file has.
 */

/** A number that was not measured, or cannot be shown, is null: a line has a gap there. */
export type FigureValue = number | null

export interface FigureAxis {
  /** With its unit. */
  readonly title: string
  /** At first; a person can change it. */
  readonly isLog: boolean
  /** What is worth showing at first, of an axis as it is at first; where this is missing, all. */
  readonly range?: readonly [number, number]
  /** Where the places are not numbers: their names. */
  readonly names?: readonly { readonly at: number; readonly name: string }[]
}

interface Named {
  readonly name: string
  /** A CSS colour. */
  readonly colour: string
}

/** 95 % unless the name says otherwise. */
export interface FigureIntervals {
  readonly lo: readonly FigureValue[]
  readonly hi: readonly FigureValue[]
  readonly draw: 'band' | 'whiskers'
}

export interface FigureCurve extends Named {
  readonly kind: 'curve'
  readonly xs: readonly number[]
  readonly ys: readonly FigureValue[]
  /** "steps": from each x to the next; "bars": about each x. */
  readonly style: 'line' | 'dots' | 'rings' | 'squares' | 'dashes' | 'line-and-dots' | 'steps' | 'bars'
  readonly width: number
  /** Of a line, where it is not the style's own: lengths of dashes and gaps. */
  readonly dash?: readonly number[]
  /** Helps the eye, and is no measurement: neither in the legend nor told on hover. */
  readonly isFaint?: boolean
  readonly intervals?: FigureIntervals
}

/** Points in space, or, of a figure without a third axis, in the plane. */
export interface FigureCloud extends Named {
  readonly kind: 'cloud'
  readonly xs: readonly number[]
  readonly ys: readonly number[]
  readonly zs: readonly number[]
  /** Of each point, the place of its picture in `PlotFigure.pictures`. */
  readonly pictures?: readonly number[]
}

/** Heights over a grid: a row a y. */
export interface FigureSurface extends Named {
  readonly kind: 'surface'
  readonly xs: readonly number[]
  readonly ys: readonly number[]
  readonly zs: readonly (readonly FigureValue[])[]
  readonly opacity: number
}

export type FigureSeries = FigureCurve | FigureCloud | FigureSurface

export interface FigureMark {
  readonly x: number
  readonly name: string
  readonly colour: string
}

/** Images of 28 by 28 and what each is called. */
export interface FigurePictures {
  /** [N, 784], 255 = ink. */
  readonly pixels: Uint8Array
  readonly nameOf: (place: number) => string
}

export interface PlotFigure {
  readonly title: string
  /** Of the weights that it shows; null where it is of none. */
  readonly step: number | null
  readonly x: FigureAxis
  readonly y: FigureAxis
  /** In space. */
  readonly z?: FigureAxis
  /** The ones drawn first first. */
  readonly series: readonly FigureSeries[]
  readonly marks: readonly FigureMark[]
  readonly pictures?: FigurePictures
  /** x and y are lengths of one plane. */
  readonly isSquare?: boolean
}

/** Something of a figure that is chosen beside it, such as along what an axis lies. */
export interface FigureChoice {
  readonly label: string
  readonly options: readonly string[]
  /** The place of the option at first. */
  readonly first: number
}

/** A chart that can be opened large. */
export interface Explored {
  readonly title: string
  /** Of its files, without their endings. */
  readonly name: string
  /** `chosen`: for each of `choices` the place of its option. */
  readonly csv: (chosen: readonly number[]) => string
  /** Of what has been measured by now. */
  readonly figure: (chosen: readonly number[]) => PlotFigure
  readonly choices?: readonly FigureChoice[]
}

export const isInSpace = ({ z }: Pick<PlotFigure, 'z'>): boolean => z !== undefined
