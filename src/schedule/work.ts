/**
 * Decides when one kind of background work is done, and how much of it. It has a share of the clock, a longest
 * wait, and events. The share decides as long as possible; if it does not suffice, the longest wait wins: first
 * with less work, then beyond the share, which is reported. Nothing starves, however long a call takes. Time is
 * an argument; does NOT do the work or set timers.
 */
import { createAccount } from './account.ts'
import { createCost } from './cost.ts'
import { createOverdue } from './overdue.ts'
import type { Moment, Rule } from './rule.ts'

export interface Done {
  readonly size: number
  /** Duration of the call. */
  readonly seconds: number
}

export interface Work {
  /** The amount of work due now; 0: none. `scale`: units of cost per unit of work. A pure query. */
  due(now: Moment, share: number, scale?: number): number
  /** Records an event that makes earlier results obsolete. */
  urge(): void
  /** Marks work as started at `now`: it is not due again until it is done or given up. */
  begin(now: Moment): void
  done(now: Moment, done: Done, scale?: number): void
  giveUp(): void
  /** The last piece of work exceeded the share, since a longer wait was not allowed. */
  readonly isOverShare: boolean
  /** Share of the clock taken by the last few pieces of work; null before the second. */
  readonly taken: number | null
}

/** A single call is charged at most this many times the usual cost: bursts are not the work's fault. */
const MOST_TIMES_CHARGED = 2
/** The number of calls over which the share taken is averaged. */
const TOLD = 5

/** Share of the clock taken by the last few calls; the first of them only marks the start. */
function createTaken() {
  let recent: { readonly at: number; readonly seconds: number }[] = []
  return {
    add: (at: number, seconds: number) => void (recent = [...recent, { at, seconds }].slice(-TOLD)),
    get share(): number | null {
      const [first, ...others] = recent
      if (!first || others.length === 0) return null
      const clock = others.at(-1)!.at - first.at
      return clock > 0 ? others.reduce((sum, { seconds }) => sum + seconds, 0) / clock : null
    },
  }
}

/** `from`: the state of the clock and the run at the start. */
export function createWork(rule: Rule, from: Moment): Work {
  const { longest, shortest = 0, isOccasion, sizes, thorough, eventsOnTop = false } = rule
  const least = sizes.at(-1)!
  const overdue = createOverdue(rule, from)
  const cost = createCost()
  const account = createAccount()
  const taken = createTaken()
  let seen = from.seconds

  const priceOf = (size: number, scale: number) => (cost.perUnit ?? 0) * size * scale

  /** Brings all state up to `now`. */
  function look(now: Moment, share: number): void {
    overdue.look(now)
    account.set(share, share * longest.seconds)
    account.pass(Math.max(now.seconds - seen, 0))
    seen = Math.max(seen, now.seconds)
  }

  /** The largest amount within the permitted debt; the least amount may exceed it. */
  const sizeNow = (share: number, scale: number): number =>
    sizes.find((size) => account.balance - priceOf(size, scale) >= -share * longest.seconds) ?? least

  /**
   * The amount if nothing is owed (it is paid for afterwards); 0 if paying would take longer than the longest
   * wait.
   */
  function sizeIfPaid(now: Moment, share: number, scale: number): number {
    if (account.balance < 0 || overdue.seconds(now) < shortest || !overdue.hasMoved(now)) return 0
    if (isOccasion && !isOccasion(now.step)) return 0
    if (cost.perUnit === null) return isOccasion || shortest > 0 ? sizes[0] : 0 // the cost is learned from it
    const fits = (size: number | undefined) => size && priceOf(size, scale) <= share * longest.seconds
    return [thorough, sizes[0]].find(fits) ?? 0
  }

  return {
    due(now, share, scale = 1) {
      if (share <= 0 || overdue.isUnderWay) return 0
      look(now, share)
      if (overdue.isTooLong(now, priceOf(least, scale))) return sizeNow(share, scale)
      return sizeIfPaid(now, share, scale)
    },
    urge: overdue.urge,
    begin: overdue.begin,
    giveUp: overdue.giveUp,
    done(now, { size, seconds }, scale = 1) {
      cost.add(seconds, size * scale)
      const isOnTop = eventsOnTop && overdue.isForEvent
      overdue.done(now)
      // A cold call is not charged, and its duration is not credited.
      if (cost.perUnit === null) return void (seen = Math.max(seen, now.seconds))
      if (!isOnTop) account.spend(Math.min(seconds, MOST_TIMES_CHARGED * priceOf(size, scale)))
      taken.add(now.seconds, seconds)
    },
    get isOverShare() {
      return account.isOverdrawn
    },
    get taken() {
      return taken.share
    },
  }
}
