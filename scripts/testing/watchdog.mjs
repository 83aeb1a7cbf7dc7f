/**
 * Notices that a stage makes no progress. It never looks at how long the stage takes, and it counts its own ticks
 * instead of the clock, so that a machine that sleeps or stands still for a while is not taken for a hang.
 */

/**
 * `patience`: ticks in a row without progress after which the stage hangs. `progress`: a value that changes with every
 * sign of progress. Each call of the returned function is a tick; it answers whether the stage hangs.
 */
export function createWatchdog(patience, progress) {
  let last = progress()
  let quiet = 0
  return () => {
    const now = progress()
    quiet = now === last ? quiet + 1 : 0
    last = now
    return quiet >= patience
  }
}
