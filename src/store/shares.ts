/** How the page's share of the clock is divided among what it keeps fresh: in equal parts among what is wanted now. */
import { PAGE_SHARE } from '../schedule/rules.ts'

export interface Shares {
  /** One more; returns what its share is at a moment. */
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
