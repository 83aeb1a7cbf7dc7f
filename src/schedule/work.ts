/**
 * When one kind of background work is to be done, and how much of it. It has a share of the clock, a longest wait, and
 * events. The share decides as long as it can; where it cannot pay, the longest wait wins: first with less work, then
 * beyond the share, and then it says so. Nothing starves, however long a call takes. Time is an argument; does NOT do
 * the work, and sets no timers.
 */
import { createAccount } from './account.ts'
import { createCost } from './cost.ts'
import { createOverdue } from './overdue.ts'
import type { Moment, Rule } from './rule.ts'

export interface Done {
  readonly size: number
  /** What the call took. */
  readonly seconds: number
}

export interface Work {
  /** The size of what is to be done now; 0: nothing. `scale`: units of cost in a unit of size. Asking changes nothing. */
  due(now: Moment, share: number, scale?: number): number
  /** Something has happened after which what was found before is out of date. */
  urge(): void
  /** What is begun at `now` is not due again before it is done or given up. */
  begin(now: Moment): void
  done(now: Moment, done: Done, scale?: number): void
  giveUp(): void
  /** The share was passed by what was done last, since waiting longer was not allowed. */
  readonly isOverShare: boolean
  /** The share of the clock that the last few pieces of work took; null before there are two. */
  readonly taken: number | null
}

/** A single call is never charged more than so many times what calls cost: bursts are not the work's fault. */
const MOST_TIMES_CHARGED = 2
/** Over so many calls it is told what they take. */
const TOLD = 5

/** The share of the clock that the last few calls took; the first of them only says since when. */
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

/** `from`: where the clock and the run stand when there is nothing yet. */
export function createWork(rule: Rule, from: Moment): Work {
  const { longest, shortest = 0, isOccasion, sizes, thorough } = rule
  const least = sizes.at(-1)!
  const overdue = createOverdue(rule, from)
  const cost = createCost()
  const account = createAccount()
  const taken = createTaken()
  let seen = from.seconds

  const priceOf = (size: number, scale: number) => (cost.perUnit ?? 0) * size * scale

  /** Brings everything up to `now`. */
  function look(now: Moment, share: number): void {
    overdue.look(now)
    account.set(share, share * longest.seconds)
    account.pass(Math.max(now.seconds - seen, 0))
    seen = Math.max(seen, now.seconds)
  }

  /** As much as may be owed; the least that there is goes beyond it. */
  const sizeNow = (share: number, scale: number): number =>
    sizes.find((size) => account.balance - priceOf(size, scale) >= -share * longest.seconds) ?? least

  /** If nothing is owed: it is paid for afterwards. Not what would take longer to pay for than the longest wait. */
  function sizeIfPaid(now: Moment, share: number, scale: number): number {
    if (account.balance < 0 || overdue.seconds(now) < shortest || !overdue.hasMoved(now)) return 0
    if (isOccasion && !isOccasion(now.step)) return 0
    if (cost.perUnit === null) return isOccasion || shortest > 0 ? sizes[0] : 0 // what it costs will be seen
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
      overdue.done(now)
      // A cold call costs nothing, and its time brings nothing in.
      if (cost.perUnit === null) return void (seen = Math.max(seen, now.seconds))
      account.spend(Math.min(seconds, MOST_TIMES_CHARGED * priceOf(size, scale)))
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
