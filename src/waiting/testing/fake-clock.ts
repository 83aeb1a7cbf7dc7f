/** A clock that advances only when a test moves it. NOT part of the page. */
import type { Clock } from '../deadline.ts'

export interface FakeClock extends Clock {
  /** Lets time pass as on an idle machine: every tick comes when it is due. */
  pass(ms: number): Promise<void>
  /** Time without ticks: the machine slept, or the thread was busy. */
  sleep(ms: number): Promise<void>
  /** Number of running timers. */
  readonly running: number
}

interface Timer {
  readonly ms: number
  readonly tick: () => void
  due: number
}

/** Lets all code run that awaits settled promises. */
const settled = () => new Promise<void>((resolve) => setTimeout(resolve))

export function createFakeClock(): FakeClock {
  const timers = new Set<Timer>()
  let now = 0
  const next = (until: number) =>
    [...timers].filter(({ due }) => due <= until).sort((a, b) => a.due - b.due)[0]

  return {
    now: () => now,
    every(ms, tick) {
      const timer = { ms, tick, due: now + ms }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    async pass(ms) {
      await settled()
      const until = now + ms
      for (let timer = next(until); timer; timer = next(until)) {
        now = timer.due
        timer.due += timer.ms
        timer.tick()
        await settled()
      }
      now = until
      await settled()
    },
    async sleep(ms) {
      now += ms
      for (const timer of [...timers].filter(({ due }) => due <= now)) {
        timer.due = now + timer.ms
        timer.tick()
      }
      await settled()
    },
    get running() {
      return timers.size
    },
  }
}
