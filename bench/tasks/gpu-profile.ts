/**
 * Where a step on webgpu goes: what each kernel takes by the device's own clock, what it is made of, and what a step asks
 * of the device besides. On a software GPU the times say little; the counts are the same everywhere.
 */
import { machine } from '../browser.ts'
import { benchImages } from '../images.ts'
import { callsPerStep, type GpuCalls } from '../peers/gpu-calls.ts'
import type { GpuKernelTime } from '../peers/gpu-times.ts'
import type { Entrant } from '../peers/index.ts'
import { STANDARD } from '../problem.ts'
import { openSession, type Session } from '../session.ts'
import { median } from '../statistics.ts'

/** Of one step, medians of the rounds. */
export interface GpuKernel {
  readonly name: string
  readonly calls: number
  /** Of one call. */
  readonly workgroups: number
  /** Of what is bound to one call. */
  readonly bytes: number
  /** Null where the device has no clock. */
  readonly microseconds: number | null
}

export interface GpuProfile {
  readonly machine: string
  readonly browser: string
  readonly source: string
  readonly device: string
  /** Of a step as it is taken when nothing is timed. */
  readonly microseconds: number
  readonly calls: GpuCalls
  readonly kernels: readonly GpuKernel[]
}

const PEER: Entrant = { id: 'profile', script: 'elbo-lab', variant: 'webgpu timed' }
const MOST_STEPS = 200
const ROUND_MS = 500

/** Of one round; each kernel is there in every round. */
function perStep(times: readonly GpuKernelTime[], steps: number): GpuKernel[] {
  return times.map(({ name, calls, workgroups, bytes, milliseconds }) => ({
    name,
    workgroups,
    bytes,
    calls: calls / steps,
    microseconds: milliseconds === null ? null : (1000 * milliseconds) / steps,
  }))
}

export function typicalKernels(rounds: readonly (readonly GpuKernel[])[]): GpuKernel[] {
  const isSame = (one: GpuKernel) => (other: GpuKernel) =>
    other.name === one.name && other.workgroups === one.workgroups && other.bytes === one.bytes
  return rounds[0]!.map((kernel) => {
    const times = rounds.flatMap((round) => round.find(isSame(kernel))?.microseconds ?? [])
    return { ...kernel, microseconds: times.length > 0 ? median(times) : null }
  })
}

async function measureRounds(session: Session, rounds: number) {
  const device = (await session.start(PEER, STANDARD)).value as string
  const run = (steps: number) => session.ask(PEER.id, 'run', steps)
  await run(5)
  const { milliseconds } = await run(5)
  const steps = Math.min(MOST_STEPS, Math.max(2, Math.round((5 * ROUND_MS) / milliseconds)))
  const kernels: GpuKernel[][] = []
  const plain: { milliseconds: number; calls: GpuCalls }[] = []
  for (let i = 0; i < rounds; i++) {
    const { milliseconds, gpu } = await run(steps)
    plain.push({ milliseconds: milliseconds / steps, calls: callsPerStep(gpu, steps) })
    const { value } = await session.ask(PEER.id, 'kernelTimes', steps)
    kernels.push(perStep(value as GpuKernelTime[], steps))
  }
  const microseconds = 1000 * median(plain.map(({ milliseconds }) => milliseconds))
  return { device, microseconds, calls: plain.at(-1)!.calls, kernels: typicalKernels(kernels) }
}

export async function measureGpuProfile({ rounds }: { readonly rounds: number }): Promise<GpuProfile> {
  const { pixels, source } = await benchImages()
  const session = await openSession(pixels)
  try {
    const measured = await measureRounds(session, rounds)
    return { machine: machine(), browser: session.browser, source, ...measured }
  } finally {
    await session.close()
  }
}
