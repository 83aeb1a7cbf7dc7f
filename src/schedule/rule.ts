/** What says when a kind of background work is due; work.ts follows it. */
/** Where things stand: seconds on a clock that stands still in pauses, and training steps. */
export interface Moment {
  readonly seconds: number
  readonly step: number
}

/** Seconds, or steps, whichever is over first. */
export interface Wait {
  readonly seconds: number
  readonly steps: number
}

export interface Rule {
  /** From the end of one piece of work to the next. */
  readonly longest: Wait
  /** Of what is done because its share pays for it, or since nobody knows yet what it costs: so many seconds apart. */
  readonly shortest?: number
  /** Steps at which it is due, whatever it costs, in ascending order. */
  readonly early?: readonly number[]
  /** Where the share pays, only at steps like these. */
  readonly isOccasion?: (step: number) => boolean
  /** An event is served at once, but not sooner than this after the one before, and not later than that. */
  readonly eventsApart?: Wait
  /** How much is done when it is due, from what is usual down to the least. */
  readonly sizes: readonly [usual: number, ...less: number[]]
  /** What is done instead where the share pays for it within the longest wait. */
  readonly thorough?: number
  /** The wait in steps does not take more of the clock than this: the steps may be very fast ones. */
  readonly ceiling?: number
}
