/** Counts the watchers of something on the page. */
export interface Watchers {
  isAny(): boolean
  /** Adds one, until the returned function is called. */
  add(): () => void
}

export function createWatchers(): Watchers {
  let count = 0
  return {
    isAny: () => count > 0,
    add() {
      count += 1
      let isOver = false
      return () => {
        if (!isOver) count -= 1
        isOver = true
      }
    },
  }
}
