/** The rule that says when a kind of background work is due; work.ts applies it. */
/** A moment: seconds on a clock that stops during pauses, and training steps. */
export interface Moment {
  readonly seconds: number
  readonly step: number
}

/** A wait in seconds or in steps, whichever is over first. */
export interface Wait {
  readonly seconds: number
  readonly steps: number
}

export interface Rule {
  /** From the end of one piece of work to the next. */
  readonly longest: Wait
  /** Least seconds between pieces of work that are done within the share, or while the cost is unknown. */
  readonly shortest?: number
  /** Steps at which the work is due whatever its cost, in ascending order. */
  readonly early?: readonly number[]
  /** Restricts work within the share to steps for which this holds. */
  readonly isOccasion?: (step: number) => boolean
  /** An event is served at once, but not until either of these waits since the previous one is over. */
  readonly eventsApart?: Wait
  /** What an event asks for comes on top of the share: what was due anyway is not put off for it. */
  readonly eventsOnTop?: boolean
  /** The amounts of work, from the usual one down to the least. */
  readonly sizes: readonly [usual: number, ...less: number[]]
  /** A larger amount, for whoever asks while training stands still; by default the usual one. */
  readonly atRest?: number
  /** A larger amount, done instead if the share pays for it within the longest wait. */
  readonly thorough?: number
  /** The longest wait in steps may not take more of the clock than this, since steps may be very fast. */
  readonly ceiling?: number
}
