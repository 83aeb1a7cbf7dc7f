/** What the catalogs of all languages are made of. Types only. */

/** What happened, what was kept, what to do. */
export interface Told {
  readonly what: string
  readonly kept?: string
  readonly todo?: string
}

export type Params = Readonly<Record<string, string | number>>
export type Teller = (params: Params) => Told
export type Sentence = (params: Params) => string

/** A curve, as its column is headed in a chart's CSV. */
export interface CurveName {
  readonly name: string
  readonly split: string
  readonly smoothing: number
}

/**
 * A part of a catalog without its words, which another language must have too: a text for a text, and a function of the
 * same parameters for a function.
 */
export type Words<Part> = Part extends string
  ? string
  : Part extends (...params: infer Params) => string
    ? (...params: Params) => string
    : Part extends (...params: never) => unknown
      ? Part
      : { readonly [Key in keyof Part]: Words<Part[Key]> }
