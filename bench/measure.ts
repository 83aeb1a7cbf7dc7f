/**
 * Takes the peers in turn, a short spell each, round after round, so that whatever else the machine does falls on all
 * of them alike; of each peer's spells the median counts.
 */
import type { Session } from './session.ts'

export interface Measured {
  readonly id: string
  /** What it computes with, in its own words. */
  readonly detail: string
  /** negElboPerImage of the first batch at the initial weights. */
  readonly firstLoss: number
  /** Steps per second of every round. */
  readonly rates: readonly number[]
  readonly median: number
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2
}

const WARM_UP_STEPS = 20

/** Steps a second over about `seconds`, given a guess of the rate. */
async function spell(session: Session, id: string, seconds: number, guess: number): Promise<number> {
  const steps = Math.max(5, Math.round(guess * seconds))
  const { milliseconds } = await session.ask(id, 'run', steps)
  return (1000 * steps) / milliseconds
}

interface Plan {
  readonly ids: readonly string[]
  readonly rounds: number
  /** Of each spell. */
  readonly seconds: number
}

export async function measure(session: Session, { ids, rounds, seconds }: Plan): Promise<Measured[]> {
  const details: string[] = []
  const losses: number[] = []
  const rates: number[][] = []
  for (const id of ids) {
    details.push((await session.start(id)).value as string)
    losses.push((await session.ask(id, 'firstLoss')).value as number)
    const { milliseconds } = await session.ask(id, 'run', WARM_UP_STEPS)
    rates.push([(1000 * WARM_UP_STEPS) / milliseconds])
  }
  for (let round = 0; round < rounds; round++)
    for (const [i, id] of ids.entries()) rates[i]!.push(await spell(session, id, seconds, rates[i]!.at(-1)!))
  return ids.map((id, i) => {
    const counted = rates[i]!.slice(1)
    return { id, detail: details[i]!, firstLoss: losses[i]!, rates: counted, median: median(counted) }
  })
}
