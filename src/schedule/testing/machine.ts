/**
 * A simulated machine that trains and does one kind of background work, with its own clock. NOT part of the
 * page.
 */
import { createWork } from '../work.ts'
import type { Rule } from '../rule.ts'

export interface Machine {
  readonly rule: Rule
  readonly share: number
  /** Seconds per step, at a moment of the clock. */
  readonly step: (seconds: number) => number
  /** Duration in seconds of the k-th call, k from 0, for this many units. */
  readonly call: (seconds: number, units: number, k: number) => number
  /** Trains for this long, or this many steps. */
  readonly until: { readonly seconds?: number; readonly steps?: number }
  /** Steps after which an event occurs. */
  readonly events?: readonly number[]
  readonly scale?: number
  /** Steps per slice of training, after which due work is looked for. */
  readonly slice?: number
}

export interface Piece {
  readonly step: number
  /** Start and duration. */
  readonly seconds: number
  readonly took: number
  readonly size: number
  readonly isOverShare: boolean
}

export interface Account {
  readonly pieces: readonly Piece[]
  readonly steps: number
  readonly seconds: number
  /** Share of the clock taken by the work, without the first call, whose cost was unknown. */
  readonly share: number
  /** The longest time from the end of one piece to the start of the next, or to the end. */
  readonly longest: { readonly seconds: number; readonly steps: number }
}

export function simulate(machine: Machine): Account {
  const { rule, share, step, call, until, events = [], scale = 1, slice = 1 } = machine
  const { seconds: untilSeconds = Infinity, steps: untilSteps = Infinity } = until
  const work = createWork(rule, { seconds: 0, step: 0 })
  const pieces: Piece[] = []
  let now = { seconds: 0, step: 0 }

  const dueNow = () => work.due(now, share, scale)

  /** Takes the steps of a slice; it ends early if work is due. */
  function train(): void {
    for (let i = 0; i < slice; i++) {
      now = { seconds: now.seconds + step(now.seconds), step: now.step + 1 }
      if (events.includes(now.step)) work.urge()
      if (now.step >= untilSteps || dueNow() > 0) return
    }
  }

  while (now.seconds < untilSeconds && now.step < untilSteps) {
    train()
    const size = dueNow()
    if (size === 0) continue
    const took = call(now.seconds, size * scale, pieces.length)
    const began = now
    work.begin(now)
    now = { ...now, seconds: now.seconds + took }
    work.done(now, { size, seconds: took }, scale)
    pieces.push({ ...began, took, size, isOverShare: work.isOverShare })
  }
  return { pieces, steps: now.step, seconds: now.seconds, ...summary(pieces, now) }
}

function summary(pieces: readonly Piece[], end: { readonly seconds: number; readonly step: number }) {
  const spent = pieces.slice(1).reduce((sum, { took }) => sum + took, 0)
  const ends = [
    { seconds: 0, step: 0 },
    ...pieces.map((one) => ({ ...one, seconds: one.seconds + one.took })),
  ]
  const begins = [...pieces, end]
  const gaps = begins.map(({ seconds, step }, i) => ({
    seconds: seconds - ends[i]!.seconds,
    steps: step - ends[i]!.step,
  }))
  return {
    share: spent / (end.seconds - (pieces[0]?.took ?? 0)),
    longest: {
      seconds: Math.max(...gaps.map(({ seconds }) => seconds)),
      steps: Math.max(...gaps.map(({ steps }) => steps)),
    },
  }
}
