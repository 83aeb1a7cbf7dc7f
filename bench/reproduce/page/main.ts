/**
 * The lab's engine on a page of its own, for experiments that need what no file of the lab holds: one run from step 0
 * to a step, then a thorough probe and an evaluation at the weights reached.
 */
import { createClient } from '../../../src/client/index.ts'
import type { EngineEvent } from '../../../src/protocol/engine.ts'
import type { Evaluation, TrainRow } from '../../../src/protocol/metrics.ts'
import { DEFAULT_SETTINGS, type Settings } from '../../../src/protocol/settings.ts'
import type { ProbeReport } from '../../../src/protocol/variance.ts'

export interface Outcome {
  readonly dataset: string
  /** Null if the run diverged. */
  readonly evaluation: Evaluation | null
  readonly probe: ProbeReport | null
  /** Of training, without evaluation and probe. */
  readonly seconds: number
}

/** Draws of the probe: more where one draw has few samples, and so little of the signal. */
const drawsFor = (samples: number): number => Math.max(64, 256 / samples)

async function run(changes: Partial<Settings>, steps: number): Promise<Outcome> {
  const settings: Settings = { ...DEFAULT_SETTINGS, backend: 'wasm', ...changes, probe: 0 }
  const { samples, kl, baseline } = settings
  const engine = createClient()
  let last: TrainRow | undefined
  const ended = new Promise<EngineEvent>((resolve) => {
    engine.subscribe((event) => {
      if (event.type === 'trained') last = event.rows.at(-1) ?? last
      if (event.type === 'paused' || event.type === 'diverged' || event.type === 'failed') resolve(event)
    })
  })
  const { dataset } = await engine.open({ settings })
  await engine.train(steps)
  const healthy = (await ended).type === 'paused'
  const evaluation = healthy ? await engine.evaluate() : null
  const probe = healthy ? await engine.probe({ draws: drawsFor(samples), samples, kl, baseline }) : null
  engine.dispose()
  return { dataset: dataset.name, evaluation, probe, seconds: last?.seconds ?? 0 }
}

export type RunExperiment = typeof run
Object.assign(window, { runExperiment: run })
