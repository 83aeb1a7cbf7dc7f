/**
 * What a step on a GPU costs the processor: the bare engine on stand-ins for WebGPU and WebGL that compute nothing and take no
 * time. It limits the pace on every card, however fast, and can be measured without one.
 */
import { machine } from '../browser.ts'
import { benchImages } from '../images.ts'
import type { Entrant } from '../peers/index.ts'
import { STANDARD } from '../problem.ts'
import { openSession, type Session } from '../session.ts'
import { median } from '../statistics.ts'
import { table } from '../table.ts'

const BACKENDS = ['webgpu', 'webgl'] as const

export interface Host {
  readonly machine: string
  readonly browser: string
  readonly rounds: number
  /** Microseconds a step, medians. */
  readonly rows: readonly { readonly backend: string; readonly own: number; readonly composed: number }[]
}

const STEPS = 2000

async function start(session: Session, variant: string) {
  const entrant: Entrant = { id: variant, script: 'elbo-lab', variant }
  await session.start(entrant, STANDARD)
  const microseconds = async () => (1000 * (await session.ask(variant, 'run', STEPS)).milliseconds) / STEPS
  await microseconds()
  return microseconds
}

async function measureBackend(session: Session, backend: string, rounds: number) {
  const each = [await start(session, `${backend} idle`), await start(session, `${backend} idle composed`)]
  const taken: number[][] = [[], []]
  for (let i = 0; i < rounds; i++)
    for (const [which, measure] of each.entries()) taken[which]!.push(await measure())
  const [own, composed] = taken.map(median) as [number, number]
  return { backend, own, composed }
}

export async function measureHost({ rounds }: { readonly rounds: number }): Promise<Host> {
  const session = await openSession((await benchImages()).pixels)
  try {
    const rows: Host['rows'][number][] = []
    for (const backend of BACKENDS) rows.push(await measureBackend(session, backend, rounds))
    return { machine: machine(), browser: session.browser, rounds, rows }
  } finally {
    await session.close()
  }
}

export const reportHost = ({ machine, browser, rounds, rows }: Host): string =>
  [
    `Microseconds of JavaScript a step, on a device that computes nothing and takes no time; medians of ${rounds} rounds in turn. ${machine}; ${browser}.`,
    table(
      ['backend', 'microseconds a step', "composed of TF.js's operations"],
      rows.map(({ backend, own, composed }) => [backend, own.toFixed(0), composed.toFixed(0)]),
    ),
  ].join('\n\n')
