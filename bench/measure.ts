/**
 * Takes the entrants in turn, a short spell each, round after round, so that whatever else the machine does falls on
 * all of them alike; of each one's spells the median counts.
 */
import { STANDARD } from './problem.ts'
import { callsPerStep, type GpuCalls } from './peers/gpu-calls.ts'
import type { Entrant } from './peers/index.ts'
import type { Session } from './session.ts'
import { median } from './statistics.ts'

export interface Measured {
  readonly id: string
  /** What it computes with, in its own words. */
  readonly detail: string
  /** negElboPerImage of the first batch at the initial weights. */
  readonly firstLoss: number
  /** Steps per second of every round. */
  readonly rates: readonly number[]
  readonly median: number
  /** Of one step, over the last round. */
  readonly gpuCallsPerStep: GpuCalls
}

/** One that does not start here. */
export interface LeftOut {
  readonly id: string
  readonly reason: string
}

export interface Measurement {
  readonly measured: readonly Measured[]
  readonly leftOut: readonly LeftOut[]
  /** That were taken; fewer than wanted where a round takes long. */
  readonly rounds: number
}

export interface Plan {
  readonly entrants: readonly Entrant[]
  readonly rounds: number
  /** Of each spell. */
  readonly seconds: number
  /** With fewer rounds, but not under `FEWEST_ROUNDS`, if they would take longer. */
  readonly mostSeconds: number
}

export const FEWEST_ROUNDS = 3
/** Of a spell, unless they take longer than `LONG_SPELL_SECONDS`; two at least, whatever they take. */
const FEWEST_STEPS = 5
const LONG_SPELL_SECONDS = 5
const WARM_UP_STEPS = 20
const WARM_UP_SECONDS = 2

export function stepsOfSpell(rate: number, seconds: number): number {
  const few = Math.min(FEWEST_STEPS, Math.max(2, Math.round(rate * LONG_SPELL_SECONDS)))
  return Math.max(few, Math.round(rate * seconds))
}

/** As many of the wanted rounds as fit, given the rates met so far. */
export function roundsThatFit(plan: Omit<Plan, 'entrants'>, rates: readonly number[]): number {
  const roundSeconds = rates.reduce((sum, rate) => sum + stepsOfSpell(rate, plan.seconds) / rate, 0)
  const fitting = Math.floor(plan.mostSeconds / roundSeconds)
  return Math.min(plan.rounds, Math.max(FEWEST_ROUNDS, fitting))
}

interface Spell {
  readonly rate: number
  readonly gpu: GpuCalls
}

async function spell(session: Session, { id }: Entrant, steps: number): Promise<Spell> {
  const { milliseconds, gpu } = await session.ask(id, 'run', steps)
  return { rate: (1000 * steps) / milliseconds, gpu: callsPerStep(gpu, steps) }
}

interface Started {
  readonly entrant: Entrant
  readonly detail: string
  readonly firstLoss: number
  readonly spells: Spell[]
}

/** Starts it and lets it compile; its first spell is only a guess of its rate. */
async function start(session: Session, entrant: Entrant): Promise<Started> {
  const detail = (await session.start(entrant, { ...STANDARD, ...entrant.changes })).value as string
  const firstLoss = (await session.ask(entrant.id, 'firstLoss')).value as number
  await spell(session, entrant, 1)
  const { rate } = await spell(session, entrant, 2)
  const steps = Math.max(2, Math.min(WARM_UP_STEPS, Math.round(rate * WARM_UP_SECONDS)))
  return { entrant, detail, firstLoss, spells: [await spell(session, entrant, steps)] }
}

function summarise({ entrant, detail, firstLoss, spells }: Started): Measured {
  const counted = spells.slice(1)
  const rates = counted.map(({ rate }) => rate)
  const gpuCallsPerStep = counted.at(-1)!.gpu
  return { id: entrant.id, detail, firstLoss, rates, median: median(rates), gpuCallsPerStep }
}

export async function measure(session: Session, plan: Plan): Promise<Measurement> {
  const started: Started[] = []
  const leftOut: LeftOut[] = []
  for (const entrant of plan.entrants)
    try {
      started.push(await start(session, entrant))
    } catch (thrown) {
      await session.stop(entrant.id)
      leftOut.push({ id: entrant.id, reason: thrown instanceof Error ? thrown.message : String(thrown) })
    }
  const rounds = roundsThatFit(
    plan,
    started.map(({ spells }) => spells[0]!.rate),
  )
  for (let round = 0; round < rounds; round++)
    for (const { entrant, spells } of started) {
      const steps = stepsOfSpell(spells.at(-1)!.rate, plan.seconds)
      spells.push(await spell(session, entrant, steps))
    }
  return { measured: started.map(summarise), leftOut, rounds }
}
