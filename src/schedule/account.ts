/**
 * A share of the clock as an account: elapsed time fills it, work empties it. Balance and debt are bounded, so
 * that neither an idle hour nor one bad minute determines what follows. Independent of any clock.
 */

export interface Account {
  /** Seconds of work saved up; negative: owed. */
  readonly balance: number
  /** The last work exceeded the permitted debt: the share is not kept. */
  readonly isOverdrawn: boolean
  pass(seconds: number): void
  spend(seconds: number): void
  /** `most`: the most seconds that can be saved or owed; any excess is dropped. */
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
