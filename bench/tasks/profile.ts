/**
 * Where a step on wasm goes: the time of each kernel, as the thread that calls it sees it, on one thread and on all, in
 * turn. What lies between the calls is JavaScript: the estimator's, and TF.js's bookkeeping.
 */
import { machine } from '../browser.ts'
import { benchImages } from '../images.ts'
import type { KernelTime } from '../peers/kernel-times.ts'
import type { Entrant } from '../peers/index.ts'
import { STANDARD } from '../problem.ts'
import { openSession, type Session } from '../session.ts'
import { median } from '../statistics.ts'

export interface ProfileOptions {
  readonly rounds: number
}

/** Microseconds a step, medians of the rounds. */
export interface StepProfile {
  readonly step: number
  readonly kernels: ReadonlyMap<string, number>
}

export interface Profile {
  readonly machine: string
  readonly browser: string
  readonly source: string
  readonly oneThread: StepProfile
  readonly allThreads: StepProfile
}

const WARM_UP_STEPS = 300
const STEPS = 100

const entrant = (variant: string): Entrant => ({ id: variant, script: 'elbo-lab', variant })
const ONE_THREAD = entrant('wasm timed one-thread')
const ALL_THREADS = entrant('wasm timed')

/** Microseconds a step, in one round. */
interface Round {
  readonly step: number
  readonly kernels: Readonly<Record<string, number>>
}

async function round(session: Session, { id }: Entrant): Promise<Round> {
  const { value, milliseconds } = await session.ask(id, 'kernelTimes', STEPS)
  const aStep = (time: number) => (1000 * time) / STEPS
  const kernels = (value as KernelTime[]).map((kernel) => [kernel.name, aStep(kernel.milliseconds)])
  return { step: aStep(milliseconds), kernels: Object.fromEntries(kernels) as Round['kernels'] }
}

export function typicalRound(rounds: readonly Round[]): StepProfile {
  const names = Object.keys(rounds[0]!.kernels)
  const times = names.map((name) => [name, median(rounds.map(({ kernels }) => kernels[name]!))] as const)
  return { step: median(rounds.map(({ step }) => step)), kernels: new Map(times) }
}

export async function measureProfile(options: ProfileOptions): Promise<Profile> {
  const { pixels, source } = await benchImages()
  const session = await openSession(pixels)
  const found = { one: [] as Round[], all: [] as Round[] }
  try {
    for (const one of [ONE_THREAD, ALL_THREADS]) {
      await session.start(one, STANDARD)
      await session.ask(one.id, 'run', WARM_UP_STEPS)
    }
    for (let i = 0; i < options.rounds; i++) {
      found.one.push(await round(session, ONE_THREAD))
      found.all.push(await round(session, ALL_THREADS))
    }
    return {
      machine: machine(),
      browser: session.browser,
      source,
      oneThread: typicalRound(found.one),
      allThreads: typicalRound(found.all),
    }
  } finally {
    await session.close()
  }
}
