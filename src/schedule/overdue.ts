/** How long work has been waiting, and what has happened since: decides whether it must be done now at any cost. */
import type { Moment, Rule, Wait } from './rule.ts'

export interface Overdue {
  /** Seconds since the work was last done. */
  seconds(now: Moment): number
  /** Whether any training has happened since. */
  hasMoved(now: Moment): boolean
  /** `price`: the cost in seconds of the least amount of work. */
  isTooLong(now: Moment, price: number): boolean
  /** If the run has returned to an earlier step, the wait is counted from there. */
  look(now: Moment): void
  urge(): void
  begin(now: Moment): void
  done(now: Moment): void
  giveUp(): void
  readonly isUnderWay: boolean
  /** What is under way was asked for by an event. */
  readonly isForEvent: boolean
}

const AT_ONCE: Wait = { seconds: 0, steps: 0 }

const isOver = (wait: Wait, from: Moment, now: Moment): boolean =>
  now.seconds - from.seconds >= wait.seconds || now.step - from.step >= wait.steps

export function createOverdue(rule: Rule, from: Moment): Overdue {
  const { longest, early = [], eventsApart = AT_ONCE, ceiling = 1 } = rule
  let last = from
  let begun: { readonly at: Moment; readonly urged: boolean } | null = null
  let urged = false
  /** When an event was last served. */
  let served: Moment | null = null

  const seconds = (now: Moment) => now.seconds - last.seconds
  const hasMoved = (now: Moment) => now.step !== last.step

  function isTooLong(now: Moment, price: number): boolean {
    if (urged && (!served || isOver(eventsApart, served, now))) return true
    if (!hasMoved(now)) return false
    if (early.some((step) => last.step < step && step <= now.step)) return true
    if (seconds(now) >= longest.seconds) return true
    return now.step - last.step >= longest.steps && ceiling * (seconds(now) + price) >= price
  }

  return {
    seconds,
    hasMoved,
    isTooLong,
    look({ step }) {
      if (step < last.step) last = { ...last, step }
      if (served && step < served.step) served = null
    },
    urge: () => void (urged = true),
    begin(now) {
      begun = { at: now, urged }
      if (urged) served = now
      urged = false
    },
    done(now) {
      last = { seconds: now.seconds, step: begun?.at.step ?? now.step }
      begun = null
    },
    giveUp() {
      if (begun?.urged) [urged, served] = [true, null]
      begun = null
    },
    get isUnderWay() {
      return begun !== null
    },
    get isForEvent() {
      return begun?.urged ?? false
    },
  }
}
