/** How many things on the page look at something. */
export interface Watchers {
  isAny(): boolean
  /** One more, until the returned function is called. */
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
