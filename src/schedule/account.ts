/**
 * A share of the clock as an account: time that passes fills it, work empties it. What it holds and what it owes are
 * bounded, so that neither an idle hour nor one bad minute decides what comes after. Knows no clock.
 */

export interface Account {
  /** Seconds of work that are saved up; negative: owed. */
  readonly balance: number
  /** The last work asked for more than may be owed: the share is not kept. */
  readonly isOverdrawn: boolean
  pass(seconds: number): void
  spend(seconds: number): void
  /** `most`: seconds that may be saved, and owed; what goes beyond is forgotten. */
  set(share: number, most: number): void
}

export function createAccount(): Account {
  let balance = 0
  let share = 0
  let most = 0
  let isOverdrawn = false
  return {
    get balance() {
      return balance
    },
    get isOverdrawn() {
      return isOverdrawn
    },
    pass: (seconds) => void (balance = Math.min(balance + share * seconds, most)),
    spend(seconds) {
      isOverdrawn = balance - seconds < -most
      balance = Math.max(balance - seconds, -most)
    },
    set(nextShare, nextMost) {
      share = nextShare
      most = nextMost
      balance = Math.min(Math.max(balance, -most), most)
    },
  }
}
