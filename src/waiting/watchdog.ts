/**
 * Tells when something that should answer within moments, a worker's event loop, does not answer any more. Only time in
 * which the page itself runs is counted: a frozen page, a sleeping machine or a late timer decides nothing. Knows nothing
 * of what is asked, or how.
 */
import { wallClock, type Clock } from './deadline.ts'

export interface Watched {
  /** Sends a question; `heard` is to be called when the answer comes. */
  ask(): void
  /** How long it may be silent, in milliseconds; looked at each time, since its work may change. */
  patience(): number
  /** Called once, with the seconds of silence. */
  onSilence(seconds: number): void
  /** Whether silence counts now: a hidden page's timers, and its workers, may be held back. */
  isAwake?(): boolean
  readonly clock?: Clock
}

export interface Watchdog {
  /** A sign of life. Until the first one nothing is asked: a program that is still on its way cannot answer. */
  heard(): void
  stop(): void
}

const TICK_MS = 2000
/** A tick that comes later than this was held back, and so may the answer have been. */
const MOST_COUNTED_MS = 2 * TICK_MS
/** What was silent for long and answered may take that long again, and more. */
const LEARNED = 3

export function createWatchdog({ ask, patience, onSilence, isAwake, clock = wallClock }: Watched): Watchdog {
  let isAsked = false
  let silence = 0
  let longest = 0
  let last = 0
  let stopTicks: (() => void) | null = null
  let isOver = false

  function tick(): void {
    const now = clock.now()
    const passed = Math.min(now - last, MOST_COUNTED_MS)
    last = now
    if (isAwake?.() === false) return
    if (!isAsked) {
      isAsked = true
      return ask()
    }
    silence += passed
    if (silence < Math.max(patience(), LEARNED * longest)) return
    stop()
    onSilence(Math.round(silence / 1000))
  }

  function stop(): void {
    isOver = true
    stopTicks?.()
  }

  return {
    heard() {
      if (isOver) return
      longest = Math.max(longest, silence)
      silence = 0
      isAsked = false
      if (stopTicks) return
      last = clock.now()
      stopTicks = clock.every(TICK_MS, tick)
    },
    stop,
  }
}
