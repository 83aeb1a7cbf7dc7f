/**
 * Detects when something that should answer within moments, a worker's event loop, stops answering. Counts only
 * time in which the page itself runs: a frozen page, a sleeping machine or a late timer decides nothing.
 * Independent of the kind of question.
 */
import { wallClock, type Clock } from './deadline.ts'

export interface Watched {
  /** Sends a question; call `heard` when the answer arrives. */
  ask(): void
  /** The permitted silence in milliseconds; read each time, since the work may change. */
  patience(): number
  /** Called once, with the seconds of silence. */
  onSilence(seconds: number): void
  /** Whether silence counts now: the timers and workers of a hidden page may be throttled. */
  isAwake?(): boolean
  readonly clock?: Clock
}

export interface Watchdog {
  /**
   * Records a sign of life. Nothing is asked before the first one: a program that is still loading cannot
   * answer.
   */
  heard(): void
  stop(): void
}

const TICK_MS = 2000
/** A later tick was delayed, and so may the answer have been. */
const MOST_COUNTED_MS = 2 * TICK_MS
/** After a long silence that ended in an answer, this many times as long is permitted. */
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
