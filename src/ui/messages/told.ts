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
  readonly log: boolean
}
