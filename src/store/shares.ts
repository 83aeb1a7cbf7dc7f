/** Divides the page's share of the clock equally among the results that are wanted now. */
import { PAGE_SHARE } from '../schedule/rules.ts'

export interface Shares {
  /** Adds one; returns a function that gives its present share. */
  join(isWanted: () => boolean): () => number
}

export function createShares(): Shares {
  const all: (() => boolean)[] = []
  const wanted = () => all.filter((isWanted) => isWanted()).length
  return {
    join(isWanted) {
      all.push(isWanted)
      return () => PAGE_SHARE / Math.max(1, wanted())
    },
  }
}
